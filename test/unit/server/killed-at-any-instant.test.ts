import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findLost, watchAcks } from '../../../bench/chaos/acked.ts'
import { answerLikeCaller, CALLERS } from '../../../bench/chaos/caller.ts'
import type { LiveCalls } from '../../../src/engine/call/live-calls.ts'
import type { JournalEntry, ServiceAnswer, ServiceRequest, Services } from '../../../src/engine/call/index.ts'
import { createJambonzSession, createVoices, readLines } from '../../../src/engine/jambonz/index.ts'
import type { JambonzSession, NextContact } from '../../../src/engine/jambonz/index.ts'
import { createMemoryMessages } from '../../../src/engine/messages/index.ts'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { createMemoryLiveCalls } from '../../../src/engine/store/live/index.ts'
import { compileWorkspace } from '../../../src/scenarios/index.ts'
import { createSwitchboard } from '../../../src/server/calls/open-call.ts'
import { createLog } from '../../../src/server/log.ts'
import { createVirtualClock, createVirtualTelephone, type VirtualClock } from '../../../src/simulation/index.ts'
import type { Sound } from '../../../src/simulation/telephone/sounds.ts'
import { understanding } from '../../learned.ts'

const FOLDER = 'bench/chaos/workspace'
const files = new Map(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .map(file => [file, readFileSync(join(FOLDER, file), 'utf8')]),
)
const { scenarios } = compileWorkspace(files)
const log = createLog('silent', { write: () => undefined }, false)
const speaking = createSpeaking()
const { lines } = readLines('')
const START = Date.parse('2026-05-04T08:00:00Z')
const SERVICE_MS = 300
const UNDERSTANDING_MS = 60

/** The clinic's system: it does what it is asked at once, answers a little later, and knows its keys. */
function createReceiver(clock: VirtualClock): { readonly done: string[]; serve(isDead: () => boolean): Services } {
  const done: string[] = []
  const answers = new Map<string, ServiceAnswer>()
  return {
    done,
    serve: isDead => ({
      call({ contract, idempotencyKey }: ServiceRequest) {
        if (isDead()) return new Promise(() => undefined)
        if (!answers.has(idempotencyKey) || !contract.idempotent) done.push(contract.name)
        const times = [Date.parse('2026-05-07T08:00:00Z'), Date.parse('2026-05-08T09:00:00Z')]
        const answer = { result: 'done', values: contract.name === 'free_times' ? { result: times } : {} }
        answers.set(idempotencyKey, answer)
        return new Promise(resolve => clock.setTimeout(() => isDead() || resolve(answer), SERVICE_MS))
      },
      verify: ({ idempotencyKey }) => answers.get(idempotencyKey) ?? 'not_done',
    }),
  }
}

interface Outcome {
  readonly ended: readonly unknown[]
  /** What each attempt came to, as the campaign is told. */
  readonly results: readonly string[]
  readonly services: readonly string[]
  readonly lost: readonly unknown[]
  readonly steps: number
  readonly journal: readonly JournalEntry[]
}

