import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canStillTake,
  nextOffer,
  type Offer,
  type OfferPolicy,
  rankWaiting,
  type Waiting,
} from '../../../../src/engine/clinic/waiting-list/index.ts'

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 4, 4, 10)
const zone = 'Europe/Warsaw'
const freed = { slot: 'S1', at: NOON + 48 * HOUR, specialty: 'okulistyka', doctor: 'Hanna Dąbrowska' }
const policy: OfferPolicy = { answerWithinMs: 2 * HOUR, atOnce: 1, closesBeforeMs: HOUR, zone }
const waits = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  patient: `patient of ${id}`,
  since: NOON - 24 * HOUR,
  urgency: 0,
  specialty: 'okulistyka',
  ...more,
})
const reasonOf = (waiting: Waiting) => rankWaiting(freed, [waiting], NOON, zone).unfit[0]?.reason

describe('who is asked about a freed time', () => {
  it('is the urgent one, then who has no visit, then who waits longest', () => {
    const list = [
      waits('new', { since: NOON - HOUR }),
      waits('old'),
      waits('has a visit', { since: NOON - 99 * HOUR, visit: { id: 'V1', at: freed.at + 9 * HOUR } }),
      waits('urgent', { since: NOON, urgency: 1 }),
    ]
    expect(rankWaiting(freed, list, NOON, zone).fit.map(({ id }) => id)).toEqual(['urgent', 'old', 'new', 'has a visit'])
  })

  it.each<[string, Partial<Waiting>]>([
    ['another_specialty', { specialty: 'kardiologia' }],
    ['another_doctor', { doctor: 'Ewa Zielińska' }],
    ['another_place', { place: 'ulica Długa' }],
    ['another_program', { program: 'flu' }],
    ['another_part_of_the_day', { parts: ['evening'] }],
    ['before_they_can', { from: freed.at + 1 }],
    ['after_they_can', { until: freed.at - 1 }],
    ['too_short_notice', { noticeMs: 49 * HOUR }],
    ['nothing_gained', { visit: { id: 'V1', at: freed.at } }],
  ])('is nobody whom it does not suit: %s', (reason, more) => expect(reasonOf(waits('A', more))).toBe(reason))

  it('is nobody twice, though they stand on the list for two things that it is', () => {
    const twice = [waits('A', { patient: 'P1' }), waits('B', { patient: 'P1', doctor: freed.doctor })]
    const asked = { id: 'O1', waiting: 'A', patient: 'P1', slot: freed.slot, until: NOON, state: 'declined' } as const
    expect(nextOffer({ freed, waiting: twice, offers: [asked], now: NOON }, policy)).toMatchObject({ kind: 'close' })
  })

  it('has the time kept until the answer is due, and no longer than it can be offered', () => {
    const step = (now: number) => nextOffer({ freed, waiting: [waits('A')], offers: [], now }, policy)
    expect(step(NOON)).toEqual({ kind: 'offer', waiting: waits('A'), until: NOON + 2 * HOUR, rank: 1 })
    expect(step(freed.at - 2 * HOUR)).toMatchObject({ kind: 'offer', until: freed.at - HOUR })
    expect(step(freed.at - HOUR)).toEqual({ kind: 'close', reason: 'too_late' })
  })
})

// --- a freed time from beginning to end, with people who answer, are late, or never do

const people = fc.uniqueArray(
  fc.record({
    id: fc.nat({ max: 30 }).map(String),
    since: fc.integer({ min: NOON - 90 * HOUR, max: NOON }),
    urgency: fc.nat({ max: 2 }),
    visitIn: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
    specialty: fc.constantFrom('okulistyka', 'okulistyka', 'kardiologia'),
  }),
  { selector: ({ id }) => id, maxLength: 10 },
)
/** What happens next: some time passes, then one of those who were ever asked says yes or no, or nobody says anything. */
const events = fc.array(
  fc.record({
    passes: fc.integer({ min: 0, max: 3 * HOUR }),
    who: fc.nat({ max: 9 }),
    says: fc.constantFrom('yes', 'no', 'nothing'),
  }),
  { maxLength: 30 },
)

