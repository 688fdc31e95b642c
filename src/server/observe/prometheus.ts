import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Figures } from './figures.ts'

const QUEUES_MS = 30_000
/** From a few milliseconds, as it should be, over 50 ms, the target, to what a caller takes for silence; s. */
const TURN_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 5]
const REPLY_BUCKETS = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5]
/** Outcomes are words of scenarios: more than these are one. */
const MOST_OUTCOMES = 100

/** The figures as prom-client keeps them, at nought; `now` in epoch ms. */
export function createPrometheusFigures(now: () => number): Figures {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const make = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter<T>({ name: `trucada_${name}`, help, labelNames, registers })
  const began = make('calls_begun_total', 'Calls that began, by direction.', ['direction'])
  const ended = make('calls_ended_total', 'Calls that ended, by outcome.', ['outcome'])
  const attempts = make('attempts_ended_total', 'Attempts of campaigns that ended, by outcome.', ['outcome'])
  const orders = make('jambonz_orders_total', 'Calls ordered from jambonz, by what it answered.', ['answer'])
  const turns = new Histogram({
    name: 'trucada_turn_seconds',
    help: 'From the hook with what a caller has answered to the verbs that follow it.',
    buckets: TURN_BUCKETS,
    registers,
  })
  const replies = new Histogram({
    name: 'trucada_reply_seconds',
    help: 'From the end of what a caller said to the first word of the answer.',
    buckets: REPLY_BUCKETS,
    registers,
  })
  const waiting = new Gauge({
    name: 'trucada_contacts_waiting',
    help: 'Contacts to be called.',
    labelNames: ['campaign'],
    registers,
  })
  const tasks = new Gauge({ name: 'trucada_tasks_open', help: 'Tasks that nobody has taken.', registers })
  const outbox = new Gauge({
    name: 'trucada_outbox_letters',
    help: 'What is to be told to the world.',
    labelNames: ['state'],
    registers,
  })
  const oldest = new Gauge({
    name: 'trucada_outbox_oldest_due_seconds',
    help: 'How long the letter that waits longest could have left; 0: none is due.',
    registers,
  })
  const known = { ended: new Set<string>(), attempts: new Set<string>() }
  let queuesAt = -Infinity

  return {
    hearEntry(entry) {
      if (entry.kind === 'began') began.inc({ direction: entry.direction })
      else if (entry.kind === 'ended') ended.inc({ outcome: bound(known.ended, entry.result.outcome) })
      else if (entry.kind === 'reply') replies.observe(entry.ms / 1000)
    },
    hearTurn: ms => turns.observe(ms / 1000),
    hearAttemptEnd: outcome => attempts.inc({ outcome: bound(known.attempts, outcome) }),
    hearOrder: answer => orders.inc({ answer }),
    watch({ countLiveCalls, countPausedTrunks, endpointCounts }) {
      const paused: Gauge = new Gauge({
        name: 'trucada_trunks_paused',
        help: 'Trunks over which nobody is called for a while, because they fail.',
        registers,
        collect: () => paused.set(countPausedTrunks()),
      })
      const live: Gauge = new Gauge({
        name: 'trucada_calls_live',
        help: 'Calls that are held now.',
        registers,
        collect: () => live.set(countLiveCalls()),
      })
      const frames: Counter<'kind'> = new Counter({
        name: 'trucada_endpoint_events_total',
        help: 'Frames and connections that could not be used, and what became of calls that are kept, by kind.',
        labelNames: ['kind'],
        registers,
        collect(): void {
          frames.reset()
          for (const [kind, count] of Object.entries(endpointCounts())) frames.inc({ kind }, count)
        },
      })
    },
    async write(countQueues) {
      if (now() >= queuesAt + QUEUES_MS) {
        queuesAt = now()
        const queues = await countQueues()
        waiting.reset()
        for (const { campaign, waiting: count } of queues.campaigns) waiting.set({ campaign }, count)
        tasks.set(queues.tasks)
        oldest.set(queues.oldestDueAt === null ? 0 : Math.max(0, now() - queues.oldestDueAt) / 1000)
        for (const [state, count] of Object.entries(queues.outbox)) outbox.set({ state }, count)
      }
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}

function bound(known: Set<string>, word: string): string {
  if (known.size < MOST_OUTCOMES) known.add(word)
  return known.has(word) ? word : 'other'
}