/** Holds a call; after so many timers its process is gone for good, and jambonz comes back to another. `next`: it is about several visits. */
async function holdCall(
  script: (typeof CALLERS)[number],
  killAfter: number,
  next: readonly NextContact[] = [],
): Promise<Outcome> {
  const clock = createVirtualClock(START)
  const calls: LiveCalls = createMemoryLiveCalls(() => clock.now())
  const receiver = createReceiver(clock)
  const journal: JournalEntry[] = []
  const results: string[] = []
  let process = 0
  const startProcess = (): { session(link: Parameters<typeof createJambonzSession>[0]['link']): JambonzSession } => {
    const own = process
    const isDead = (): boolean => process !== own
    // Whatever a dead process still has in mind does not happen.
    const mortal = {
      now: clock.now,
      setTimeout: (run: () => void, ms: number) => clock.setTimeout(() => isDead() || run(), ms),
      clearTimeout: clock.clearTimeout,
    }
    const switchboard = createSwitchboard({
      clock: mortal,
      log,
      // As long as a language model takes, at its best.
      understanding: {
        hear: (said, context) =>
          new Promise(resolve => mortal.setTimeout(() => resolve(understanding.hear(said, context)), UNDERSTANDING_MS)),
      },
      speaking,
      services: receiver.serve(isDead),
      messages: createMemoryMessages(),
      scenarios: () => scenarios,
      openJournal: () => ({
        write: entry => isDead() || journal.push(entry),
        position: () => ({ written: journal.length, tail: [] }),
        leave: () => undefined,
      }),
      isKept: true,
      hearResult: ({ attempt, outcome }) => void results.push(`${attempt} ${outcome}`),
    })
    return {
      session: link =>
        createJambonzSession({
          link: {
            send: message => isDead() || link.send(message),
            cut: () => isDead() || link.cut(),
            close: () => isDead() || link.close(),
          },
          clock: mortal,
          voices: createVoices({}),
          lines,
          log,
          open: switchboard.open,
          resume: switchboard.resume,
          keeping: {
            calls: { ...calls, keep: (...args) => (isDead() ? new Promise(() => undefined) : calls.keep(...args)) },
            count: () => undefined,
          },
        }),
    }
  }
  let server = startProcess()
  let held: JambonzSession | undefined
  let breakSocket: (() => void) | undefined
  const { connect, acked } = watchAcks(link => {
    held = undefined
    const session = server.session({ send: message => link.send(message), cut: () => link.close(1001), close: () => undefined })
    held = session
    breakSocket = () => link.close(1006)
    return {
      receive: message => {
        if (held === session) session.receive(JSON.parse(JSON.stringify(message)))
      },
      closed: code => session.closed(code),
    }
  })
  const ear: { hear?: (sound: Sound) => void } = {}
  const telephone = createVirtualTelephone({
    clock,
    connect,
    callSid: 'call',
    direction: 'outbound',
    from: '+48600000100',
    to: '+48600000201',
    customerData: { scenario: 'visit', language: 'en', contact: { visit: { id: 'V1' } }, attempt: 'a1', next },
    onSound: sound => ear.hear?.(sound),
  })
  ear.hear = answerLikeCaller(clock, telephone, script)
  const kill = (): void => {
    process += 1
    server = startProcess()
    breakSocket?.()
  }
  telephone.ring()
  let steps = 0
  const flush = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
  for (let due = clock.nextDue(); !telephone.isOver && due !== undefined && due < START + 180_000; due = clock.nextDue()) {
    clock.step()
    steps += 1
    // Before and after what was promised at this instant comes true.
    if (steps === killAfter) kill()
    await flush()
    if (steps + 0.5 === killAfter && !telephone.isOver) kill()
  }
  const ended = journal.flatMap(entry => (entry.kind === 'ended' ? [entry.result] : []))
  const lost = findLost(acked, journal)
  return { ended, results, services: receiver.done, lost, steps, journal }
}

test.each(CALLERS)('somebody who wants $wants gets it, whenever the process is killed', { timeout: 60_000 }, async script => {
  const undisturbed = await holdCall(script, 1e9)
  expect(undisturbed.ended).toMatchObject([{ outcome: script.outcome }])
  expect(undisturbed.services).toEqual(script.services)
  let [kills, resumed] = [0, 0]
  for (let at = 2; at < undisturbed.steps - 1; at += 2.5) {
    const killed = await holdCall(script, at)
    const what = `killed after ${at} of ${undisturbed.steps} timers`
    expect(killed.ended, what).toEqual(undisturbed.ended)
    expect(killed.services, what).toEqual(script.services)
    expect(killed.lost, what).toEqual([])
    resumed += killed.journal.filter(({ kind }) => kind === 'resumed').length
    kills += 1
  }
  // It did die, and went on.
  expect(resumed).toBe(kills)
})

test('a call about several visits goes on to the next, whenever the process is killed', { timeout: 60_000 }, async () => {
  const [comes] = CALLERS
  const next = ['a2', 'a3'].map(attempt => ({ attempt, language: 'en', contact: { visit: { id: attempt } }, isSamePerson: true }))
  const undisturbed = await holdCall(comes, 1e9, next)
  expect(undisturbed.results).toEqual(['a1 confirmed', 'a2 confirmed', 'a3 confirmed'])
  for (let at = 2; at < undisturbed.steps - 1; at += 2.5) {
    const killed = await holdCall(comes, at, next)
    const what = `killed after ${at} of ${undisturbed.steps} timers`
    expect(killed.results, what).toEqual(undisturbed.results)
    expect(killed.services, what).toEqual(undisturbed.services)
    expect(killed.lost, what).toEqual([])
  }
})
