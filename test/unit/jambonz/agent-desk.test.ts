import { describe, expect, it } from 'vitest'
import { createAgentDesk } from '../../../src/engine/jambonz/agent-desk.ts'
import type { ToJambonz, Verb } from '../../../src/engine/jambonz/protocol.ts'
import type { JambonzSession } from '../../../src/engine/jambonz/session-ports.ts'
import { createVoices } from '../../../src/engine/jambonz/voices.ts'
import { createWaitingRoom, type WaitingRoom } from '../../../src/engine/jambonz/waiting-room.ts'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'
import { makeTransfer, START } from './harness.ts'

const line = { number: '+48600000110', queue: 'reception', agents: ['+48600000120'], language: 'pl' } as const

interface Desk {
  readonly session: JambonzSession
  readonly sent: ToJambonz[]
  verbs(): readonly Verb[]
  /** The result of the dequeue that was sent last. */
  result(dequeue_result: string): void
  wait(ms: number): void
  isClosed: boolean
}

function openDesk(room: WaitingRoom, from = '48600000120'): Desk {
  const clock = createVirtualClock(START)
  const sent: ToJambonz[] = []
  let hooks = 0
  const session = createAgentDesk({
    link: { send: message => sent.push(message), cut: () => undefined, close: () => (desk.isClosed = true) },
    clock,
    voices: createVoices({}),
    line,
    room,
  })
  const desk: Desk = {
    session,
    sent,
    isClosed: false,
    verbs: () => sent.findLast(message => Array.isArray(message.data))?.data as readonly Verb[],
    wait: ms => clock.advanceTo(clock.now() + ms),
    result(dequeue_result) {
      const dequeue = desk.verbs().find(({ verb }) => verb === 'dequeue')
      const verb_id = dequeue?.verb === 'dequeue' ? dequeue.id : ''
      session.receive({ type: 'verb:hook', msgid: `h${++hooks}`, hook: '/dequeued', data: { verb_id, dequeue_result } })
    },
  }
  session.receive({
    type: 'session:new',
    msgid: 'new',
    data: { call_sid: 'agent', direction: 'inbound', from, to: '48600000110', call_status: 'trying' },
  })
  return desk
}

function enter(room: WaitingRoom, callId: string, summary: string) {
  const expected: string[] = []
  const request = { ...makeTransfer({ summary, staffLanguage: 'pl' }), language: 'uk' as const }
  const leave = room.enter('reception', { callId, request, expectAgent: () => void expected.push(callId) })
  return { expected, leave }
}

describe("the clinic's people who dial an agents' number", () => {
  it('are told what the caller who waits longest wants, and connected with this one', () => {
    const room = createWaitingRoom()
    const first = enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    enter(room, 'caller-2', 'Dzwoni Jan Kowalski.')
    const desk = openDesk(room)
    expect(desk.sent[0]).toMatchObject({ type: 'ack', msgid: 'new' })
    expect(desk.verbs()).toMatchObject([
      { verb: 'answer' },
      { verb: 'config', notifyEvents: true },
      { verb: 'say', text: ['Dzwoni Anna Nowak.', 'Rozmowa po ukraińsku.'] },
      { verb: 'dequeue', name: 'reception', callSid: 'caller-1', beep: true },
    ])
    expect(first.expected).toEqual(['caller-1'])
    first.leave()
    desk.result('complete')
    expect(desk.verbs()).toMatchObject([
      { verb: 'say', text: ['Dzwoni Jan Kowalski.', 'Rozmowa po ukraińsku.'] },
      { verb: 'dequeue', callSid: 'caller-2' },
    ])
  })

  it('hear once that nobody waits, and get whoever comes at once', () => {
    const room = createWaitingRoom()
    const desk = openDesk(room)
    expect(desk.verbs().slice(2)).toMatchObject([
      { verb: 'say', text: ['Nikt teraz nie czeka. Połączę, gdy ktoś zadzwoni.'] },
      { verb: 'dequeue', name: 'reception', timeout: 2 },
    ])
    desk.result('timeout')
    expect(desk.verbs()).toMatchObject([{ verb: 'pause' }])
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'dequeue', callSid: 'caller-1' }])
  })

  it('look again and again for callers of other processes, without a word', () => {
    const desk = openDesk(createWaitingRoom())
    desk.result('timeout')
    desk.wait(4000)
    expect(desk.verbs()).toMatchObject([{ verb: 'dequeue', timeout: 2 }])
    expect(desk.verbs()[0]).not.toHaveProperty('callSid')
  })

  it('are not disturbed while they talk with a caller of another process', () => {
    const room = createWaitingRoom()
    const desk = openDesk(room)
    const before = desk.sent.length
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    desk.wait(600_000)
    expect(desk.sent).toHaveLength(before)
    desk.result('complete')
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'dequeue', callSid: 'caller-1' }])
  })

  it('go on to the next when the promised caller has gone, and never two to one', () => {
    const room = createWaitingRoom()
    enter(room, 'caller-1', 'Pierwsza.')
    enter(room, 'caller-2', 'Druga.')
    const one = openDesk(room)
    const two = openDesk(room)
    expect(one.verbs().at(-1)).toMatchObject({ callSid: 'caller-1' })
    expect(two.verbs().at(-1)).toMatchObject({ callSid: 'caller-2' })
    one.result('timeout')
    expect(one.verbs().at(-1)).toMatchObject({ callSid: 'caller-1' })
  })

  it('are turned away from telephones that are none of theirs', () => {
    const room = createWaitingRoom()
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    const desk = openDesk(room, '48600000999')
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'hangup' }])
    expect(JSON.stringify(desk.sent)).not.toContain('Nowak')
    enter(room, 'caller-2', 'Dzwoni Jan Kowalski.')
    desk.wait(60_000)
    expect(desk.sent).toHaveLength(1)
  })

  it('leave the caller to another when they hang up before', () => {
    const room = createWaitingRoom()
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    const desk = openDesk(room)
    desk.session.receive({
      type: 'call:status',
      data: { call_sid: 'agent', call_status: 'completed', call_termination_by: 'caller' },
    })
    expect(desk.isClosed).toBe(true)
    expect(room.promise('reception')).toMatchObject({ callId: 'caller-1' })
  })

  it('every hook and reconnection is acked', () => {
    const desk = openDesk(createWaitingRoom())
    desk.result('timeout')
    desk.session.closed(1006)
    desk.session.receive({ type: 'session:reconnect', msgid: 'back', data: { call_sid: 'agent', direction: 'inbound' } })
    expect(desk.sent.flatMap(message => (message.type === 'ack' ? [message.msgid] : []))).toEqual(['new', 'h1', 'back'])
    desk.session.closed(1000)
    expect(desk.session.isOver()).toBe(true)
  })
})
