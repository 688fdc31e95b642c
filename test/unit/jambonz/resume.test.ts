import { describe, expect, it } from 'vitest'
import { CALL, inbound, outbound, speech } from './harness.ts'
import { acksOf, lostHook, running, said, World } from './processes.ts'

describe('a hook', () => {
  it('is acked once, by its own id, only when what follows from it is kept', async () => {
    let answer: (() => void) | undefined
    const world = new World(calls => ({
      ...calls,
      keep: (...args) => new Promise(resolve => (answer = () => resolve(calls.keep(...args)))),
    }))
    const one = world.start()
    one.session.receive(outbound())
    await world.wait()
    answer?.()
    await world.wait()
    one.hook(said('tak'))
    await world.wait(30)
    expect(acksOf(one, 'm')).toHaveLength(0)
    answer?.()
    await world.wait()
    expect(acksOf(one, 'm')).toEqual([{ type: 'ack', msgid: 'm' }])
    expect(one.verbs().at(-1)).toMatchObject({ verb: 'gather', id: 't2' })
    expect(JSON.parse((await world.calls.claim(CALL)).state ?? '')).toMatchObject({
      call: { turns: 2 },
      turn: { turn: { id: 't2' } },
    })
  })

  it('is acked within 100 ms however long keeping takes, and what follows waits no more', async () => {
    const world = new World(calls => ({ ...calls, keep: () => new Promise(() => undefined) }))
    const one = world.start()
    one.session.receive(outbound())
    await world.wait(70)
    expect(acksOf(one, 'new')).toHaveLength(1)
    one.hook(said('tak'))
    await world.wait(5)
    expect(acksOf(one, 'm')).toHaveLength(1)
    expect(world.counts.late).toBe(1)
  })

  it('is acked at once while the store is away, and counted', async () => {
    const away = (): Promise<never> => Promise.reject(new Error('away'))
    const world = new World(calls => ({ ...calls, claim: away, keep: away }))
    const one = world.start()
    one.session.receive(outbound())
    one.hook(said('tak'))
    await world.wait(10)
    expect(acksOf(one, 'm')).toHaveLength(1)
    expect(world.counts.unkept).toBeGreaterThan(0)
  })

  it('of a partial result waits for nothing', async () => {
    const world = new World()
    const one = await world.begin()
    const data = { call_sid: CALL, verb_id: 't1', speech: speech('ta', undefined, false) }
    one.session.receive({ type: 'verb:hook', msgid: 'p', call_sid: CALL, hook: '/partial', data })
    expect(acksOf(one, 'p')).toHaveLength(1)
  })
})

