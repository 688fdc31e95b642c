import { describe, expect, it } from 'vitest'
import { createCallsIn, nothingDone } from '../../../src/server/calls/calls-in.ts'
import { createLog } from '../../../src/server/log.ts'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'
import { MINUTE, MONDAY, openCallbackWorld } from '../campaigns/callbacks/callback-world.ts'

const NUMBER = '+48600000201'
const [scenario] = [...(await compileFolder('test/golden/base')).scenarios.values()]

async function open() {
  const world = await openCallbackWorld()
  const clock = createVirtualClock(MONDAY)
  const log = createLog('silent', { write: () => undefined }, false)
  const startProcess = () => createCallsIn({ store: world.store, callbacks: world.desk, clock, log })
  const callsIn = startProcess()
  /** Lets so much time pass, for the desk too. */
  const settle = async (): Promise<void> => {
    for (let left = 20; left > 0; left--) await new Promise(resolve => setImmediate(resolve))
  }
  const run = async (ms: number): Promise<void> => {
    const until = clock.now() + ms
    await settle()
    for (let due = clock.nextDue(); due !== undefined && due <= until; due = clock.nextDue()) {
      clock.step()
      world.clock.now = clock.now()
      await settle()
    }
    clock.advanceTo(until)
    world.clock.now = until
    await settle()
  }
  const begin = (id: string, isAfterHours = false) => {
    if (scenario === undefined) throw new Error('the test has no scenario')
    const state = { ...nothingDone(NUMBER, '+48600000100'), isAfterHours }
    return callsIn.begin({ id, scenario, language: 'pl', beganAt: clock.now(), state })
  }
  const callbacks = () => world.store.contacts.list({ campaign: 'callbacks' })
  return { ...world, callsIn, startProcess, run, begin, callbacks, time: clock }
}
describe('calls in', () => {
  it('are kept, and whoever was not served is to be called back', async () => {
    const { store, callsIn, begin, callbacks } = await open()
    begin('call-1').end({ outcome: 'hung_up', values: {} })
    await callsIn.stop()
    expect(await store.calls.find('call-1')).toMatchObject({ direction: 'inbound', number: NUMBER, outcome: 'hung_up' })
    expect(await callbacks()).toMatchObject([{ subject: 'abandoned call-1', numbers: [NUMBER], state: 'waiting' }])
  })
  it('are served when the clinic was told to do something, and then nobody is called', async () => {
    const { callsIn, begin, callbacks } = await open()
    begin('call-1').end({ outcome: 'hung_up', values: {} })
    const second = begin('call-2')
    second.note({ at: MONDAY, kind: 'service', node: 'book', service: 'move_visit', key: 'k', state: 'answered', result: 'done' })
    second.end({ outcome: 'hung_up', values: {} })
    await callsIn.stop()
    expect(await callbacks()).toMatchObject([{ state: 'finished', outcome: 'served' }])
  })
  it('that were turned away are to be called back', async () => {
    const { callsIn, callbacks } = await open()
    callsIn.refuse({ id: 'call-1', state: { ...nothingDone(NUMBER, undefined), isAfterHours: true } })
    await callsIn.stop()
    expect(await callbacks()).toMatchObject([{ subject: 'after_hours call-1' }])
  })
  it('take a channel of the trunk while they are held, and none when their process has died', async () => {
    const { store, startProcess, begin, callbacks, run, time } = await open()
    const countFree = () =>
      store.transaction(async inside => {
        const claim = await inside.attempts.claim({
          campaign: 'callbacks',
          version: 'v1',
          worker: 'one',
          now: time.now(),
          leaseMs: MINUTE,
          limit: 5,
          trunk: 'main',
          pace: { trunkAtOnce: 2, keepForInbound: 1 },
          newId: () => 'attempt',
          decide: () => ({ kind: 'wait', dueAt: time.now() + 1, reason: 'looked' }),
        })
        return claim.considered
      })
    await store.people.add(
      [{ id: 'p', key: 'p', name: null, language: null, zone: null, numbers: [{ number: '+48600000202', kind: 'mobile' }] }],
      MONDAY,
    )
    const contact = { campaign: 'callbacks', person: 'p', subject: 's', zone: 'Europe/Warsaw', language: 'pl', data: {} }
    const more = { id: 'c', numbers: ['+48600000202'], variant: null, priority: 0, deadlineAt: null, importId: null, line: null }
    await store.contacts.add([{ ...contact, ...more, dueAt: MONDAY, reason: 'new' }], MONDAY)
    begin('call-1')
    await run(0)
    expect(await countFree()).toBe(0)
    // The process is killed: nobody renews the lease. Another one looks.
    startProcess().start()
    await run(2 * MINUTE)
    expect(await countFree()).toBe(1)
    expect(await store.calls.find('call-1')).toMatchObject({ outcome: 'bot_fault' })
    expect((await callbacks()).map(({ subject }) => subject)).toContain('missed call-1')
  })
  it('that are long keep their channel', async () => {
    const { store, callsIn, begin, run, callbacks } = await open()
    callsIn.start()
    const call = begin('call-1')
    await run(10 * MINUTE)
    expect(await store.calls.find('call-1')).toMatchObject({ endedAt: null })
    call.end({ outcome: 'requested', values: {} })
    await callsIn.stop()
    expect(await callbacks()).toEqual([])
  })
})
