import * as z from 'zod'
import { LANGUAGES } from '../../../scenarios/model/documents.ts'
import { readShape } from '../../../scenarios/model/read-shape.ts'
import { createReading, joinFindings } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import type { Finding } from '../../../scenarios/source/finding.ts'
import { parseSource } from '../../../scenarios/source/parse-source.ts'
import type { ClinicFact } from '../system.ts'

const phrasesShape = z.partialRecord(z.enum(LANGUAGES), z.array(z.string().min(1)).min(1))
const textShape = z.partialRecord(z.enum(LANGUAGES), z.string().min(1))
const factShape = strictShape({
  when_said: phrasesShape.optional(),
  verified: z.iso.date(),
  answer: z.union([z.literal('staff'), textShape]),
})
const factsShape = strictShape({ facts: z.record(z.string().min(1), z.array(z.unknown()).min(1)) })

/**
 * Reads `facts.yaml`: what callers ask about, by topic; each fact with the words of its subject (without them it answers for the topic), the
 * day on which somebody saw to it that it is true, and the answer in each language, or `staff` where the clinic's people answer. A fact with
 * a fault is left out.
 */
export function readFacts(
  text: string,
  file = 'facts.yaml',
): { readonly facts: readonly ClinicFact[]; readonly findings: readonly Finding[] } {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { facts: [], findings }
  const reading = createReading(source)
  const topics = Object.entries(readShape(reading, factsShape, data, [], 'the file of facts').data?.facts ?? {})
  const facts = topics.flatMap(([topic, written]) =>
    written.flatMap((one, index): ClinicFact[] => {
      const { data: fact } = readShape(reading, factShape, one, ['facts', topic, index], 'a fact')
      if (fact === undefined) return []
      const { when_said: words, verified, answer } = fact
      return [
        {
          key: `${topic}.${index}`,
          topic,
          verified,
          ...(words === undefined ? {} : { words }),
          ...(answer === 'staff' ? {} : { text: answer }),
        },
      ]
    }),
  )
  return { facts, findings: joinFindings(findings, reading) }
}
