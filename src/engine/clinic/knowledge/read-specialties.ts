import * as z from 'zod'
import { type Language, LANGUAGES } from '../../../scenarios/model/documents.ts'
import { readShape } from '../../../scenarios/model/read-shape.ts'
import { createReading, joinFindings } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import type { Finding } from '../../../scenarios/source/finding.ts'
import { parseSource } from '../../../scenarios/source/parse-source.ts'

/** A specialty of the clinic, and what callers say who should see it. Ages in whole years. */
export interface Specialty {
  /** As the clinic's system has it. */
  readonly name: string
  /** As it is spoken. */
  readonly called: Readonly<Partial<Record<Language, string>>>
  /** Its names and the troubles that the clinic sends there, in all languages. */
  readonly words: readonly string[]
  readonly fromAge?: number
  readonly toAge?: number
  readonly doctors: readonly { readonly name: string; readonly words: readonly string[] }[]
}

/** The clinic's rules: whom to see. */
export interface Specialties {
  readonly specialties: readonly Specialty[]
  /** What a nurse has to hear now, in all languages. */
  readonly urgent: readonly string[]
}

const phrasesShape = z.partialRecord(z.enum(LANGUAGES), z.array(z.string().min(1)).min(1))
const textShape = z.partialRecord(z.enum(LANGUAGES), z.string().min(1))
const ageShape = z.int().min(0).max(150)
const specialtyShape = strictShape({
  called: textShape,
  when_said: phrasesShape,
  from_age: ageShape.optional(),
  to_age: ageShape.optional(),
  doctors: z.record(z.string().min(1), phrasesShape).optional(),
})
const specialtiesShape = strictShape({
  specialties: z.record(z.string().min(1), z.unknown()),
  urgent: phrasesShape.optional(),
})

/**
 * Reads `specialties.yaml`: the specialties as the clinic's system has them, each with how it is spoken, what callers say who should see it,
 * from and to which age, and its doctors with how callers name them; and the words that are urgent. A specialty with a fault is left out.
 */
export function readSpecialties(
  text: string,
  file = 'specialties.yaml',
): { readonly specialties: Specialties; readonly findings: readonly Finding[] } {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { specialties: NO_SPECIALTIES, findings }
  const reading = createReading(source)
  const written = readShape(reading, specialtiesShape, data, [], 'the file of specialties').data
  const specialties = Object.entries(written?.specialties ?? {}).flatMap(([name, one]): Specialty[] => {
    const { data: specialty } = readShape(reading, specialtyShape, one, ['specialties', name], 'a specialty')
    if (specialty === undefined) return []
    const { called, when_said: words, from_age: fromAge, to_age: toAge, doctors = {} } = specialty
    return [
      {
        name,
        called,
        words: Object.values(words).flat(),
        ...(fromAge === undefined ? {} : { fromAge }),
        ...(toAge === undefined ? {} : { toAge }),
        doctors: Object.entries(doctors).map(([doctor, said]) => ({ name: doctor, words: Object.values(said).flat() })),
      },
    ]
  })
  return {
    specialties: { specialties, urgent: Object.values(written?.urgent ?? {}).flat() },
    findings: joinFindings(findings, reading),
  }
}

/** A clinic without rules: nobody can be told whom to see. */
export const NO_SPECIALTIES: Specialties = { specialties: [], urgent: [] }
