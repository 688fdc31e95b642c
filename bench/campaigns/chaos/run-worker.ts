// What a process of a chaos run does: what a server is made of, with the shortest of conversations. Its parent kills it at any moment.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Telephone } from '../../../src/engine/call/ports.ts'
import { createDialler } from '../../../src/engine/campaigns/dialler/index.ts'
import { createEndpoint, type OpenedCall, readLines, readVoices, type SessionInfo } from '../../../src/engine/jambonz/index.ts'
import { createRestClient, createStatusHook } from '../../../src/engine/jambonz/rest/index.ts'
import { openStore } from '../../../src/engine/store/index.ts'
import { createMemoryEventFeed, openRedisEventFeed, openRedisLiveCalls } from '../../../src/engine/store/live/index.ts'
import { tellChanges } from '../../../src/server/events/tell-changes.ts'
import { createChaosPlan } from './chaos-plan.ts'
import { createSharedClock } from './shared-clock.ts'
import type { WorkerOptions } from './start-worker.ts'

// Nobody is left to work for.
process.once('disconnect', () => process.exit())
process.once('uncaughtException', error => {
  console.error(error)
  process.exit(70)
})

const options = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions
const clock = createSharedClock(options.time)
const say = (facts: object, message: string): void => {
  if (process.env['CHAOS_LOG']) process.stderr.write(`${message} ${JSON.stringify(facts)}\n`)
}
const log = { debug: () => undefined, info: () => undefined, warn: say, error: say }
const { place, redis } = options
const events = await (redis === undefined ? createMemoryEventFeed(() => clock.now()) : openRedisEventFeed({ url: redis }))
const live = redis === undefined ? {} : { live: await openRedisLiveCalls({ url: redis }) }
const store = tellChanges(await openStore(place).catch(() => process.exit(3)), events, () => clock.now())
const plan = createChaosPlan(options.atOnce)
const dialler = createDialler({
  store,
  rest: createRestClient({ ...options.access, clock, log, timeoutMs: 1000, rate: { most: 1_000_000, windowMs: 1000 } }),
  clock,
  log,
  worker: randomUUID(),
  newId: randomUUID,
  plans: () => plan,
  conversations: { wrapUp: () => false },
  ordersAtOnce: 20,
})

/** Asks one thing; a key confirms. */
function converse(info: SessionInfo, telephone: Telephone): OpenedCall {
  const beganAt = clock.now()
  let isOver = false
  const end = (outcome: string): void => {
    if (isOver) return
    isOver = true
    const about = { attempt: info.tag?.attempt ?? '', callId: info.callId, scenario: 'chaos', language: 'pl' }
    void dialler.hearResult({ ...about, outcome, values: {}, beganAt, endedAt: clock.now() }).catch(() => undefined)
  }
  return {
    start: () =>
      telephone.turn({
        id: 'question',
        language: 'pl',
        pace: 'normal',
        say: [{ key: 'question', text: 'Czy potwierdza Pani wizytę?' }],
        listen: { silenceMs: 60_000, interrupt: 'partial', hints: [], keys: { max: 1, betweenMs: 1000 } },
      }),
    keep: () => ({ beganAt }),
    receive(event) {
      if (event.kind === 'keys') {
        telephone.hangUp()
        end('confirmed')
      } else if (event.kind === 'hangup') end('hung_up')
    },
  }
}

const hook = createStatusHook({
  secret: options.secret,
  clock: { now: () => Date.now() },
  hear: report => dialler.hearStatus(report),
})
const server = createServer((request, response) => void hook(request, response))
createEndpoint({
  server,
  clock,
  voices: () => readVoices('voices: {}').voices,
  lines: () => readLines('lines: {}').lines,
  open: converse,
  ...live,
  hearStatus: report => void dialler.hearStatus(report).catch(() => undefined),
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
dialler.start()
if (process.connected) process.send?.({ port: (server.address() as AddressInfo).port }, () => undefined)
