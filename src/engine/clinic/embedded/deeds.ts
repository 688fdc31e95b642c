import type { ClinicNoteRecord, ClinicVisitRecord, Store } from '../../store/index.ts'
import type { ClinicSystem, Deed, Visit } from '../system.ts'
import { causeOf } from '../waiting-list/index.ts'
import { letGo } from './let-go.ts'
import { type Once, reportUnavailable } from './once.ts'
import type { EmbeddedClinicOptions } from './options.ts'
import { describePatient, describeVisit, nameVersion } from './records.ts'

type Deeds = Pick<
  ClinicSystem,
  | 'hold'
  | 'release'
  | 'register'
  | 'book'
  | 'move'
  | 'cancel'
  | 'confirm'
  | 'requestHomeVisit'
  | 'saveAnswers'
  | 'saveMeasurements'
  | 'saveContact'
  | 'saveConsent'
  | 'addTask'
>

/** Home visits are numbered from here, so that every number has three digits and is easily said. */
const FIRST_NUMBER = 101

const refuse = (reason: string) => ({ kind: 'refused', reason }) as const
const taken = { kind: 'taken' } as const
const finishVisit = (record: ClinicVisitRecord): Deed<{ readonly visit: Visit }> => {
  const visit = describeVisit(record)
  return { kind: 'done', record: visit.record, visit }
}

