import { LANGUAGES } from '../../../scenarios/model/documents.ts'
import { foldName } from '../../campaigns/lists/index.ts'
import type { ClinicFact } from '../system.ts'
import { readCell, type RowToSave, type Saved } from './row-to-save.ts'
import { hash } from './save-times.ts'
import { readTopic, TOPICS } from './words.ts'

const DAY_MS = 86_400_000

/**
 * What callers ask about the clinic, known again by its topic and the words of its subject. Without words it answers for the topic; without an
 * answer in any language the clinic's people give it.
 */
export async function saveFact({ data, into, now }: RowToSave): Promise<Saved> {
  const topic = readTopic(readCell(data, 'topic') ?? '')
  if (topic === undefined)
    return {
      at: 'topic',
      reason: 'This is no topic that callers are answered about.',
      remedy: `Write one of: ${TOPICS.join(', ')}.`,
    }
  const verified = readCell(data, 'verified') ?? ''
  if (Date.parse(verified) > now + DAY_MS)
    return {
      at: 'verified',
      reason: 'The day is still to come.',
      remedy: 'Write the day on which somebody saw to it that it is true.',
    }
  const said = (readCell(data, 'words') ?? '')
    .split(/[,;|\n]/)
    .map(word => word.trim())
    .filter(word => word !== '')
  const answers = LANGUAGES.flatMap(language => {
    const answer = readCell(data, language)
    return answer === null ? [] : [[language, answer] as const]
  })
  const key = `${topic}.${said.length === 0 ? 'general' : hash(said.map(word => foldName(word)).sort())}`
  const fact: ClinicFact = {
    key,
    topic,
    verified,
    ...(said.length > 0 && { words: { said } }),
    ...(answers.length > 0 && { text: Object.fromEntries(answers) }),
  }
  const facts = (await into.clinic.records.listFacts()) as readonly ClinicFact[]
  const before = facts.find(one => one.key === key)
  if (JSON.stringify(before) === JSON.stringify(fact)) return 'same'
  await into.clinic.records.saveFact(key, fact, now)
  return before === undefined ? 'added' : 'changed'
}
