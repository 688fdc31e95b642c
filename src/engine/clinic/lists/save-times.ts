import { createHash } from 'node:crypto'
import { foldName } from '../../campaigns/lists/index.ts'
import type { ClinicDoctor, ClinicSchedule, Store } from '../../store/index.ts'
import { makeSlotId } from '../embedded/slot-id.ts'
import { readCell, readMinutes, type RowToSave, type Saved } from './row-to-save.ts'
import { readWeekdays } from './words.ts'

/** A doctor, known again by the name. */
export async function saveDoctor({ data, into, now }: RowToSave): Promise<Saved> {
  const name = readCell(data, 'doctor') ?? ''
  const before = await findDoctor(into, name)
  // What the list does not say is not taken back.
  const specialty = readCell(data, 'specialty') ?? before?.specialty ?? null
  const place = readCell(data, 'place') ?? before?.place ?? null
  const doctor = { id: foldName(name), name, specialty, place }
  if (before !== undefined && isSame(before, doctor)) return 'same'
  await into.clinic.schedules.saveDoctor(doctor, now)
  return before === undefined ? 'added' : 'changed'
}

/** When somebody is there; the times are laid out when the import is over. */
export async function saveSchedule({ data, into, now }: RowToSave): Promise<Saved> {
  const weekdays = readWeekdays(readCell(data, 'weekdays') ?? '')
  if (weekdays === undefined)
    return { at: 'weekdays', reason: 'These are no weekdays.', remedy: 'Write pn-pt or mon, wed, fri, or 1-5.' }
  const [begins, ends] = [readCell(data, 'begins') ?? '', readCell(data, 'ends') ?? '']
  if (ends <= begins) return { at: 'ends', reason: 'It ends before it begins.', remedy: 'See whether the two are mixed up.' }
  const everyMinutes = Number(data['minutes'])
  if (!(everyMinutes >= 1 && everyMinutes <= 24 * 60))
    return { at: 'minutes', reason: 'A visit takes between a minute and a day.', remedy: 'Write how many minutes a visit takes.' }
  const rule = {
    ...(await readWho(into, data)),
    weekdays,
    begins,
    ends,
    everyMinutes,
    validFrom: readCell(data, 'valid_from'),
    validUntil: readCell(data, 'valid_until'),
  }
  const schedule: ClinicSchedule = { id: hash(rule), ...rule }
  if ((await into.clinic.schedules.list()).some(({ id }) => id === schedule.id)) return 'same'
  await into.clinic.schedules.save(schedule, now)
  return 'added'
}

/** One time. */
export async function saveSlot({ data, into, now }: RowToSave): Promise<Saved> {
  const slot = { at: Number(data['at']), durationMs: readMinutes(data), ...(await readWho(into, data)) }
  return (await into.clinic.slots.add([{ id: makeSlotId(slot), ...slot }], now)) > 0 ? 'added' : 'same'
}

/** Who sees patients there: what a row does not say of a doctor, the list of doctors does. */
export async function readWho(
  store: Store,
  data: Readonly<Record<string, unknown>>,
): Promise<Pick<ClinicSchedule, 'doctor' | 'specialty' | 'place' | 'program'>> {
  const written = readCell(data, 'doctor')
  const known = written === null ? undefined : await findDoctor(store, written)
  return {
    doctor: known?.name ?? written,
    specialty: readCell(data, 'specialty') ?? known?.specialty ?? null,
    place: readCell(data, 'place') ?? known?.place ?? null,
    program: readCell(data, 'program'),
  }
}

/** A doctor of the clinic's list by the name. */
export async function findDoctor(store: Store, name: string): Promise<ClinicDoctor | undefined> {
  return (await store.clinic.schedules.listDoctors()).find(({ id }) => id === foldName(name))
}

function isSame(before: ClinicDoctor, next: ClinicDoctor): boolean {
  return before.name === next.name && before.specialty === next.specialty && before.place === next.place
}

/** What has the same content has the same id. */
export function hash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
}
