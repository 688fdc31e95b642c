import { describe, expect, it } from 'vitest'
import { createAgentDesk } from '../../../src/engine/jambonz/agent-desk.ts'
import type { ToJambonz, Verb } from '../../../src/engine/jambonz/protocol.ts'
import type { JambonzSession } from '../../../src/engine/jambonz/session-ports.ts'
import { createVoices } from '../../../src/engine/jambonz/voices.ts'
import type { WaitingRoom } from '../../../src/engine/call/waiting-room.ts'
import { createMemoryWaitingRoom } from '../../../src/engine/store/live/index.ts'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'
import { makeTransfer, START } from './harness.ts'

const line = { number: '+48600000110', queue: 'reception', agents: ['+48600000120'], language: 'pl' } as const

interface Desk {
  readonly session: JambonzSession
  readonly sent: ToJambonz[]
  verbs(): readonly Verb[]
  /** The result of the dequeue that was sent last. */
  result(dequeue_result: string): Promise<void>
  wait(ms: number): Promise<void>
  isClosed: boolean
}

/** What was promised comes true. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
}

async function openDesk(
  room: WaitingRoom,
  from = '48600000120',
  type: 'session:new' | 'session:reconnect' = 'session:new',
): Promise<Desk> {
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
    wait(ms) {
      clock.advanceTo(clock.now() + ms)
      return settle()
    },
    result(dequeue_result) {
      const dequeue = desk.verbs().find(({ verb }) => verb === 'dequeue')
      const verb_id = dequeue?.verb === 'dequeue' ? dequeue.id : ''
      session.receive({ type: 'verb:hook', msgid: `h${++hooks}`, hook: '/dequeued', data: { verb_id, dequeue_result } })
      return settle()
    },
  }
  session.receive({
    type,
    msgid: 'new',
    data: { call_sid: 'agent', direction: 'inbound', from, to: '48600000110', call_status: 'trying' },
  })
  await settle()
  return desk
}

function enter(room: WaitingRoom, callId: string, summary: string) {
  const expected: boolean[] = []
  const request = { ...makeTransfer({ summary, staffLanguage: 'pl' }), language: 'uk' as const }
  const leave = room.enter('reception', { callId, since: START, request }, isComing => void expected.push(isComing))
  return { expected, leave }
}

describe("the clinic's people who dial an agents' number", () => {
  it('are told what the caller who waits longest wants, and connected with this one', async () => {
    const room = createMemoryWaitingRoom()
    const first = enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    enter(room, 'caller-2', 'Dzwoni Jan Kowalski.')
    const desk = await openDesk(room)
    expect(desk.sent[0]).toMatchObject({ type: 'ack', msgid: 'new' })
    expect(desk.verbs()).toMatchObject([
      { verb: 'answer' },
      { verb: 'config', notifyEvents: true },
      { verb: 'say', text: ['Dzwoni Anna Nowak.', 'Rozmowa po ukraińsku.'] },
      { verb: 'dequeue', name: 'reception', callSid: 'caller-1', beep: true },
    ])
    expect(first.expected).toEqual([true])
    first.leave()
    await desk.result('complete')
    expect(desk.verbs()).toMatchObject([
      { verb: 'say', text: ['Dzwoni Jan Kowalski.', 'Rozmowa po ukraińsku.'] },
      { verb: 'dequeue', callSid: 'caller-2' },
    ])
  })

  it('hear once that nobody waits, and get whoever comes at once', async () => {
    const room = createMemoryWaitingRoom()
    const desk = await openDesk(room)
    expect(desk.verbs().slice(2)).toMatchObject([
      { verb: 'say', text: ['Nikt teraz nie czeka. Połączę, gdy ktoś zadzwoni.'] },
      { verb: 'dequeue', name: 'reception', timeout: 2 },
    ])
    await desk.result('timeout')
    expect(desk.verbs()).toMatchObject([{ verb: 'pause' }])
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    await settle()
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'dequeue', callSid: 'caller-1' }])
  })

  it('look again and again for callers of other processes, without a word', async () => {
    const desk = await openDesk(createMemoryWaitingRoom())
    await desk.result('timeout')
    await desk.wait(4000)
    expect(desk.verbs()).toMatchObject([{ verb: 'dequeue', timeout: 2 }])
    expect(desk.verbs()[0]).not.toHaveProperty('callSid')
  })

  it('are not disturbed while they talk with a caller of another process', async () => {
    const room = createMemoryWaitingRoom()
    const desk = await openDesk(room)
    const before = desk.sent.length
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    await desk.wait(600_000)
    expect(desk.sent).toHaveLength(before)
    await desk.result('complete')
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'dequeue', callSid: 'caller-1' }])
  })

  it('go on to the next when the promised caller has gone, and never two to one', async () => {
    const room = createMemoryWaitingRoom()
    enter(room, 'caller-1', 'Pierwsza.')
    enter(room, 'caller-2', 'Druga.')
    const one = await openDesk(room)
    const two = await openDesk(room)
    expect(one.verbs().at(-1)).toMatchObject({ callSid: 'caller-1' })
    expect(two.verbs().at(-1)).toMatchObject({ callSid: 'caller-2' })
    // Whoever was not there is not looked for again at once, nor is somebody else's caller taken.
    await one.result('timeout')
    expect(one.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'pause' }])
    await one.wait(4000)
    expect(one.verbs().at(-1)).toMatchObject({ callSid: 'caller-1' })
  })

  it('do not take a caller of whom another is being told, however long that takes', async () => {
    const room = createMemoryWaitingRoom()
    enter(room, 'caller-1', 'Pierwsza.')
    await openDesk(room)
    const two = await openDesk(room)
    expect(two.verbs().slice(2)).toMatchObject([{ verb: 'say' }, { verb: 'pause' }])
    await two.wait(20_000)
    expect(JSON.stringify(two.sent)).not.toContain('dequeue')
  })

  it('leave a caller whom they did not get to be called back by their key', async () => {
    const room = createMemoryWaitingRoom()
    const { expected, leave } = enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    const desk = await openDesk(room)
    await desk.result('timeout')
    expect(expected).toEqual([true, false])
    await desk.wait(4000)
    await desk.result('complete')
    leave()
    expect(expected).toEqual([true, false, true])
  })

  it('go on in another process when theirs has died: after the talk comes the next', async () => {
    const room = createMemoryWaitingRoom()
    const desk = await openDesk(room, '48600000120', 'session:reconnect')
    expect(desk.sent).toEqual([{ type: 'ack', msgid: 'new' }])
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    await desk.wait(600_000)
    expect(desk.sent).toHaveLength(1)
    desk.session.receive({
      type: 'verb:hook',
      msgid: 'h',
      hook: '/dequeued',
      data: { verb_id: 'dequeue-7', dequeue_result: 'complete' },
    })
    await settle()
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'dequeue', callSid: 'caller-1' }])
  })

  it('go on in another process when theirs has died while they rested', async () => {
    const room = createMemoryWaitingRoom()
    const desk = await openDesk(room, '48600000120', 'session:reconnect')
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    desk.session.receive({ type: 'verb:status', data: { event: 'finished', name: 'pause' } })
    await settle()
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'dequeue', callSid: 'caller-1' }])
  })

  it('are turned away from telephones that are none of theirs', async () => {
    const room = createMemoryWaitingRoom()
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    const desk = await openDesk(room, '48600000999')
    expect(desk.verbs()).toMatchObject([{ verb: 'say' }, { verb: 'hangup' }])
    expect(JSON.stringify(desk.sent)).not.toContain('Nowak')
    enter(room, 'caller-2', 'Dzwoni Jan Kowalski.')
    await desk.wait(60_000)
    expect(desk.sent).toHaveLength(1)
  })

  it('leave the caller to another when they hang up before', async () => {
    const room = createMemoryWaitingRoom()
    enter(room, 'caller-1', 'Dzwoni Anna Nowak.')
    const desk = await openDesk(room)
    desk.session.receive({
      type: 'call:status',
      data: { call_sid: 'agent', call_status: 'completed', call_termination_by: 'caller' },
    })
    expect(desk.isClosed).toBe(true)
    expect(await room.promise('reception')).toMatchObject({ callId: 'caller-1' })
  })

  it('every hook and reconnection is acked', async () => {
    const desk = await openDesk(createMemoryWaitingRoom())
    await desk.result('timeout')
    desk.session.closed(1006)
    desk.session.receive({ type: 'session:reconnect', msgid: 'back', data: { call_sid: 'agent', direction: 'inbound' } })
    expect(desk.sent.flatMap(message => (message.type === 'ack' ? [message.msgid] : []))).toEqual(['new', 'h1', 'back'])
    desk.session.closed(1000)
    expect(desk.session.isOver()).toBe(true)
  })
})
