import { isInPart } from '../part-of-day.ts'
import type { FreeTime, TimesWanted } from '../system.ts'
import type { ScheduleEntry } from './directory.ts'
import { readId } from './marks.ts'
import { listUsed } from './mend-slot.ts'
import { hasCode, readConceptName } from './read-names.ts'
import { readVisit } from './read-visit.ts'
import type { Coding, Concept, Kept } from './resources.ts'
import { isTakeable } from './take-slot.ts'
import type { FhirWorld } from './world.ts'

/** A search has one address, which has an end. */
const SCHEDULES_AT_ONCE = 40
const MOST_LOOKED_AT = 100
/** Slots beyond what is wanted, for those that say they are free while an appointment has them. */
const SPARE = 5

/** Free slots, soonest first: of the schedules that fit, page by page until there are enough. */
export async function findFreeSlots(world: FhirWorld, wanted: TimesWanted): Promise<readonly FreeTime[]> {
  const asked = await likeVisit(world, wanted)
  const schedules = await world.directory.listSchedules()
  const fitting = [...schedules.values()].filter(entry => fitsSchedule(world, entry, asked)).map(({ record }) => record.id)
  const found: FreeTime[] = []
  for (let first = 0; first < fitting.length; first += SCHEDULES_AT_ONCE) {
    const some = new Set(fitting.slice(first, first + SCHEDULES_AT_ONCE))
    let count = 0
    for await (const slot of world.connection.search('Slot', {
      schedule: [...some].map(id => `Schedule/${id}`).join(','),
      status: 'free,busy-tentative',
      start: [`ge${iso(wanted.from)}`, `lt${iso(wanted.until)}`],
      _sort: 'start',
    })) {
      if (count >= wanted.limit + SPARE) break
      const entry = schedules.get(readId(slot.schedule, 'Schedule') ?? '')
      const at = Date.parse(slot.start)
      // What the server makes of the search is seen to again: a time that is not free must not be offered.
      if (entry === undefined || at < wanted.from || at >= wanted.until || !isTakeable(world, slot, undefined)) continue
      if (!fitsSlot(world, slot, entry, asked)) continue
      found.push(describeTime(world, slot, entry))
      count += 1
    }
  }
  const soonest = found.sort((left, right) => left.at - right.at)
  const used = await listUsed(
    world,
    soonest.slice(0, MOST_LOOKED_AT).map(({ slot }) => slot),
  )
  return soonest.filter(({ slot }) => !used.has(slot)).slice(0, wanted.limit)
}

/** What is wanted for a visit like another one: its doctor, else its specialty. */
export async function likeVisit(world: FhirWorld, wanted: TimesWanted): Promise<TimesWanted> {
  if (wanted.likeVisit === undefined) return wanted
  const record = await world.connection.read('Appointment', wanted.likeVisit)
  const visit = record === undefined ? undefined : await readVisit(record, world)
  if (visit === undefined) return wanted
  const { doctor, specialty, program } = visit
  return {
    ...wanted,
    ...(doctor !== undefined ? { doctor } : specialty !== undefined && { specialty }),
    ...(program !== undefined && { program }),
  }
}

function fitsSchedule(world: FhirWorld, { record, doctor, place }: ScheduleEntry, wanted: TimesWanted): boolean {
  const says = (codes: readonly Concept[] | undefined): boolean => (codes ?? []).length > 0
  return (
    isNamed(doctor, wanted.doctor) &&
    isNamed(place, wanted.place) &&
    // What a schedule does not say, its slots may.
    (!says(record.specialty) || isFor(record.specialty, wanted.specialty, world.mapping.specialties)) &&
    (!says(record.serviceType) || isFor(record.serviceType, wanted.program, world.mapping.programs))
  )
}

function fitsSlot({ mapping }: FhirWorld, slot: Kept<'Slot'>, { record }: ScheduleEntry, wanted: TimesWanted): boolean {
  return (
    isInPart(Date.parse(slot.start), wanted.part, mapping.timezone) &&
    isFor(slot.specialty ?? record.specialty, wanted.specialty, mapping.specialties) &&
    isFor(slot.serviceType ?? record.serviceType, wanted.program, mapping.programs)
  )
}

/** Whether a record is for what is wanted. One that does not say what it is for is not: a wrong doctor is worse than none. */
export function isFor(
  concepts: readonly Concept[] | undefined,
  wanted: string | undefined,
  known: ReadonlyMap<string, Coding>,
): boolean {
  if (wanted === undefined) return true
  const code = known.get(wanted)
  return (code !== undefined && hasCode(concepts, code)) || readConceptName(concepts, known) === wanted
}

/** Whether every word that was said of a name is in it, whatever its case: `Nowak` is `Anna Nowak`. */
export function isNamed(known: string | undefined, said: string | undefined): boolean {
  if (said === undefined) return true
  const split = (name: string): readonly string[] =>
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(word => word !== '')
  const words = new Set(split(known ?? ''))
  return split(said).every(word => words.has(word))
}

function describeTime({ mapping }: FhirWorld, slot: Kept<'Slot'>, { record, doctor, place }: ScheduleEntry): FreeTime {
  const at = Date.parse(slot.start)
  const specialty = readConceptName(slot.specialty ?? record.specialty, mapping.specialties)
  const program = readConceptName(slot.serviceType ?? record.serviceType, mapping.programs)
  return {
    slot: slot.id,
    at,
    durationMs: Date.parse(slot.end) - at,
    ...(specialty !== undefined && { specialty }),
    ...(doctor !== undefined && { doctor }),
    ...(place !== undefined && { place }),
    ...(program !== undefined && { program }),
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
