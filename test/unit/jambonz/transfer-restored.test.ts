import { describe, expect, it } from 'vitest'
import type { TelephoneEvent } from '../../../src/engine/call/ports.ts'
import type { Verb } from '../../../src/engine/jambonz/protocol.ts'
import { followTransfer, type TransferRun } from '../../../src/engine/jambonz/transfer-run.ts'
import type { TransferState } from '../../../src/engine/jambonz/transfer-state.ts'
import { createVoices } from '../../../src/engine/jambonz/voices.ts'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'
import { makeTransfer, START } from './harness.ts'

const targets = ['+48600000009', '+48600000008'].map(number => [{ type: 'phone', number } as const])
const voices = createVoices({})

/** A transfer that one process begins and another goes on with. */
function setUp(way: TransferState['way']) {
  const clock = createVirtualClock(START)
  const events: TelephoneEvent[] = []
  const sent: (readonly Verb[])[] = []
  const host = {
    clock,
    emit: (event: TelephoneEvent) => void events.push(event),
    send: (verbs: readonly Verb[]) => void sent.push(verbs),
    ack: (_msgid: string, verbs: readonly Verb[]) => void sent.push(verbs),
    voiceOf: voices.voiceOf,
    isMute: () => false,
  }
  const request = makeTransfer({ summary: 'Dzwoni Anna Nowak.', say: [] })
  let run: TransferRun = followTransfer({ request, way }, host)
  const voice = voices.voiceOf('pl')
  run.begin({ voice, base: voice })
  return {
    clock,
    events,
    sent,
    run: () => run,
    /** The process dies, another has only the state that was kept. */
    move() {
      const kept = JSON.parse(JSON.stringify(run.state)) as TransferState
      run.stop()
      run = followTransfer(kept, host)
    },
  }
}
const dial = (): TransferState['way'] => ({
  kind: 'dial',
  attempts: targets,
  timeoutMs: 20_000,
  takeKey: '1',
  attempt: 0,
  results: [],
  asked: [],
})
const leg = (call_sid: string) => ({ call_sid, parent_call_sid: 'call-1' })

describe('a transfer that another process goes on with', () => {
  it('is taken by who was asked before, and counts the talk from the key', () => {
    const { run, move, events, clock } = setUp(dial())
    run().answer?.({ type: 'dial:confirm', msgid: 'c', hook: '/confirm', data: leg('a') })
    move()
    const key = { ...leg('a'), verb_id: 'x1.take', reason: 'dtmfDetected', digits: '1' }
    expect(run().answer?.({ type: 'verb:hook', msgid: 'k', hook: '/take', data: key })).toHaveLength(1)
    move()
    clock.advanceTo(clock.now() + 9000)
    expect(run().hearHook({ verb_id: 'x1', dial_call_status: 'completed', dial_sip_status: 200 }, '/transfer')).toBe(true)
    expect(events).toEqual([{ kind: 'transfer', turn: 'x1', result: 'bridged', agentLeft: true, talkMs: 9000 }])
  })

  it('remembers who has not taken it', () => {
    const { run, move, events, sent } = setUp(dial())
    run().answer?.({ type: 'dial:confirm', msgid: 'c', hook: '/confirm', data: leg('a') })
    move()
    run().hearHook({ verb_id: 'x1', dial_call_status: 'in-progress', dial_sip_status: 200 }, '/transfer')
    expect(sent.at(-1)).toMatchObject([{ verb: 'dial', id: 'x1.2', target: targets[1] }])
    move()
    run().hearHook({ verb_id: 'x1.2', dial_call_status: 'ringing', dial_sip_status: 180 }, '/transfer')
    expect(events).toEqual([{ kind: 'transfer', turn: 'x1', result: 'refused' }])
  })

  it('leaves a queue when the time of the first process is over', () => {
    const { run, move, events, sent, clock } = setUp({ kind: 'queue', queue: { name: 'a', mostMs: 60_000 }, since: START })
    clock.advanceTo(clock.now() + 50_000)
    move()
    clock.advanceTo(clock.now() + 10_000)
    run().keepAck?.({ type: 'verb:hook', msgid: 'w', hook: '/wait', data: {} })
    expect(sent.at(-1)).toEqual([{ verb: 'leave' }])
    move()
    run().hearHook({ verb_id: 'x1', queue_result: 'leave' }, '/transfer')
    expect(events).toEqual([{ kind: 'transfer', turn: 'x1', result: 'queue_timeout' }])
  })

  it('knows that the network had accepted a referral', () => {
    const { run, move, events } = setUp({ kind: 'refer', to: 'sip:a@example.org' })
    run().hearHook({}, '/referred')
    move()
    run().hangUp(() => undefined)
    expect(events).toEqual([{ kind: 'transfer', turn: 'x1', result: 'bridged' }])
  })

  it('does not wait for ever for a hook that was lost with the first process', () => {
    const { move, events, clock } = setUp({ ...(dial() as Extract<TransferState['way'], { kind: 'dial' }>), attempt: 1 })
    move()
    clock.advanceTo(clock.now() + 120_000)
    expect(events).toEqual([{ kind: 'transfer', turn: 'x1', result: 'no_answer' }])
  })
})