/** Plays it as the list's keeper does: asks as long as it is told to, books for whoever still can take it. */
function play(list: readonly Waiting[], happens: readonly { passes: number; who: number; says: string }[], atOnce: number) {
  const offers: Offer[] = []
  const visits = new Map(list.flatMap(({ patient, visit }) => (visit === undefined ? [] : [[patient, visit.at] as const])))
  const winners: string[] = []
  const asked: { readonly id: string; readonly openBefore: number }[] = []
  const least: number[] = []
  let now = NOON
  const ask = () => {
    for (let turn = 0; turn < 50; turn += 1) {
      const step = nextOffer({ freed, waiting: list, offers, now }, { ...policy, atOnce })
      if (step.kind !== 'offer') return step
      const openBefore = offers.filter(({ state, until }) => state === 'open' && until > now).length
      asked.push({ id: step.waiting.id, openBefore })
      offers.push({
        id: `O${offers.length}`,
        waiting: step.waiting.id,
        patient: step.waiting.patient,
        slot: freed.slot,
        until: step.until,
        state: 'open',
      })
    }
    throw new Error('it never stops asking')
  }
  let last = ask()
  for (const { passes, who, says } of happens) {
    now += passes
    const at = offers.length === 0 ? -1 : who % offers.length
    const offer = offers[at]
    if (offer !== undefined && says === 'no' && offer.state === 'open') offers[at] = { ...offer, state: 'declined' }
    if (offer !== undefined && says === 'yes' && canStillTake(offer.id, { offers, now })) {
      const patient = list.find(({ id }) => id === offer.waiting)?.patient ?? ''
      if (offer.state !== 'accepted') winners.push(offer.waiting)
      offers[at] = { ...offer, state: 'accepted' }
      visits.set(patient, freed.at)
    }
    least.push(visits.size)
    last = ask()
  }
  return { offers, winners, asked, least, last, visits, now }
}

const make = (who: readonly { id: string; since: number; urgency: number; visitIn: number | undefined; specialty: string }[]) =>
  who.map(({ id, since, urgency, visitIn, specialty }) =>
    waits(id, {
      since,
      urgency,
      specialty,
      ...(visitIn === undefined ? {} : { visit: { id: `V${id}`, at: NOON + visitIn * HOUR } }),
    }),
  )

describe('a freed time, whatever people answer and when', () => {
  it('has one winner at most, who was asked, whom it fits, and after whom nobody is asked', () => {
    fc.assert(
      fc.property(people, events, fc.integer({ min: 1, max: 3 }), (who, happens, atOnce) => {
        const list = make(who)
        const { winners, offers, last } = play(list, happens, atOnce)
        expect(winners.length).toBeLessThanOrEqual(1)
        expect(offers.filter(({ state }) => state === 'accepted')).toHaveLength(winners.length)
        expect(winners.map(() => last)).toEqual(winners.map(() => ({ kind: 'close', reason: 'filled' })))
      }),
    )
  })

  it('is offered in the order of the list, to each once, to no more at once than it may be', () => {
    fc.assert(
      fc.property(people, events, fc.integer({ min: 1, max: 3 }), (who, happens, atOnce) => {
        const list = make(who)
        const { asked } = play(list, happens, atOnce)
        const order = rankWaiting(freed, list, NOON, zone).fit.map(({ id }) => id)
        expect(asked.map(({ id }) => id)).toEqual(order.slice(0, asked.length))
        for (const { openBefore } of asked) expect(openBefore).toBeLessThan(atOnce)
      }),
    )
  })

  it('leaves nobody without a visit who had one, and takes none for a later one', () => {
    fc.assert(
      fc.property(people, events, (who, happens) => {
        const list = make(who)
        const { visits, least } = play(list, happens, 2)
        const had = list.filter(({ visit }) => visit !== undefined)
        for (const { patient, visit } of had) expect(visits.get(patient)).toBeLessThanOrEqual(visit?.at ?? 0)
        for (const count of least) expect(count).toBeGreaterThanOrEqual(had.length)
      }),
    )
  })

  it('comes to an end: filled, too late, or nobody is left', () => {
    fc.assert(
      fc.property(people, who => {
        const silence = Array.from({ length: 40 }, () => ({ passes: 3 * HOUR, who: 0, says: 'nothing' }))
        expect(play(make(who), silence, 1).last.kind).toBe('close')
      }),
    )
  })
})
