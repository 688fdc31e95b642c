import { setTimeout as wait } from 'node:timers/promises'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import {
  type CalledSide,
  createJambonzServer,
  type CreatedCall,
  type FaultRates,
  sendStatus,
  type StandInCall,
} from '../../../src/simulation/jambonz-server/index.ts'
import { addContacts, CAMPAIGN } from './add-contacts.ts'
import { holdBySocket } from './call-by-socket.ts'
import { type ChaosVerdict, judgeChaos } from './judge-chaos.ts'
import { createSharedClock } from './shared-clock.ts'
import { startWorker, type Worker } from './start-worker.ts'

/** What a chaos run is made of. */
export interface ChaosOptions {
  /** `postgres://…` or a file. */
  readonly place: string
  readonly contacts: number
  readonly workers: number
  /** `kill -9` of a worker, at random instants. */
  readonly kills: number
  /** Between two kills, on average. */
  readonly killEveryMs: number
  /** Restarts the database as after a crash, once, in the middle. */
  restartDatabase?(): void
  /** Redis that the workers keep live calls in and tell events by; it is restarted too, and comes back empty. */
  readonly redis?: { readonly url: string; restart(): Promise<void> }
  readonly seed?: number
  /** Calls at once; default 150. */
  readonly atOnce?: number
  /** So much faster than the machine's time; default 5. */
  readonly pace?: number
  /** A line about how far it is. */
  onProgress?(line: string): void
}

/** What became of it. */
export interface ChaosReport extends ChaosVerdict {
  readonly kills: number
  /** Processes that ended by themselves. */
  readonly crashes: number
  readonly restarts: number
  readonly redisRestarts: number
  readonly seconds: number
}

const ACCESS = { accountSid: 'acc', apiKey: 'key', applicationSid: 'app' }
const SECRET = 'chaos'
/** The last kill comes when all but a tenth of the contacts are done; the first tenth at once. */
const KILLED_UNTIL = 1.1
/** A process works at least so long before it is killed. */
const WORK_MS = 400
const PACE = 5
const FAULTS: FaultRates = {
  answerLost: 0.02,
  answerLate: 0.02,
  falseRefusal: 0.01,
  refusal: 0.01,
  noServer: 0.01,
  statusDropped: 0.05,
  statusTwice: 0.1,
  statusLate: 0.2,
  recordLost: 0.01,
}

/** Runs a campaign over processes that are killed and a jambonz that goes wrong, until nobody is left to call, and judges what was done. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { place, redis, seed = 1, atOnce = 150, pace = PACE } = options
  const began = Date.now()
  const time = { began, pace }
  const clock = createSharedClock(time)
  const random = createRandom(seed)
  const workers = new Set<Worker>()
  const choose = (): Worker | undefined => [...workers][Math.floor(random() * workers.size)]
  const sockets = new Map<string, { close(): void }>()

  const hold = (call: StandInCall): void => {
    const worker = choose()
    // Nobody is there to hold the call: the person hears nothing and hangs up.
    if (worker === undefined) return
    const url = `ws://127.0.0.1:${worker.port}/calls`
    const confirms = random() < 0.8
    sockets.set(call.callSid, holdBySocket({ url, call, confirms, onHangUp: () => call.hangUp() }))
  }
  const jambonz = await createJambonzServer({
    ...ACCESS,
    clock,
    answer: created => chooseSide(created, random),
    tell(info, call) {
      const worker = choose()
      const url = `http://127.0.0.1:${worker?.port ?? 1}/statuses`
      void sendStatus({ url, secret: SECRET, now: () => Date.now() }, info)
      if (info['call_status'] === 'in-progress' && !sockets.has(call.callSid)) hold(call)
      if (call.endedAt === undefined) return
      sockets.get(call.callSid)?.close()
    },
    faults: FAULTS,
    seed,
    rate: { most: 10_000_000, windowMs: 1000 },
    latenessMs: 3000,
  })
  const store = await openStore(place)
  await addContacts(store, options.contacts, clock.now())

  let isOver = false
  let crashes = 0
  const victims = new Set<unknown>()
  const start = async (): Promise<void> => {
    if (isOver) return
    const about = { place, time, access: { ...ACCESS, url: jambonz.url }, secret: SECRET, atOnce }
    const worker = await startWorker({ ...about, ...(redis !== undefined && { redis: redis.url }) }, child => {
      for (const one of workers) if (one.process === child) workers.delete(one)
      // 3: the database was away when it started.
      crashes += victims.delete(child) || child.exitCode === 3 ? 0 : 1
      void wait(isOver ? 0 : 100).then(start)
    })
    if (worker !== undefined) workers.add(worker)
  }
  await Promise.all(Array.from({ length: options.workers }, start))
  let kills = 0
  let restarts = 0
  let redisRestarts = 0
  for (let left = await countLeft(store); left > 0; ) {
    const lull = kills < options.kills ? options.killEveryMs * 2 * random() : 500
    await wait(lull)
    // One that has not begun to work teaches nothing when it dies; on a busy machine none would ever work.
    const candidates = [...workers].filter(worker => Date.now() - worker.since > WORK_MS)
    // Over the whole campaign, whatever the machine: all at the beginning would leave most of it undisturbed.
    const due = Math.min(1, KILLED_UNTIL - left / options.contacts) * options.kills
    const victim = kills < due ? candidates[Math.floor(random() * candidates.length)] : undefined
    if (victim !== undefined) {
      workers.delete(victim)
      victims.add(victim.process)
      victim.process.kill('SIGKILL')
      kills += 1
    }
    if (restarts === 0 && kills >= options.kills / 2 && options.restartDatabase !== undefined) {
      options.restartDatabase()
      restarts += 1
    }
    if (redisRestarts === 0 && kills >= options.kills / 4 && redis !== undefined) {
      await redis.restart()
      redisRestarts += 1
    }
    left = await countLeft(store)
    options.onProgress?.(
      `${left} left, ${jambonz.calls.size} calls, ${kills} kills, ${Math.round((Date.now() - began) / 1000)} s`,
    )
  }
  isOver = true
  const ended = crashes
  for (const { process } of workers) process.kill()
  await wait(200)
  for (const socket of sockets.values()) socket.close()
  const verdict = await judgeChaos(store, jambonz.calls.values())
  await store.close()
  await jambonz.close()
  return { ...verdict, crashes: ended, kills, restarts, redisRestarts, seconds: Math.round((Date.now() - began) / 1000) }
}

/** Contacts that somebody has still to call; a database that is away is asked again. */
async function countLeft(store: Store): Promise<number> {
  for (;;) {
    try {
      const counts = await store.contacts.count(CAMPAIGN)
      return counts.filter(({ state }) => state !== 'finished' && state !== 'worklist').reduce((sum, { count }) => sum + count, 0)
    } catch {
      await wait(200)
    }
  }
}

function chooseSide(_created: CreatedCall, random: () => number): CalledSide {
  const dice = random()
  const afterMs = 1000 + random() * 4000
  if (dice < 0.62) return { kind: 'answers', afterMs, talkMs: 2000 + random() * 8000 }
  if (dice < 0.75) return { kind: 'refuses', sipStatus: 486, afterMs }
  if (dice < 0.9) return { kind: 'rings' }
  if (dice < 0.96) return { kind: 'refuses', sipStatus: 480, afterMs }
  if (dice < 0.98) return { kind: 'refuses', sipStatus: 404, afterMs: 500 }
  return { kind: 'refuses', sipStatus: 503, afterMs: 200 }
}

function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
