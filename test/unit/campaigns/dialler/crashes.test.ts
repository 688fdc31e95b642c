import { describe, expect, it } from 'vitest'
import type { CalledSide, FaultRates } from '../../../../src/simulation/jambonz-server/index.ts'
import { noteAttempt } from '../../../../src/engine/campaigns/calling/index.ts'
import { createWorld, type World } from './world.ts'

const MINUTE = 60_000
const FAULTS: FaultRates = {
  answerLost: 0.05,
  answerLate: 0.05,
  falseRefusal: 0.03,
  refusal: 0.03,
  noServer: 0.03,
  statusDropped: 0.1,
  statusTwice: 0.2,
  statusLate: 0.3,
  recordLost: 0.02,
}
const SIDES: readonly CalledSide[] = [
  { kind: 'answers', afterMs: 6000, talkMs: 30_000 },
  { kind: 'answers', afterMs: 12_000, talkMs: 5000 },
  { kind: 'refuses', sipStatus: 486, afterMs: 2000 },
  { kind: 'rings' },
  { kind: 'refuses', sipStatus: 480, afterMs: 9000 },
  { kind: 'refuses', sipStatus: 503, afterMs: 300 },
]
/** By these nobody was called, or nobody knows. */
const NOT_TOLD = new Set(['withdrawn', 'trunk_fault', 'congestion', 'unknown'])
const createRandom = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

const ABOUT = { data: { appointment: { id: 'V1' } } }
const TELLING = { tellEnd: noteAttempt }

/** What must hold whatever happened. */
async function judge(world: World): Promise<void> {
  const calls = world.callsByAttempt()
  const twice = [...calls].filter(([, made]) => made.length > 1)
  expect(
    twice.map(([attempt]) => attempt),
    'attempts with two calls',
  ).toEqual([])
  const byNumber = new Map<string, { from: number; to: number }[]>()
  for (const { created, startedAt, endedAt = Infinity } of world.exchange.calls.values()) {
    const others = byNumber.get(created.to) ?? []
    const overlapping = others.filter(other => startedAt < other.to && other.from < endedAt)
    expect(overlapping, 'two live calls to one number').toEqual([])
    byNumber.set(created.to, [...others, { from: startedAt, to: endedAt }])
  }
  const contacts = await world.contacts()
  expect(
    contacts
      .filter(contact => !['finished', 'worklist'].includes(contact.state))
      .map(({ id, state, reason }) => [id, state, reason]),
  ).toEqual([])
  const attempts = await world.store.database.selectFrom('attempts').selectAll().execute()
  expect(attempts.filter(attempt => attempt.live === 1)).toEqual([])
  const known = new Map(attempts.map(attempt => [attempt.id, attempt]))
  for (const [attempt, [call]] of calls) {
    const outcome = known.get(attempt)?.outcome
    // Whoever was called has an attempt that says so; nothing is invented and nothing denied.
    expect(outcome, attempt).not.toBe('withdrawn')
    expect(outcome !== 'confirmed' || call?.isAnswered === true, attempt).toBe(true)
  }
  const doubts = new Set(
    (await world.store.tasks.list({ limit: 10_000 })).filter(task => task.kind === 'unknown').map(task => task.attempt),
  )
  const unknown = attempts.filter(attempt => attempt.outcome === 'unknown').map(attempt => attempt.id)
  expect(
    unknown.filter(id => !doubts.has(id)),
    'unknown without a reason',
  ).toEqual([])
  const letters = (await world.store.outbox.listUndelivered(10_000)).filter(({ kind }) => kind === 'clinic')
  const told = letters.map(({ payload }) => payload as { idempotencyKey: string; input: { outcome: string } })
  const ended = attempts.filter(({ outcome }) => !NOT_TOLD.has(outcome ?? ''))
  expect(
    told.map(({ idempotencyKey, input }) => `${idempotencyKey} ${input.outcome}`).sort(),
    'what the clinic is told of attempts',
  ).toEqual(ended.map(({ id, outcome }) => `${id}:outcome ${outcome}`).sort())
}

/** Lets a day pass, in which nothing is killed any more. */
async function finish(world: World): Promise<void> {
  world.startProcess({ tickMs: 20_000, ...TELLING })
  for (const process of world.processes.slice(0, -1)) process.kill()
  await world.run(24 * 60 * MINUTE)
}

describe('processes that are killed, over a jambonz that goes wrong', () => {
  it.each([1, 2])('nobody is called twice for one attempt and nobody is forgotten, seed %i', { timeout: 60_000 }, async seed => {
    const random = createRandom(seed)
    let isCalm = false
    const world = await createWorld({
      faults: FAULTS,
      seed,
      answer: () => SIDES[Math.floor(random() * SIDES.length)] as CalledSide,
      plan: { pace: { atOnce: 25, perSecond: 3 } },
      dies: () => !isCalm && random() < 0.02,
    })
    await world.addContacts(100, ABOUT)
    for (let step = 0; step < 120; step++) {
      for (let alive = world.processes.filter(process => process.isAlive).length; alive < 3; alive++) world.startProcess(TELLING)
      await world.run(Math.floor(random() * 5000))
    }
    isCalm = true
    await finish(world)
    expect(world.processes.length).toBeGreaterThan(60)
    await judge(world)
  })
  it('an order that was killed on its way out is not given again', async () => {
    const world = await createWorld({ answer: () => ({ kind: 'rings' }) })
    await world.addContacts(10, ABOUT)
    const process = world.startProcess(TELLING)
    // As soon as anything has been asked of jambonz.
    while (world.exchange.calls.size === 0) await world.run(1)
    process.kill()
    world.startProcess(TELLING)
    await world.run(3 * MINUTE)
    expect(world.exchange.calls.size).toBe(10)
    await finish(world)
    await judge(world)
  })
})