describe('session:reconnect in another process', () => {
  it('is acked empty at once, and nothing is said while the gather still listens; its hook goes on with the call', async () => {
    const world = new World()
    await world.begin()
    const other = await world.moveTo(world.start())
    expect(other.sent).toEqual([{ type: 'ack', msgid: 'back' }])
    expect(other.kept).toEqual({ turns: 1 })
    await world.wait(1000)
    expect(other.sent).toHaveLength(1)
    other.hook(said('tak'))
    await world.wait()
    expect(other.events.map(({ kind }) => kind)).toContain('speech')
    expect(other.verbs()).toMatchObject([{ verb: 'gather', id: 't2' }])
  })

  it('speaks again what jambonz does not show to run', async () => {
    const world = new World()
    const one = await world.begin()
    one.hook(said('tak'))
    await world.wait()
    const other = await world.moveTo(world.start())
    await world.wait(300)
    expect(other.events).toEqual([{ kind: 'interrupted', turn: 't2', heard: false }])
    expect(other.verbs()).toMatchObject([{ verb: 'gather', id: 't3' }])
  })

  it('says nothing again when the first that jambonz had held back shows that it runs', async () => {
    const world = new World()
    const one = await world.begin()
    one.hook(said('tak'))
    await world.wait()
    const other = await world.moveTo(world.start())
    running(other, 't2')
    await world.wait(1000)
    expect(other.events).toEqual([])
  })

  it('asks again at once when a hook was lost with the process: jambonz says so, and does not repeat the words', async () => {
    const world = new World()
    await world.begin()
    const other = await world.moveTo(world.start())
    other.session.receive(lostHook('t1'))
    expect(other.events).toEqual([{ kind: 'interrupted', turn: 't1', heard: true }])
  })

  it('says again the turn that followed from a hook whose ack was lost, without waiting', async () => {
    const world = new World()
    const one = await world.begin()
    one.hook(said('tak'))
    await world.wait()
    const other = await world.moveTo(world.start())
    other.session.receive(lostHook('t1'))
    expect(other.events).toEqual([{ kind: 'interrupted', turn: 't2', heard: false }])
  })

  it('drops hooks of turns that are over', async () => {
    const world = new World()
    const one = await world.begin()
    one.hook(said('tak'))
    await world.wait()
    running(one, 't2')
    one.hook(said('nie', 't2'), 'm2')
    await world.wait()
    running(one, 't3')
    one.hook({ verb_id: 't3', reason: 'nonsense' }, 'm3')
    await world.wait()
    const other = await world.moveTo(world.start())
    other.hook(said('nie', 't1'), 'stale')
    await world.wait()
    expect(acksOf(other, 'stale')).toHaveLength(1)
    expect(other.events.filter(({ kind }) => kind === 'speech')).toEqual([])
  })

  it('takes the first words along in its ack when those of session:new were lost, because that is the only time they run', async () => {
    const world = new World()
    const one = world.start()
    one.session.receive(inbound())
    await world.wait()
    const other = world.start()
    other.session.receive({ ...inbound(), type: 'session:reconnect', msgid: 'back' })
    await world.wait()
    expect(acksOf(other, 'back')).toMatchObject([{ data: [{ verb: 'config' }, { verb: 'gather', id: 't1' }] }])
    await world.wait(1000)
    expect(other.sent).toHaveLength(1)
    expect(other.cuts).toBe(1)
  })

  it('goes on with a transfer', async () => {
    const world = new World()
    const one = await world.begin()
    one.transfer()
    await world.wait()
    running(one, 'x1')
    one.hook({}, 'any')
    await world.wait()
    const other = await world.moveTo(world.start())
    const data = { call_sid: CALL, verb_id: 'x1', dial_call_status: 'completed', dial_sip_status: 200 }
    other.session.receive({ type: 'verb:hook', msgid: 'd', call_sid: CALL, hook: '/transfer', data })
    expect(other.events).toContainEqual({ kind: 'transfer', turn: 'x1', result: 'bridged', agentLeft: true })
  })

  it('hangs up again a call that was being hung up', async () => {
    const world = new World()
    const one = await world.begin()
    one.hangUp()
    one.hook({}, 'any')
    await world.wait()
    const other = await world.moveTo(world.start())
    expect(other.verbs()).toEqual([{ verb: 'hangup' }])
  })

  it('of a call that nobody ever had begins it, and makes jambonz connect once more, without which it would never say a word', async () => {
    const world = new World()
    const other = await world.moveTo(world.start())
    expect(acksOf(other, 'back')).toMatchObject([{ data: [{ verb: 'config' }, { verb: 'gather', id: 't1' }] }])
    expect(other.cuts).toBe(0)
    await world.wait(1000)
    expect(other.cuts).toBe(1)
    other.session.closed(1001)
    other.session.receive({ ...outbound(), type: 'session:reconnect', msgid: 'again' })
    await world.wait()
    expect(acksOf(other, 'again')).toEqual([{ type: 'ack', msgid: 'again' }])
    running(other, 't1')
    await world.wait(3000)
    expect(other.cuts).toBe(1)
    expect(other.sent.filter(message => message.type === 'command')).toEqual([])
  })

  it('breaks no socket over which jambonz has said something', async () => {
    const world = new World()
    const other = await world.moveTo(world.start())
    await world.wait(500)
    running(other, 't1')
    await world.wait(3000)
    expect(other.cuts).toBe(0)
  })

  it('of a call that cannot be looked up says that it is sorry, whichever way jambonz takes verbs, and hangs up', async () => {
    const world = new World(calls => ({ ...calls, claim: () => Promise.reject(new Error('away')) }))
    const other = await world.moveTo(world.start())
    const sorry = [{ verb: 'say', text: ['Przepraszamy.'] }, { verb: 'hangup' }]
    expect(acksOf(other, 'back')).toMatchObject([{ data: sorry }])
    await world.wait(250)
    expect(other.sent.at(-1)).toMatchObject({ type: 'command', command: 'redirect', data: sorry })
    expect(world.counts.unknown).toBe(1)
  })

  it.each([['no JSON'], ['{"format":0}']])(
    'of a call that was kept as %j is the same as of one that nobody kept',
    async state => {
      const world = new World()
      const { fence } = await world.calls.claim(CALL)
      await world.calls.keep(CALL, fence, state)
      const other = await world.moveTo(world.start())
      expect(other.verbs().at(-1)).toEqual({ verb: 'hangup' })
    },
  )

  it('is acked after a second when the store is slow, and goes on as soon as it answers', async () => {
    let answer: (() => void) | undefined
    const world = new World(calls => ({
      ...calls,
      async claim(callId) {
        if (world.processes.length > 1) await new Promise<void>(resolve => (answer = resolve))
        return calls.claim(callId)
      },
    }))
    await world.begin()
    const other = await world.moveTo(world.start())
    expect(other.sent).toEqual([])
    await world.wait(1000)
    expect(other.sent).toEqual([{ type: 'ack', msgid: 'back' }])
    await world.wait(4000)
    answer?.()
    await world.wait()
    other.hook(said('tak'))
    await world.wait()
    expect(acksOf(other, 'back')).toHaveLength(1)
    expect(other.verbs()).toMatchObject([{ verb: 'gather', id: 't2' }])
  })

  it('keeps what comes before it is known who has the call, in order', async () => {
    const world = new World()
    await world.begin()
    const other = world.start()
    other.session.receive({ ...outbound(), type: 'session:reconnect', msgid: 'back' })
    other.hook(said('tak'), 'm1')
    expect(other.sent).toEqual([])
    await world.wait()
    expect(other.sent.slice(0, 2)).toEqual([
      { type: 'ack', msgid: 'back' },
      { type: 'ack', msgid: 'm1' },
    ])
    expect(other.verbs()).toMatchObject([{ verb: 'gather', id: 't2' }])
  })
})

