import { describe, expect, it } from 'vitest'
import { haltCampaign } from '../../../../src/engine/campaigns/dialler/index.ts'
import type { CalledSide } from '../../../../src/simulation/jambonz-server/index.ts'
import { createWorld, NOON } from './world.ts'

const MINUTE = 60_000
const sides: readonly CalledSide[] = [
  { kind: 'answers', afterMs: 8000, talkMs: 40_000 },
  { kind: 'refuses', sipStatus: 486, afterMs: 3000 },
  { kind: 'rings' },
  { kind: 'refuses', sipStatus: 404, afterMs: 500 },
]
const byContact = (index: unknown): CalledSide => sides[Number(index) % sides.length] as CalledSide

describe('the dialler', () => {
  it('calls each contact once, and each end brings its step, its letter and its outcome in the record', async () => {
    const world = await createWorld()
    await world.addContacts(40)
    world.startProcess()
    await world.run(5 * MINUTE)
    const contacts = await world.contacts()
    expect(contacts.every(contact => contact.state === 'finished' && contact.outcome === 'confirmed')).toBe(true)
    expect(world.exchange.calls.size).toBe(40)
    expect((await world.store.outbox.count()).waiting).toBe(40)
    const attempts = await world.store.attempts.listOfContact(contacts[0]?.id ?? '')
    expect(attempts).toMatchObject([{ n: 1, state: 'ended', outcome: 'confirmed', counted: true, callSid: expect.any(String) }])
    const [call] = world.exchange.calls.values()
    expect(call?.created).toMatchObject({
      headers: { 'X-Trucada-Attempt': call?.created.tag?.['attempt'] },
      from: '+48600000100',
    })
  })
  it('names what the network said, and lets the plan decide what follows', async () => {
    const world = await createWorld({
      answer: call => byContact((call.tag?.['contact'] as { index: number } | undefined)?.index),
    })
    await world.addContacts(4)
    const process = world.startProcess()
    await world.run(2 * MINUTE)
    const outcomes = []
    for (const id of ['contact-0', 'contact-1', 'contact-2', 'contact-3'])
      outcomes.push((await world.store.attempts.listOfContact(id)).map(attempt => attempt.outcome))
    expect(outcomes).toEqual([['confirmed'], ['busy'], ['no_answer'], ['invalid_number']])
    expect((await world.contacts()).map(contact => contact.state)).toEqual(['finished', 'waiting', 'waiting', 'worklist'])
    expect([...(await world.store.people.findDead(['+48221000003']))]).toEqual(['+48221000003'])
    world.startProcess({ tickMs: 20_000 })
    process.kill()
    await world.run(100 * MINUTE)
    expect((await world.store.attempts.listOfContact('contact-2')).map(attempt => attempt.outcome)).toEqual(
      Array(3).fill('no_answer'),
    )
  })
  it('keeps to the channels of campaign and trunk, and to calls a second', async () => {
    const pace = { atOnce: 7, perSecond: 2, trunkAtOnce: 8, keepForInbound: 2 }
    const world = await createWorld({ plan: { pace } })
    await world.addContacts(60)
    world.startProcess()
    world.startProcess()
    let most = 0
    const begun: number[] = []
    for (let second = 0; second < 600; second++) {
      await world.run(1000)
      const calls = [...world.exchange.calls.values()]
      most = Math.max(most, calls.filter(call => call.endedAt === undefined).length)
      begun.push(calls.length)
    }
    expect(most).toBeLessThanOrEqual(6)
    expect(most).toBeGreaterThan(3)
    for (const [at, count] of begun.entries()) expect(count - (begun[at - 5] ?? 0)).toBeLessThanOrEqual(12)
    expect(world.exchange.calls.size).toBe(60)
  })
  it('shares the work of two processes without calling anybody twice', async () => {
    const world = await createWorld()
    await world.addContacts(80)
    world.startProcess()
    world.startProcess()
    await world.run(10 * MINUTE)
    expect(world.exchange.calls.size).toBe(80)
    const workers = await world.store.database.selectFrom('attempts').select('worker').distinct().execute()
    expect(workers).toHaveLength(2)
  })
  it('never has two live calls to one number, in whatever campaigns', async () => {
    const world = await createWorld({ answer: () => ({ kind: 'answers', afterMs: 5000, talkMs: 120_000 }) })
    await world.store.campaigns.saveVersion({ campaign: 'other', hash: 'v1', source: '', document: {}, savedAt: NOON })
    await world.store.campaigns.setState('other', 'running', NOON)
    await world.addContacts(3)
    for (const [at, person] of ['person-0', 'person-1', 'person-2'].entries())
      await world.store.contacts.add(
        [
          {
            id: `other-${at}`,
            campaign: 'other',
            person,
            subject: '',
            numbers: [`+4822${1_000_000 + at}`],
            zone: 'Europe/Warsaw',
            language: 'pl',
            data: {},
            variant: null,
            priority: 0,
            deadlineAt: null,
            dueAt: NOON,
            reason: 'new',
            importId: null,
            line: null,
          },
        ],
        NOON,
      )
    world.startProcess()
    for (let second = 0; second < 400; second++) {
      await world.run(1000)
      const live = [...world.exchange.calls.values()].filter(call => call.endedAt === undefined).map(call => call.created.to)
      expect(new Set(live).size).toBe(live.length)
    }
    expect(world.exchange.calls.size).toBe(6)
  })
  it('takes back a claim whose hours ended before the order could leave, at no cost to the patient', async () => {
    const world = await createWorld({ plan: { isAllowedAt: (_contact, at) => at >= NOON + 3000 } })
    const [id = ''] = await world.addContacts(1)
    world.startProcess()
    await world.run(2000)
    expect(world.exchange.calls.size).toBe(0)
    const [withdrawn] = await world.store.attempts.listOfContact(id)
    expect(withdrawn).toMatchObject({ outcome: 'withdrawn', counted: false, dialledAt: null })
    await world.run(5 * MINUTE)
    expect(world.exchange.calls.size).toBe(1)
    expect(await world.store.contacts.find(id)).toMatchObject({ state: 'finished', outcome: 'confirmed' })
  })
  it('sees an opt-out before its next claim, and records one that was said in a call', async () => {
    const world = await createWorld({ outcome: () => 'opted_out', plan: { pace: { atOnce: 1 } } })
    await world.addContacts(2)
    await world.store.ledger.record({
      id: 'o',
      kind: 'opt_out',
      subjectKind: 'person',
      subject: 'person-1',
      purpose: '*',
      channel: '*',
      source: 'sms',
      evidence: null,
      at: NOON,
    })
    world.startProcess()
    await world.run(5 * MINUTE)
    expect([...world.exchange.calls.values()].map(call => call.created.to)).toEqual(['+48221000000'])
    expect((await world.contacts()).map(contact => contact.outcome)).toEqual(['opted_out', 'opted_out'])
    expect(await world.store.ledger.listOf('number', '+48221000000')).toMatchObject([{ kind: 'opt_out', source: 'call' }])
  })
})

