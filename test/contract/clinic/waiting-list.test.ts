import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  createOfferServices,
  createWaitingDesk,
  type Invitation,
  type OfferedTime,
  type WaitingDesk,
} from '../../../src/engine/clinic/waiting-list/index.ts'
import type { FreeTime } from '../../../src/engine/clinic/system.ts'
import { openStore } from '../../../src/engine/store/index.ts'
import { emptyStore, openPlaces } from '../store/store-places.ts'
import { type ClinicUnderTest, NOON, ZONE } from './clinic-under-test.ts'
import { openEmbedded } from './open-embedded.ts'
import { openFhir } from './open-fhir.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const SPECIALTY = 'okulistyka'
const SOON = NOON + 48 * HOUR
const LATER = NOON + 200 * HOUR
const { places, close } = await openPlaces()
afterAll(close)

type Kept = Awaited<ReturnType<typeof openEmbedded>>

/** A clinic on a FHIR server; who waits is kept by Trucada all the same. */
const openBesideFhir = async (): Promise<Kept> => {
  const store = await openStore(':memory:')
  return { store, open: async () => (await emptyStore(store), openFhir()), close: () => store.close() }
}
const clinics: readonly (readonly [string, () => Promise<Kept>])[] = [
  ...places.map(([name, place]) => [name, () => openEmbedded(place)] as const),
  ['FHIR', openBesideFhir],
]

