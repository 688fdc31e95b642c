import type { Language } from '../../scenarios/model/documents.ts'
import { createRandom, type Random } from '../random.ts'
import { CHARACTERS, type Character, drawByWeight } from './habits.ts'
import { NAMES } from './names.ts'

/** A person who does not exist, with a visit. */
export interface InventedPatient {
  readonly id: string
  readonly name: string
  readonly gender: 'female' | 'male'
  /** `1972-05-03` */
  readonly born: string
  /** E.164, of those that nobody has. */
  readonly phone: string
  readonly language: Language
  readonly character: Character
  readonly visit: InventedVisit
}

/** When and where; a time of day in the clinic's zone. */
export interface InventedVisit {
  readonly id: string
  readonly inDays: number
  /** `09:30` */
  readonly time: string
  /** Which of the clinic's doctors, from 0. */
  readonly doctor: number
}

/** Who comes to a clinic in a Polish town. */
const LANGUAGE_WEIGHTS: Readonly<Record<Language, number>> = { pl: 56, uk: 18, ru: 8, ca: 8, en: 10 }
/** +48 600 000 300 and on: nobody has these numbers. */
const FIRST_NUMBER = 300
/** Every so many patients two share a telephone. */
const HOUSEHOLD = 25
const FIRST_HOUR = 8
const VISITS_AN_HOUR = 2
const HOURS_A_DAY = 12

/** How the visits lie. */
export interface VisitDays {
  /** Days from the first day of the calls, with visits. */
  readonly inDays: readonly number[]
  readonly doctors: number
  /** So many have been invented already: these have other ids and other numbers. */
  readonly after?: number
}

/** Invents so many patients; the same seed invents the same. At most 24 a day and doctor. */
export function inventPatients(
  howMany: number,
  { inDays, doctors, after = 0 }: VisitDays,
  seed: number,
): readonly InventedPatient[] {
  const random = createRandom(seed)
  const characters = dealOut(howMany, random)
  const patients: InventedPatient[] = []
  for (let index = 0; index < howMany; index++) {
    const language = drawByWeight(LANGUAGE_WEIGHTS, random)
    const gender = random.next() < 0.55 ? 'female' : 'male'
    const names = NAMES[language]
    const [female, male] = random.pick(names.surnames)
    const slot = Math.floor(index / (inDays.length * doctors))
    patients.push({
      id: `P${1001 + after + index}`,
      name: `${random.pick(names[gender])} ${gender === 'female' ? female : male}`,
      gender,
      born: inventBirthDate(random),
      phone: numberOf(after + index),
      language,
      character: characters[index] ?? 'confirms',
      visit: {
        id: `V${1001 + after + index}`,
        inDays: inDays[index % inDays.length] ?? 1,
        time: timeOf(slot),
        doctor: Math.floor(index / inDays.length) % doctors,
      },
    })
  }
  return patients
}

/** Each character as often as its weight says, in an order by chance. */
function dealOut(howMany: number, random: Random): readonly Character[] {
  const entries = Object.entries(CHARACTERS) as [Character, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  const dealt = entries.flatMap(([character, weight]) =>
    Array.from({ length: Math.round((weight / total) * howMany) }, () => character),
  )
  return dealt
    .map(character => ({ character, order: random.next() }))
    .sort((one, other) => one.order - other.order)
    .map(({ character }) => character)
}

function inventBirthDate(random: Random): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${1938 + random.below(65)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
}

function numberOf(index: number): string {
  const home = index > 0 && index % HOUSEHOLD === 0 ? index - 1 : index
  return `+48600000${FIRST_NUMBER + home}`
}

function timeOf(slot: number): string {
  const half = slot % (HOURS_A_DAY * VISITS_AN_HOUR)
  return `${String(FIRST_HOUR + Math.floor(half / VISITS_AN_HOUR)).padStart(2, '0')}:${half % VISITS_AN_HOUR === 0 ? '00' : '30'}`
}