describe('one owner', () => {
  it('a process whose call has gone on elsewhere says nothing more to jambonz, and leaves', async () => {
    const world = new World()
    const one = await world.begin()
    await world.moveTo(world.start())
    const before = one.sent.length
    one.hook(said('tak'))
    await world.wait()
    expect(one.sent).toHaveLength(before)
    expect(one.hasLeft).toBe(true)
    expect(one.session.isOver()).toBe(true)
    expect(world.counts.moved).toBe(1)
  })

  it('notices at the next renewal of its lease', async () => {
    const world = new World()
    const one = await world.begin()
    await world.moveTo(world.start())
    one.session.hold()
    await world.wait()
    expect(one.hasLeft).toBe(true)
  })

  it('a call that comes back to the process that holds it goes on from memory', async () => {
    const world = new World()
    const one = await world.begin()
    one.session.closed(1006)
    await world.moveTo(one)
    expect(one.kept).toBeUndefined()
    one.hook(said('tak'))
    await world.wait()
    expect(one.verbs()).toMatchObject([{ verb: 'gather', id: 't2' }])
  })

  it('does not take itself for another: what it keeps while it claims the call anew waits for the new fence', async () => {
    let answer: (() => void) | undefined
    let claims = 0
    const world = new World(calls => ({
      ...calls,
      async claim(callId) {
        claims += 1
        const claimed = await calls.claim(callId)
        if (claims > 1) await new Promise<void>(resolve => (answer = resolve))
        return claimed
      },
    }))
    const one = await world.begin()
    one.session.closed(1006)
    one.session.receive({ ...outbound(), type: 'session:reconnect', msgid: 'back' })
    // The call is about to call a service.
    const isOurs = one.keepNow()
    await world.wait(30)
    answer?.()
    await world.wait(30)
    expect(await isOurs).toBe(true)
    expect([one.hasLeft, world.counts.moved]).toEqual([false, undefined])
  })

  it('a call that comes back after having been elsewhere goes on from there', async () => {
    const world = new World()
    const one = await world.begin()
    one.session.closed(1006)
    const other = await world.moveTo(world.start())
    other.hook(said('tak'))
    await world.wait()
    running(other, 't2')
    other.hook({}, 'any')
    await world.wait()
    await world.moveTo(one)
    expect(one.kept).toEqual({ turns: 2 })
    one.hook(said('nie', 't2'), 'm2')
    await world.wait()
    expect(one.verbs()).toMatchObject([{ verb: 'gather', id: 't3' }])
  })

  it('forgets a call that is over', async () => {
    const world = new World()
    const one = await world.begin()
    one.session.receive({
      type: 'call:status',
      data: { call_sid: CALL, call_status: 'completed', call_termination_by: 'caller' },
    })
    await world.wait()
    expect((await world.calls.claim(CALL)).state).toBeUndefined()
  })
})
