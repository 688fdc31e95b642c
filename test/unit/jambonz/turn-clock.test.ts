import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ToJambonz } from '../../../src/engine/jambonz/protocol.ts'
import { readMessage } from '../../../src/engine/jambonz/read-message.ts'
import { createTurnClock } from '../../../src/engine/jambonz/turn-clock.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

const info = { call_sid: 'c', direction: 'outbound', to: '48600000001' }
const hook = (name: string): object => ({
  type: 'verb:hook',
  msgid: 'm',
  call_sid: 'c',
  hook: name,
  data: { ...info, verb_id: 't1' },
})
const NEW = { type: 'session:new', msgid: 'new', call_sid: 'c', data: { ...info, call_status: 'in-progress' } }
const GATHER = { verb: 'gather', id: 't1' } as never
const ACK: ToJambonz = { type: 'ack', msgid: 'm' }
const REDIRECT: ToJambonz = { type: 'command', command: 'redirect', queueCommand: false, data: [GATHER] }

it('times a turn from its hook to the verbs that follow, whatever else goes to and fro meanwhile', () => {
  const heard: number[] = []
  const turns = createTurnClock(ms => heard.push(ms))
  const receive = (frame: object): void => turns.receive(readMessage(frame))
  const wait = (ms: number): void => void vi.advanceTimersByTime(ms)
  receive(NEW)
  wait(30)
  turns.send({ ...ACK, data: [GATHER] })
  expect(heard).toEqual([30])
  // Nobody waits for what follows a partial or a status.
  receive(hook('/partial'))
  turns.send(ACK)
  wait(500)
  receive(hook('/turn'))
  turns.send(ACK)
  wait(120)
  receive(hook('/partial'))
  turns.send(ACK)
  turns.send({ type: 'command', command: 'config', data: {} as never })
  wait(80)
  turns.send(REDIRECT)
  expect(heard).toEqual([30, 200])
  turns.send(REDIRECT)
  expect(heard).toHaveLength(2)
})
