import type { Patient } from './system.ts'

/** Compares a name that was said with one on record. */
export interface NameMatcher {
  /** 0 to 1. */
  likeness(said: string, known: string): number
  /** From this likeness on it is the same person's. */
  readonly sameFrom: number
}

/** Whose name was said. Two people who are equally alike are nobody: a wrong chart is worse than none. */
export function choosePatient<P extends Pick<Patient, 'name'>>(
  candidates: readonly P[],
  said: string,
  names: NameMatcher,
): P | undefined {
  const [best, next] = candidates
    .map(patient => ({ patient, likeness: names.likeness(said, patient.name) }))
    .filter(({ likeness }) => likeness >= names.sameFrom)
    .sort((a, b) => b.likeness - a.likeness)
  return best === undefined || next?.likeness === best.likeness ? undefined : best.patient
}
