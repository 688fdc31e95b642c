import type { FhirMapping } from './mapping.ts'
import type { Identifier, Kept, Resource } from './resources.ts'

/**
 * What Trucada writes into identifiers, so that whoever finds a record after a crash knows what was going on:
 * - on every record, the key of the deed that it comes of; `use: temp` while the deed is under way, with the instant of its beginning;
 * - on a slot that was taken, the appointment that it was taken for;
 * - on a slot that is held, by what key and until when.
 */
export interface Marks {
  /** How far a deed has come with a record. */
  readDeed(record: Marked, key: string): 'under_way' | 'done' | undefined
  /** Marks a record with a deed; what this deed marked before goes. */
  withDeed(record: Marked, key: string, state: 'under_way' | 'done', now: number): readonly Identifier[]
  withoutDeed(record: Marked, key: string): readonly Identifier[]
  /** A deed that has not ended; `since` in epoch ms. */
  findUnderWay(record: Marked): { readonly key: string; readonly since: number } | undefined
  /** The appointment that Trucada took a slot for. */
  readOwner(slot: Resource<'Slot'>): string | undefined
  withOwner(slot: Resource<'Slot'>, appointment: string, key: string, now: number): readonly Identifier[]
  readHold(slot: Resource<'Slot'>): { readonly key: string; readonly until: number } | undefined
  withHold(slot: Resource<'Slot'>, key: string, until: number): readonly Identifier[]
  /** What is left when nothing of Trucada's holds any more. */
  withoutMarks(slot: Resource<'Slot'>): readonly Identifier[]
  /** A search for the records of a deed. */
  searchDeed(key: string): { readonly identifier: string }
  searchOwner(appointment: string): { readonly identifier: string }
  /** A search for the slot that a key holds. */
  searchHold(key: string): { readonly identifier: string }
}

type Marked = { readonly identifier?: readonly Identifier[] | undefined }

/** Creates the marks of a mapping. */
export function createMarks({ deeds, visits, holds }: FhirMapping['identifiers']): Marks {
  const list = (record: Marked): readonly Identifier[] => record.identifier ?? []
  const find = (record: Marked, system: string): Identifier | undefined => list(record).find(one => one.system === system)
  const withoutMarks = (record: Marked): readonly Identifier[] =>
    list(record).filter(({ system }) => system !== visits && system !== holds && system !== deeds)
  const withoutDeed = (record: Marked, key: string): readonly Identifier[] =>
    list(record).filter(one => one.system !== deeds || one.value !== key)
  const writeDeed = (key: string, state: 'under_way' | 'done', now: number): Identifier => ({
    system: deeds,
    value: key,
    ...(state === 'under_way' && { use: 'temp' }),
    period: { start: new Date(now).toISOString() },
  })
  return {
    readDeed(record, key) {
      const mark = list(record).find(one => one.system === deeds && one.value === key)
      return mark === undefined ? undefined : mark.use === 'temp' ? 'under_way' : 'done'
    },
    withDeed: (record, key, state, now) => [...withoutDeed(record, key), writeDeed(key, state, now)],
    withoutDeed,
    findUnderWay(record) {
      const mark = list(record).find(one => one.system === deeds && one.use === 'temp')
      return mark?.value === undefined ? undefined : { key: mark.value, since: Date.parse(mark.period?.start ?? '') || 0 }
    },
    readOwner: slot => find(slot, visits)?.value,
    withOwner: (slot, appointment, key, now) => [
      ...withoutMarks(slot),
      { system: visits, value: appointment },
      writeDeed(key, 'done', now),
    ],
    readHold(slot) {
      const mark = find(slot, holds)
      const until = Date.parse(mark?.period?.end ?? '')
      return mark?.value === undefined || Number.isNaN(until) ? undefined : { key: mark.value, until }
    },
    withHold: (slot, key, until) => [
      ...withoutMarks(slot),
      { system: holds, value: key, period: { end: new Date(until).toISOString() } },
    ],
    withoutMarks,
    searchDeed: key => ({ identifier: `${deeds}|${escapeToken(key)}` }),
    searchHold: key => ({ identifier: `${holds}|${escapeToken(key)}` }),
    searchOwner: appointment => ({ identifier: `${visits}|${escapeToken(appointment)}` }),
  }
}

/** A comma, bar or dollar in a value would be read as several values. */
function escapeToken(value: string): string {
  return value.replaceAll(/[\\,|$]/g, String.raw`\$&`)
}

/** The id in `Patient/17`, `https://server/fhir/Patient/17` or `Patient/17/_history/2`. */
export function readId(reference: { readonly reference?: string | undefined } | undefined, type: string): string | undefined {
  return new RegExp(`(?:^|/)${type}/([A-Za-z0-9.-]+)(?:/_history/.*)?$`).exec(reference?.reference ?? '')?.[1]
}

/** Ids of the slots that an appointment takes. */
export function listSlots(appointment: Resource<'Appointment'> | Kept<'Appointment'>): readonly string[] {
  return (appointment.slot ?? []).flatMap(one => readId(one, 'Slot') ?? [])
}