describe('halting a campaign', () => {
  const halted = async (halt: 'pause' | 'drain' | 'end', atSecond: number) => {
    const world = await createWorld({ plan: { pace: { atOnce: 10, perSecond: 3 } } })
    await world.addContacts(100)
    const process = world.startProcess()
    world.startProcess()
    await world.run(atSecond * 1000 + 337)
    const state = { isAcknowledged: false }
    const halting = haltCampaign(world.store, world.clock, 'visits', halt).finally(() => (state.isAcknowledged = true))
    while (!state.isAcknowledged) await world.run(100)
    return { world, process, report: await halting, before: world.exchange.calls.size }
  }
  it.each([0, 1, 2, 5, 11])('lets no new call begin once it is acknowledged, after %i s', async second => {
    const { world, before } = await halted('pause', second)
    await world.run(3 * MINUTE)
    expect(world.exchange.calls.size).toBe(before)
    const states = new Set((await world.contacts()).map(contact => contact.state))
    expect(states.has('calling')).toBe(false)
    await world.store.campaigns.setState('visits', 'running', world.clock.now())
    await world.run(3 * MINUTE)
    expect(world.exchange.calls.size).toBeGreaterThan(before + 20)
  })
  it.each(['drain', 'end'] as const)(
    '%s: a campaign of which nobody is called is stopped, though no process serves it',
    async halt => {
      const world = await createWorld()
      await world.addContacts(3)
      await haltCampaign(world.store, world.clock, 'visits', halt)
      expect((await world.store.campaigns.find('visits'))?.state).toBe('stopped')
    },
  )
  it('drains: calls end as they will, then the campaign is stopped', async () => {
    const { world, before, report } = await halted('drain', 5)
    expect(report?.live).toBeGreaterThan(3)
    expect((await world.store.campaigns.find('visits'))?.state).toBe('draining')
    await world.run(2 * MINUTE)
    expect((await world.store.campaigns.find('visits'))?.state).toBe('stopped')
    expect((await world.contacts()).filter(contact => contact.outcome === 'confirmed')).toHaveLength(before)
  })
  it('ends politely: telephones that ring are silenced, conversations say goodbye', async () => {
    const { world, process } = await halted('end', 12)
    await world.run(3000)
    const live = [...world.exchange.calls.values()].filter(call => call.endedAt === undefined)
    expect(live.length).toBeGreaterThan(0)
    expect(live.every(call => call.isAnswered)).toBe(true)
    const asked = new Set([...process.wrappedUp, ...(world.processes[1]?.wrappedUp ?? [])])
    expect(asked.size).toBeGreaterThanOrEqual(live.length)
    await world.run(2 * MINUTE)
    expect((await world.store.campaigns.find('visits'))?.state).toBe('stopped')
    // Whose telephone was silenced waits as if nobody had called.
    const silenced = (await world.store.database.selectFrom('attempts').select(['outcome', 'counted']).execute()).filter(
      attempt => attempt.outcome === 'withdrawn',
    )
    expect(silenced.every(attempt => attempt.counted === 0)).toBe(true)
  })
})

