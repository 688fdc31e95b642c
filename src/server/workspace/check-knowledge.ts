import type { ClinicKnowledge } from '../../engine/clinic/index.ts'
import { LANGUAGES } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { makeFinding } from '../../scenarios/source/make-finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourcePath } from '../../scenarios/source/source-file.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { FACTS_FILE, SPECIALTIES_FILE, type Surroundings } from './read-surroundings.ts'

/** When a fact is old. `now` in epoch ms. */
export interface FactsAge {
  readonly now: number
  readonly oldAfterDays: number
}

/**
 * What facts.yaml and specialties.yaml leave unsaid in a language that calls are held in, topics that nothing asks for, and facts that nobody has
 * looked at for long.
 */
export function checkKnowledge(
  around: Pick<Surroundings, 'files' | 'knowledge'>,
  workspace: Workspace,
  age: FactsAge,
): readonly Finding[] {
  return [...checkFacts(around, workspace, age), ...checkSpecialties(around, workspace)]
}

/** For how many whole days nobody has seen to it that a fact is true; undefined while it is not old. */
export function findAge(verified: string | undefined, { now, oldAfterDays }: FactsAge): number | undefined {
  const days = Math.floor((now - Date.parse(verified ?? '')) / DAY_MS)
  return days > oldAfterDays ? days : undefined
}

function checkFacts(
  { files, knowledge }: { files: ReadonlyMap<string, string>; knowledge: ClinicKnowledge },
  workspace: Workspace,
  age: FactsAge,
): Finding[] {
  const text = files.get(FACTS_FILE)
  if (text === undefined) return []
  const { source } = parseSource(FACTS_FILE, text)
  const topics = listTopics(workspace)
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const { key, topic, text: answer, verified } of knowledge.facts) {
    if (!seen.has(topic) && !topics.includes(topic)) {
      const facts = { topic, nearest: suggest(topic, topics), known: topics }
      findings.push(makeFinding('facts/unknown-topic', source, ['facts', topic], 'key', facts))
    }
    seen.add(topic)
    const fact = ['facts', topic, Number(key.slice(key.lastIndexOf('.') + 1))]
    const place: SourcePath = [...fact, 'answer']
    const days = findAge(verified, age)
    if (days !== undefined) findings.push(makeFinding('facts/old', source, [...fact, 'verified'], 'value', { days }))
    const missing = answer === undefined ? [] : listMissing(answer, workspace)
    if (missing.length > 0) findings.push(makeFinding('facts/not-translated', source, place, 'key', { missing }))
  }
  return findings
}

function checkSpecialties({ files, knowledge }: Pick<Surroundings, 'files' | 'knowledge'>, workspace: Workspace): Finding[] {
  const text = files.get(SPECIALTIES_FILE)
  if (text === undefined) return []
  const { source } = parseSource(SPECIALTIES_FILE, text)
  return knowledge.specialties.specialties.flatMap(({ name, called }) => {
    const missing = listMissing(called, workspace)
    return missing.length === 0
      ? []
      : [makeFinding('facts/not-translated', source, ['specialties', name, 'called'], 'key', { missing })]
  })
}

const DAY_MS = 86_400_000

function listMissing(said: Readonly<Partial<Record<string, string>>>, workspace: Workspace): readonly string[] {
  const scenarios = [...workspace.scenarios.values()]
  return LANGUAGES.filter(
    language =>
      said[language] === undefined && scenarios.some(({ speaks, also }) => speaks === language || also.includes(language)),
  )
}

/** Topics that some step asks the facts for, itself or by a block. */
function listTopics(workspace: Workspace): readonly string[] {
  const documents = [...workspace.scenarios.values(), ...workspace.blocks.values(), ...workspace.policies.values()]
  const topics = documents.flatMap(document => {
    const mini = document.kind === 'policy' ? [...document.anytime.values()] : [...document.steps.values()]
    return mini.flatMap(step => {
      if (!('verb' in step) || (step.verb !== 'do' && step.verb !== 'use')) return []
      const topic = step.with['topic']
      return topic?.kind === 'literal' ? [String(topic.value)] : []
    })
  })
  return [...new Set(topics)].sort()
}
