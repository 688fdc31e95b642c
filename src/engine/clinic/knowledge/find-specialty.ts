import { measureSaid, splitPlainWords } from './match-words.ts'
import type { Specialties, Specialty } from './read-specialties.ts'

/** Whom a caller should see. */
export type SpecialtyFound =
  | { readonly kind: 'found'; readonly specialty: Specialty; readonly doctor?: string }
  /** A nurse has to hear it now. */
  | { readonly kind: 'urgent' }
  | { readonly kind: 'unclear' }

/**
 * Whom somebody should see by the clinic's rules, from words of their own in any language: a doctor's name, a specialty's, or a trouble. The
 * signs that are urgent come first, a doctor's name before a trouble; of two that fit, the one of which more was said; of two that fit alike none.
 * `age` in whole years; a specialty that does not see that age is passed over.
 */
export function findSpecialty({ specialties, urgent }: Specialties, wish: string, age?: number): SpecialtyFound {
  const said = splitPlainWords(wish)
  if (measureSaid(said, urgent) > 0) return { kind: 'urgent' }
  const seen = specialties.filter(
    ({ fromAge = 0, toAge = Number.POSITIVE_INFINITY }) => age === undefined || (age >= fromAge && age <= toAge),
  )
  const doctors = seen.flatMap(specialty =>
    specialty.doctors.map(({ name, words }) => ({ specialty, doctor: name, score: measureSaid(said, words) })),
  )
  const doctor = pickBest(doctors)
  if (doctor !== undefined) return { kind: 'found', specialty: doctor.specialty, doctor: doctor.doctor }
  const best = pickBest(seen.map(specialty => ({ specialty, score: measureSaid(said, specialty.words) })))
  return best === undefined ? { kind: 'unclear' } : { kind: 'found', specialty: best.specialty }
}

/** The one of which the most was said; undefined when nothing was, or as much of another. */
function pickBest<Scored extends { readonly score: number }>(scored: readonly Scored[]): Scored | undefined {
  const [best, next] = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  return best === undefined || next?.score === best.score ? undefined : best
}
