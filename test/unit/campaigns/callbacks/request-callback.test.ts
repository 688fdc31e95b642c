import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, MONDAY, openCallbackWorld } from './callback-world.ts'

const NUMBER = '+48600000201'
const missed = (evidence: string, number = NUMBER) => ({ way: 'missed', number, evidence }) as const

describe('somebody who called in vain', () => {
  it('is called at once, and to be reached within the hour', async () => {
    const { store, desk } = await openCallbackWorld()
    const result = await desk.request({ ...missed('call-1', '600 000 201') })
    expect(result).toMatchObject({ kind: 'planned', dueAt: MONDAY, deadlineAt: MONDAY + HOUR })
    const [contact] = await store.contacts.list({ campaign: 'callbacks' })
    expect(contact).toMatchObject({
      numbers: [NUMBER],
      language: 'pl',
      subject: 'missed call-1',
      data: { phone: NUMBER, way: 'missed' },
      state: 'waiting',
    })
  })
  it('has one callback open, however often they called and by whichever way', async () => {
    const { store, desk } = await openCallbackWorld()
    await desk.request(missed('call-1'))
    expect(await desk.request(missed('call-2'))).toMatchObject({ kind: 'open' })
    expect(await desk.request({ way: 'web', number: NUMBER, name: 'Anna Nowak', evidence: 'form-1' })).toMatchObject({
      kind: 'open',
    })
    expect(await store.contacts.list({ campaign: 'callbacks' })).toHaveLength(1)
  })
  it('is not called for the same call again once that was seen to', async () => {
    const { store, desk } = await openCallbackWorld()
    await desk.request(missed('call-1'))
    expect(await desk.settle(NUMBER)).toBe(1)
    expect(await desk.request(missed('call-1'))).toEqual({ kind: 'open' })
    expect(await store.contacts.list({ state: 'waiting' })).toEqual([])
    expect(await desk.request(missed('call-2'))).toMatchObject({ kind: 'planned' })
  })
  it('is not called when they called again and were served', async () => {
    const { store, desk } = await openCallbackWorld()
    await desk.request(missed('call-1'))
    await desk.settle('48600000201')
    expect((await store.contacts.list({ campaign: 'callbacks' }))[0]).toMatchObject({
      state: 'finished',
      outcome: 'served',
      reason: 'called_again',
    })
  })
  it('waits for the hours that the law allows, and the hour is counted from there', async () => {
    const { desk, clock } = await openCallbackWorld()
    clock.now = MONDAY + 13 * HOUR // 23:00
    const opens = MONDAY + 22 * HOUR // 8:00
    expect(await desk.request({ ...missed('call-1'), way: 'after_hours' })).toMatchObject({
      kind: 'planned',
      dueAt: opens,
      deadlineAt: opens + HOUR,
    })
  })
  it('is called at the hour that they name, and a later wish moves it', async () => {
    const { store, desk } = await openCallbackWorld()
    const at = MONDAY + 5 * HOUR
    expect(await desk.request({ way: 'sms', number: NUMBER, evidence: 'sms-1', callAt: at })).toMatchObject({ dueAt: at })
    await desk.request({ way: 'sms', number: NUMBER, evidence: 'sms-2', callAt: at + HOUR })
    expect((await store.contacts.list({}))[0]).toMatchObject({ dueAt: at + HOUR, deadlineAt: at + 2 * HOUR })
  })
})