/** What the embedded clinic does. */
export function createDeeds({ store, clock, newId }: EmbeddedClinicOptions, once: Once): Deeds {
  /** A visit that can still be changed; else why not. */
  const readVisit = async (inside: Store, id: string): Promise<ClinicVisitRecord | { readonly refused: string }> => {
    const visit = await inside.clinic.visits.findForChange(id)
    if (visit === undefined) return { refused: 'no_such_visit' }
    return visit.status === 'booked' || visit.status === 'confirmed' ? visit : { refused: visit.status }
  }
  const readSlot = async (inside: Store, id: string, now: number) => {
    const slot = await inside.clinic.slots.find(id)
    if (slot === undefined) return { refused: 'no_such_slot' }
    return slot.at > now ? slot : { refused: 'past' }
  }
  const leaveSlot = async (
    inside: Store,
    slot: string | null,
    { id, version }: ClinicVisitRecord,
    now: number,
  ): Promise<void> => {
    const cause = causeOf(nameVersion('clinic_visits', id, version))
    if (slot !== null && cause !== undefined) await letGo(inside, { slot, visit: id, cause }, now)
  }
  const saveNote = (key: string, note: Omit<ClinicNoteRecord, 'id' | 'at'> & { readonly at?: number }) =>
    once(key, async (inside, now) => {
      const id = newId()
      await inside.clinic.records.addNote({ at: now, ...note, id })
      return { kind: 'done', record: nameVersion('clinic_notes', id) }
    })
  return {
    // The key is the hold, so that it is done once without being written down, and goes on when it is asked for again.
    hold: ({ key, slot: id, until }) =>
      store
        .transaction(async inside => {
          const now = clock.now()
          const slot = await readSlot(inside, id, now)
          if ('refused' in slot) return refuse(slot.refused)
          const version = await inside.clinic.slots.hold(id, key, until, now)
          if (version === undefined) return taken
          return { kind: 'done', hold: key, record: nameVersion('clinic_slots', id, version) } as const
        })
        .catch(reportUnavailable),
    release: ({ hold }) => store.clinic.slots.release(hold, clock.now()),
    register: ({ key, name, born, phones, language }) =>
      once(key, async (inside, now) => {
        const id = newId()
        const patient = { id, name, born: born ?? null, gender: null, language: language ?? null, address: null, phones }
        await inside.clinic.patients.save(patient, now)
        return { kind: 'done', patient: describePatient(patient), record: nameVersion('clinic_patients', id) }
      }),
    book: ({ key, patient, slot: id, hold, program, note }) =>
      once(key, async (inside, now) => {
        const { patients, slots, visits } = inside.clinic
        if ((await patients.find([patient])).length === 0) return refuse('no_such_patient')
        const slot = await readSlot(inside, id, now)
        if ('refused' in slot) return refuse(slot.refused)
        const visit = newId()
        if ((await slots.take(id, visit, now, hold)) === undefined) return taken
        const { at, durationMs, specialty, doctor, place } = slot
        await visits.add(
          {
            id: visit,
            patient,
            slot: id,
            at,
            durationMs,
            specialty,
            doctor,
            place,
            program: program ?? slot.program,
            prep: null,
            note: note ?? null,
            status: 'booked',
            reason: null,
          },
          now,
        )
        const booked = await visits.find(visit)
        if (booked === undefined) throw new Error('invariant: a visit that was added is there')
        return finishVisit(booked)
      }),
    move: ({ key, visit: id, slot: to, hold }) =>
      once(key, async (inside, now) => {
        const { slots, visits } = inside.clinic
        const visit = await readVisit(inside, id)
        if ('refused' in visit) return refuse(visit.refused)
        if (visit.slot === to) return finishVisit(visit)
        const slot = await readSlot(inside, to, now)
        if ('refused' in slot) return refuse(slot.refused)
        if ((await slots.take(to, id, now, hold)) === undefined) return taken
        const moved = await visits.change(
          id,
          {
            slot: to,
            at: slot.at,
            durationMs: slot.durationMs ?? visit.durationMs,
            specialty: slot.specialty ?? visit.specialty,
            doctor: slot.doctor ?? visit.doctor,
            place: slot.place ?? visit.place,
            status: 'confirmed',
          },
          now,
        )
        if (moved === undefined) throw new Error('invariant: a visit that was read for change is there')
        await leaveSlot(inside, visit.slot, moved, now)
        return finishVisit(moved)
      }),
    cancel: ({ key, visit: id, reason }) =>
      once(key, async (inside, now) => {
        const { visits } = inside.clinic
        const visit = await visits.findForChange(id)
        if (visit === undefined) return refuse('no_such_visit')
        if (visit.status === 'cancelled') return finishVisit(visit)
        if (visit.status !== 'booked' && visit.status !== 'confirmed') return refuse(visit.status)
        const cancelled = await visits.change(id, { status: 'cancelled', reason: reason ?? null }, now)
        if (cancelled === undefined) throw new Error('invariant: a visit that was read for change is there')
        await leaveSlot(inside, visit.slot, cancelled, now)
        return finishVisit(cancelled)
      }),
    confirm: ({ key, visit: id }) =>
      once(key, async (inside, now) => {
        const visit = await readVisit(inside, id)
        if ('refused' in visit) return refuse(visit.refused)
        if (visit.status === 'confirmed') return finishVisit(visit)
        return finishVisit((await inside.clinic.visits.change(id, { status: 'confirmed' }, now)) ?? visit)
      }),
    requestHomeVisit: ({ key, patient, details }) =>
      once(key, async (inside, now) => {
        const place = await inside.clinic.records.addHomeVisit({ patient: patient ?? null, details }, now)
        return {
          kind: 'done',
          number: String(FIRST_NUMBER - 1 + place),
          record: nameVersion('clinic_home_visits', String(place)),
        }
      }),
    saveAnswers: ({ key, patient, form, answers }) =>
      saveNote(key, { kind: 'answers', patient: patient ?? null, visit: null, content: { form, answers } }),
    saveMeasurements: ({ key, patient, at, values }) =>
      saveNote(key, { kind: 'measurements', patient, visit: null, content: values, at }),
    saveContact: ({ key, patient, visit, about, channel, outcome, at }) =>
      saveNote(key, {
        kind: 'contact',
        patient: patient ?? null,
        visit: visit ?? null,
        content: { about, channel, outcome },
        at,
      }),
    saveConsent: ({ key, patient, agrees, at }) =>
      saveNote(key, { kind: 'consent', patient, visit: null, content: { agrees }, at }),
    addTask: ({ key, about, phone, isUrgent, owner, dueAt }) =>
      once(key, async (inside, now) => {
        const people = phone === undefined ? [] : await inside.people.listByNumber(phone)
        const id = `staff ${key}`
        await inside.tasks.add({
          id,
          kind: 'staff',
          campaign: null,
          contact: null,
          // A number of a household is nobody's in particular.
          person: people.length === 1 ? (people[0]?.id ?? null) : null,
          attempt: null,
          reason: isUrgent === true ? 'urgent' : dueAt === undefined ? 'asked_for' : 'callback',
          note: phone === undefined ? about : `${about}\n${phone}`,
          priority: isUrgent === true ? 1 : 0,
          state: 'open',
          assignee: owner ?? null,
          dueAt: dueAt ?? null,
          createdAt: now,
          closedAt: null,
        })
        return { kind: 'done', record: nameVersion('tasks', id) }
      }),
  }
}
