import { LANGUAGES } from '../../../scenarios/model/documents.ts'
import type { Doctor } from '../system.ts'
import type { Specialties, Specialty } from './read-specialties.ts'

/** A title before a doctor's name: callers say it or not. */
const TITLES = /^(?:(?:dr|dra|doktor|lek|prof|mgr|hab|n|med)\.?\s+)+/iu

/**
 * The rules with the doctors of the clinic's system whom they do not name: by the name, or the surname, as the system writes it. A specialty that
 * the rules do not have either is meant by its name. Without a specialty a doctor cannot be booked by it, and is left out.
 */
export function addDoctors(rules: Specialties, doctors: readonly Doctor[] = []): Specialties {
  const named = new Set(rules.specialties.flatMap(one => one.doctors.map(({ name }) => name)))
  const specialties = new Map<string, Specialty>(rules.specialties.map(one => [one.name, one]))
  for (const { name, specialty } of doctors) {
    if (specialty === undefined || named.has(name)) continue
    const own = specialties.get(specialty) ?? describe(specialty)
    const plain = name.replace(TITLES, '')
    const words = [...new Set([plain, plain.split(/\s+/).at(-1) ?? plain])]
    specialties.set(specialty, { ...own, doctors: [...own.doctors, { name, words }] })
  }
  return { ...rules, specialties: [...specialties.values()] }
}

function describe(name: string): Specialty {
  return { name, called: Object.fromEntries(LANGUAGES.map(language => [language, name])), words: [name], doctors: [] }
}