describe('whom the robot may not call', () => {
  const reasonOf = async (number: string, prepare: (world: Awaited<ReturnType<typeof openCallbackWorld>>) => Promise<void>) => {
    const world = await openCallbackWorld()
    await prepare(world)
    const result = await world.desk.request(missed('call-1', number))
    expect(await world.store.contacts.list({ campaign: 'callbacks' })).toEqual([])
    const tasks = await world.store.tasks.list({ kind: 'callback', state: 'open' })
    expect(tasks).toHaveLength(1)
    expect(tasks[0]?.dueAt).toBe(MONDAY + HOUR)
    return result.kind === 'task' ? result.reason : result.kind
  }
  it('goes to people after an opt-out, once', async () => {
    const reason = await reasonOf(NUMBER, async ({ store }) => {
      const optOut = { kind: 'opt_out', purpose: '*', channel: '*', source: 'call', evidence: null, at: MONDAY - HOUR } as const
      await store.ledger.record({ ...optOut, id: 'opt-out', subjectKind: 'number', subject: NUMBER })
    })
    expect(reason).toBe('opted_out')
  })
  it('goes to people where nobody knows the law', async () => {
    expect(await reasonOf('+21671234567', () => Promise.resolve())).toBe('foreign_number')
  })
  it('goes to people while no campaign calls back', async () => {
    expect(
      await reasonOf(NUMBER, ({ store }) => store.campaigns.setState('callbacks', 'stopped', MONDAY).then(() => undefined)),
    ).toBe('no_campaign')
  })
  it('is one task, however often they call', async () => {
    const { store, desk } = await openCallbackWorld()
    await store.campaigns.setState('callbacks', 'stopped', MONDAY)
    const first = await desk.request(missed('call-1'))
    expect(await desk.request(missed('call-2'))).toEqual({ kind: 'open', task: first.kind === 'task' ? first.task : '' })
  })
  it('is refused where the call would cost extra, or there is no number', async () => {
    const { store, desk } = await openCallbackWorld()
    expect(await desk.request(missed('call-1', '+48700123456'))).toEqual({ kind: 'refused', problem: 'premium' })
    expect(await desk.request(missed('call-2', 'anonymous'))).toMatchObject({ kind: 'refused' })
    expect(await store.tasks.list({})).toEqual([])
  })
})

describe('a callback that is not brought about', () => {
  it('goes to people before its hour is over', async () => {
    const { store, desk, clock } = await openCallbackWorld()
    await desk.request(missed('call-1'))
    clock.now = MONDAY + 50 * MINUTE
    expect(await desk.handOver()).toBe(0)
    clock.now = MONDAY + 56 * MINUTE
    expect(await desk.handOver()).toBe(1)
    const [contact] = await store.contacts.list({ campaign: 'callbacks' })
    expect(contact).toMatchObject({ state: 'worklist', outcome: 'unreached', reason: 'deadline_near' })
    expect((await store.tasks.list({ state: 'open' }))[0]).toMatchObject({ contact: contact?.id, dueAt: MONDAY + HOUR })
    expect(await desk.handOver()).toBe(0)
    expect(await desk.request(missed('call-2'))).toMatchObject({ kind: 'open', contact: contact?.id })
  })
  it('is tried again within the hour, then given to people by the plan', async () => {
    const { store, desk, plan } = await openCallbackWorld()
    await desk.request(missed('call-1'))
    const [contact] = await store.contacts.list({ campaign: 'callbacks' })
    if (contact === undefined) throw new Error('no contact')
    const history = (await store.readHistories([contact])).get(contact.id)
    if (history === undefined) throw new Error('no history')
    const unanswered = [0, 15, 30].map((minutes, index) => ({
      number: NUMBER,
      outcome: 'no_answer',
      counted: true,
      callBackAt: null,
      claimedAt: MONDAY + minutes * MINUTE,
      endedAt: MONDAY + minutes * MINUTE + 30_000,
      n: index + 1,
    }))
    const after = (attempts: number, now: number) =>
      plan.decide(contact, { ...history, attempts: unanswered.slice(0, attempts) as never }, now)
    expect(after(1, MONDAY + MINUTE)).toMatchObject({ kind: 'wait', dueAt: MONDAY + 15 * MINUTE + 30_000 })
    expect(after(3, MONDAY + 31 * MINUTE)).toMatchObject({ kind: 'worklist' })
  })
})