describe.each(clinics)('a freed time goes down the waiting list, in %s', (_, open) => {
  let kept: Kept
  let clinic: ClinicUnderTest
  let freed: FreeTime
  let patients: readonly string[]
  let invited: Invitation[]
  let regretted: OfferedTime[]
  let count = 0
  beforeAll(async () => {
    kept = await open()
  })
  afterAll(() => kept.close())

  const openDesk = (atOnce = 1, system = clinic.system): WaitingDesk =>
    createWaitingDesk({
      store: kept.store,
      system,
      policy: { answerWithinMs: 2 * HOUR, atOnce, closesBeforeMs: HOUR, zone: ZONE },
      now: () => clinic.clock.time,
      newId: () => `w${String(++count).padStart(6, '0')}`,
      invite: async invitation => void invited.push(invitation),
      regret: async invitation => void regretted.push(invitation),
    })
  const wait = (desk: WaitingDesk, index: number, visit?: { id: string; at: number }) =>
    desk.enter({
      id: `waiting ${index}`,
      patient: patients[index] ?? '',
      since: NOON - (9 - index) * HOUR,
      urgency: 0,
      specialty: SPECIALTY,
      ...(visit && { visit }),
    })
  const whoIsAsked = () => invited.map(({ waiting }) => waiting.id)
  const lastOffer = () => invited.at(-1)?.offer ?? ''
  const bookLater = async (index: number) => {
    const wanted = { specialty: SPECIALTY, from: LATER, until: LATER + 100 * HOUR, limit: 1 }
    const [slot] = await clinic.system.findFreeTimes(wanted)
    const deed = await clinic.system.book({ key: `own ${index}`, patient: patients[index] ?? '', slot: slot?.slot ?? '' })
    if (deed.kind !== 'done') throw new Error(deed.kind)
    return { id: deed.visit.id, at: deed.visit.at }
  }

  afterEach(() => clinic.close())
  beforeEach(async () => {
    clinic = await kept.open()
    invited = []
    regretted = []
    const given = await clinic.give({
      patients: [0, 1, 2, 3].map(index => ({ name: `Person ${index}`, phones: [`+4822123450${index}`] })),
      slots: [SOON, LATER, LATER + HOUR, LATER + 2 * HOUR].map(at => ({ at, specialty: SPECIALTY })),
    })
    patients = given.patients
    freed = { slot: given.slots[0] ?? '', at: SOON, specialty: SPECIALTY }
  })

  it('is kept for who is asked, and let go to the next when the answer is no, or none', async () => {
    const desk = openDesk()
    for (const index of [0, 1, 2]) await wait(desk, index)
    await desk.free(freed)
    await desk.free(freed)
    await desk.tend()
    expect(whoIsAsked()).toEqual(['waiting 0'])
    expect((await clinic.system.book({ key: 'quick', patient: patients[3] ?? '', slot: freed.slot })).kind).toBe('taken')
    await desk.decline(lastOffer(), true)
    await desk.tend()
    const late = lastOffer()
    clinic.clock.time += 2 * HOUR
    await desk.tend()
    expect(whoIsAsked()).toEqual(['waiting 0', 'waiting 1', 'waiting 2'])
    expect(await desk.accept(late)).toBe('taken')
    expect(await desk.accept(lastOffer())).toBe('done')
    expect(await desk.accept(lastOffer())).toBe('done')
    expect((await clinic.system.listVisits(patients[2] ?? '', 0)).map(({ at }) => at)).toEqual([SOON])
  })

  it('takes the place of the own visit, whose time goes down the list in its turn', async () => {
    const desk = openDesk()
    const own = await bookLater(0)
    await wait(desk, 0, own)
    await desk.free(freed)
    await desk.tend()
    expect((await clinic.system.findVisit(own.id))?.at).toBe(own.at)
    await wait(desk, 1)
    expect(await desk.accept(lastOffer())).toBe('done')
    expect((await clinic.system.findVisit(own.id))?.at).toBe(SOON)
    await desk.tend()
    expect(invited.at(-1)).toMatchObject({ waiting: { id: 'waiting 1' }, freed: { at: own.at } })
  })

  it('takes the place of the own visit, whose time goes down the list though the process died before it said so', async () => {
    const desk = openDesk()
    const own = await bookLater(0)
    await wait(desk, 0, own)
    await wait(desk, 1)
    await desk.free(freed)
    await desk.tend()
    await desk.decline(lastOffer(), true)
    await desk.tend()
    expect(invited.at(-1)?.waiting.id).toBe('waiting 0')
    /** Dies when the visit is moved. */
    const dieMoved: typeof clinic.system.move = async request => {
      expect((await clinic.system.move(request)).kind).toBe('done')
      throw new Error('dead')
    }
    await expect(openDesk(1, { ...clinic.system, move: dieMoved }).accept(lastOffer())).rejects.toThrow('dead')
    // Nobody asks what the visit was before: where it stood was noted.
    clinic.clock.time += 4 * MINUTE
    const again = openDesk()
    await again.takeUp()
    await again.tend()
    await again.tend()
    expect((await clinic.system.findVisit(own.id))?.at).toBe(SOON)
    expect(invited.at(-1)).toMatchObject({ waiting: { id: 'waiting 1' }, freed: { at: own.at } })
  })

  it('by a call that moved a visit and died, or was cut off before, is offered once, or not at all', async () => {
    const own = await bookLater(0)
    const away: typeof clinic.system.cancel = async () => Promise.reject(new Error('away'))
    const dieMoved: typeof clinic.system.move = async request => {
      await clinic.system.move(request)
      throw new Error('dead')
    }
    const { system } = openDesk(1, { ...clinic.system, cancel: away, move: dieMoved })
    await expect(system.cancel({ key: 'cut off', visit: own.id })).rejects.toThrow('away')
    await expect(system.move({ key: 'moved', visit: own.id, slot: freed.slot })).rejects.toThrow('dead')
    const desk = openDesk()
    await wait(desk, 1)
    clinic.clock.time += MINUTE
    await desk.takeUp()
    expect(await kept.store.waiting.listLeaving(clinic.clock.time)).toHaveLength(2)
    clinic.clock.time += 3 * MINUTE
    await desk.takeUp()
    expect(await kept.store.waiting.listLeaving(clinic.clock.time)).toEqual([])
    expect((await kept.store.waiting.listOpen()).map(({ at }) => at)).toEqual([own.at])
    // The call that goes on under the same key changes nothing more.
    expect((await desk.system.move({ key: 'moved', visit: own.id, slot: freed.slot })).kind).toBe('done')
    expect((await kept.store.waiting.listOpen()).map(({ at }) => at)).toEqual([own.at])
  })

  it('is let go later where it cannot be looked at in the moment that the visit leaves it, and the caller has their answer', async () => {
    const own = await bookLater(0)
    let isAway = true
    const findFreeTimes: typeof clinic.system.findFreeTimes = async wanted =>
      isAway ? Promise.reject(new Error('away')) : clinic.system.findFreeTimes(wanted)
    const desk = openDesk(1, { ...clinic.system, findFreeTimes })
    expect((await desk.system.cancel({ key: 'off', visit: own.id })).kind).toBe('done')
    isAway = false
    clinic.clock.time += 4 * MINUTE
    await desk.takeUp()
    expect((await kept.store.waiting.listOpen()).map(({ at }) => at)).toEqual([own.at])
  })

  it('serves whoever waits for several things that it is, and asks them once', async () => {
    const desk = openDesk()
    await wait(desk, 0)
    await desk.enter({ id: 'again', patient: patients[0] ?? '', since: NOON, urgency: 0, specialty: SPECIALTY })
    await desk.enter({ id: 'other', patient: patients[0] ?? '', since: NOON, urgency: 0, specialty: 'kardiologia' })
    await desk.free(freed)
    await desk.tend()
    expect(await desk.accept(lastOffer())).toBe('done')
    expect((await kept.store.waiting.list()).map(({ id }) => id)).toEqual(['other'])
  })

  it('has one winner when several are asked at once, and the others are told', async () => {
    const desk = openDesk(3)
    const own = await bookLater(2)
    await wait(desk, 0)
    await wait(desk, 1)
    await wait(desk, 2, own)
    await desk.free(freed)
    await desk.tend()
    const results = await Promise.all(invited.map(({ offer }) => desk.accept(offer)))
    expect(results.filter(result => result === 'done')).toHaveLength(1)
    expect(regretted.map(({ waiting }) => waiting.id).sort()).toEqual(
      whoIsAsked()
        .filter((_id, index) => results[index] !== 'done')
        .sort(),
    )
    expect((await clinic.system.listVisits(patients[2] ?? '', 0)).filter(({ status }) => status !== 'cancelled')).toHaveLength(1)
  })

  it('is booked after a crash for who had said yes, and for nobody else', async () => {
    const desk = openDesk(2)
    await wait(desk, 0)
    await wait(desk, 1)
    await desk.free(freed)
    await desk.tend()
    const [first, second] = invited
    const offer = await kept.store.waiting.findOffer(first?.offer ?? '')
    await kept.store.waiting.claim(offer?.freed ?? '', first?.offer ?? '', NOON)
    expect(await desk.accept(second?.offer ?? '')).toBe('taken')
    await openDesk().tend()
    expect((await clinic.system.listVisits(patients[0] ?? '', 0)).map(({ at }) => at)).toEqual([SOON])
    expect(await kept.store.waiting.listOpen()).toEqual([])
  })

  it('is theirs who said yes, though another process meant to ask the next one and finds it taken', async () => {
    const desk = openDesk(2)
    for (const index of [0, 1, 2]) await wait(desk, index)
    await desk.free(freed)
    await desk.tend()
    const [first, second] = invited
    await desk.decline(second?.offer ?? '', true)
    clinic.clock.time += HOUR
    /** Says yes while the other looks for the next one, and dies when it is booked. */
    const dieBooked: typeof clinic.system.hold = async request => {
      const offer = await kept.store.waiting.findOffer(first?.offer ?? '')
      const record = await kept.store.waiting.findFreed(offer?.freed ?? '')
      await kept.store.waiting.claim(record?.id ?? '', first?.offer ?? '', NOON)
      const place = { key: `${first?.offer}:take`, slot: freed.slot, hold: record?.hold ?? '' }
      expect((await clinic.system.book({ ...place, patient: patients[0] ?? '' })).kind).toBe('done')
      return clinic.system.hold(request)
    }
    await openDesk(2, { ...clinic.system, hold: dieBooked }).tend()
    expect(whoIsAsked()).toEqual(['waiting 0', 'waiting 1'])
    expect(await openDesk(2).accept(first?.offer ?? '')).toBe('done')
    expect((await clinic.system.listVisits(patients[0] ?? '', 0)).map(({ at }) => at)).toEqual([SOON])
    expect(await kept.store.waiting.listOpen()).toEqual([])
    expect(regretted).toEqual([])
  })

  it('is offered to nobody when somebody has booked it meanwhile', async () => {
    const desk = openDesk()
    await wait(desk, 0)
    await desk.free(freed)
    await clinic.system.book({ key: 'quick', patient: patients[3] ?? '', slot: freed.slot })
    await desk.tend()
    expect(invited).toEqual([])
    expect(await kept.store.waiting.listOpen()).toEqual([])
  })

  it('is answered by the services of calls, and the next one is asked at once', async () => {
    const desk = openDesk()
    for (const index of [0, 1]) await wait(desk, index)
    await desk.free(freed)
    await desk.tend()
    const services = createOfferServices(desk)
    const call = async (name: string, input: Readonly<Record<string, unknown>>) => {
      const contract = { kind: 'service', file: '', name, about: '', takes: {}, gives: {}, results: [] } as const
      const request = {
        input,
        idempotencyKey: name,
        callId: 'c1',
        contract: { ...contract, sideEffects: true, idempotent: true },
      }
      return (await services.call(request)).result
    }
    expect(await call('decline_offer', { offer: lastOffer(), stays: true })).toBe('done')
    expect(whoIsAsked()).toEqual(['waiting 0', 'waiting 1'])
    expect(await call('accept_offer', { offer: lastOffer() })).toBe('done')
    expect(await call('accept_offer', { offer: invited[0]?.offer })).toBe('taken')
  })

  it('is not offered any more to who has left the list', async () => {
    const desk = openDesk()
    await wait(desk, 0)
    await desk.free(freed)
    await desk.tend()
    await desk.decline(lastOffer(), false)
    await desk.tend()
    expect(await kept.store.waiting.list()).toEqual([])
    expect(whoIsAsked()).toEqual(['waiting 0'])
  })
})