describe('what was not told is looked up', () => {
  it.each(['answerLost', 'answerLate', 'falseRefusal'] as const)('an order after %s, and the call goes its way', async fault => {
    const world = await createWorld({ faults: { [fault]: 1, statusDropped: 0.5 }, seed: 3 })
    await world.addContacts(20)
    world.startProcess()
    await world.run(20 * MINUTE)
    expect([...world.callsByAttempt().values()].every(calls => calls.length === 1)).toBe(true)
    const contacts = await world.contacts()
    expect(contacts.filter(contact => contact.state === 'calling')).toEqual([])
    const attempts = await world.store.database.selectFrom('attempts').select('outcome').execute()
    expect(attempts.filter(attempt => attempt.outcome === 'unknown')).toEqual([])
  })
  it('an end of which no status told', async () => {
    const world = await createWorld({
      faults: { statusDropped: 1 },
      answer: () => ({ kind: 'refuses', sipStatus: 486, afterMs: 2000 }),
    })
    await world.addContacts(5)
    world.startProcess()
    await world.run(2 * MINUTE)
    const attempts = await world.store.database.selectFrom('attempts').select('outcome').execute()
    expect(attempts.map(attempt => attempt.outcome)).toEqual(Array(5).fill('busy'))
  })
  it('what cannot be found out is unknown, counted, on the worklist with its reason, and not dialled again at once', async () => {
    const world = await createWorld({ faults: { answerLost: 1, statusDropped: 1, recordLost: 1 }, outcome: () => undefined })
    await world.addContacts(3)
    world.startProcess()
    await world.run(10 * MINUTE)
    expect(world.exchange.calls.size).toBe(3)
    const attempts = await world.store.database.selectFrom('attempts').select(['outcome', 'counted']).execute()
    expect(attempts).toEqual(Array.from({ length: 3 }, () => ({ outcome: 'unknown', counted: 1 })))
    expect((await world.store.tasks.list({ campaign: 'visits' })).map(task => [task.kind, task.reason])).toEqual(
      Array.from({ length: 3 }, () => ['unknown', 'order_without_answer']),
    )
  })
  it('an unknown attempt takes the end that becomes known after all', async () => {
    const world = await createWorld({ faults: { answerLost: 1, statusDropped: 1, recordLost: 1 }, outcome: () => undefined })
    await world.addContacts(1)
    const process = world.startProcess()
    await world.run(2 * MINUTE)
    const [call] = world.exchange.calls.values()
    const attempt = String(call?.created.tag?.['attempt'])
    await process.dialler.hearStatus({ callId: call?.callSid ?? '', attempt, status: 'busy', sipStatus: 486 })
    expect(await world.store.attempts.find(attempt)).toMatchObject({ outcome: 'busy', state: 'ended' })
  })
  it('a 500 without a reason and without a call counts for nobody, and rests the line when it goes on', async () => {
    const world = await createWorld({ faults: { refusal: 1 } })
    await world.addContacts(30)
    const process = world.startProcess()
    expect(process.dialler.countPausedTrunks()).toBe(0)
    await world.run(3 * MINUTE)
    expect(process.dialler.countPausedTrunks()).toBe(1)
    const attempts = await world.store.database.selectFrom('attempts').select(['outcome', 'counted']).execute()
    expect(
      attempts
        .filter(attempt => attempt.outcome !== null)
        .every(attempt => attempt.outcome === 'trunk_fault' && attempt.counted === 0),
    ).toBe(true)
    // Thirty at once before anything was known, then one at a time, farther and farther apart.
    expect(world.exchange.asked.length).toBeLessThan(36)
  })
})

describe('a second call under one attempt', () => {
  it('is ended', async () => {
    const world = await createWorld({ answer: () => ({ kind: 'answers', afterMs: 5000, talkMs: 100_000 }) })
    await world.addContacts(1)
    const process = world.startProcess()
    await world.run(8000)
    const [first] = world.exchange.calls.values()
    // As if a proxy had repeated the order.
    await process.rest.createCall({
      attempt: String(first?.created.tag?.['attempt']),
      from: '+48600000100',
      to: '+48221000000',
      scenario: 'visit',
      language: 'pl',
      contact: {},
      ringMs: 30_000,
      longestMs: 60_000,
    })
    await world.run(3000)
    const [, second] = world.exchange.calls.values()
    expect(second?.endedAt).toBeDefined()
    expect(first?.endedAt).toBeUndefined()
  })
})
