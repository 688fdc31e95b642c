// Durable attempts a second: claim, fence, ring, end and next step by the dialler's own code, on PostgreSQL with three workers and on SQLite with one.
// Run: npm run bench:campaign [-- --contacts N --seconds N --only postgres|sqlite]
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { CampaignPlan } from '../../src/engine/campaigns/dialler/index.ts'
import { finishAttempt } from '../../src/engine/campaigns/dialler/finish-attempt.ts'
import { createWindows, nextStep, type PlanPolicy, RETRY_OUTCOMES } from '../../src/engine/campaigns/plan/index.ts'
import {
  type ClaimDecision,
  type ClaimedAttempt,
  type ContactHistory,
  type ContactRecord,
  openStore,
  type Store,
} from '../../src/engine/store/index.ts'
import { startPrivatePostgres } from '../../test/contract/private-postgres.ts'
import { fillStore } from './fill-store.ts'

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '15' },
    only: { type: 'string' },
  },
})
const seconds = Number(values.seconds)
const DAILY = { weekdays: new Map([1, 2, 3, 4, 5, 6, 7].map(day => [day, [{ from: 0, to: 1440 }]])), dates: new Map() }
const rule = { then: 'another_part', afterMs: 0, counted: true } as const
const POLICY: PlanPolicy = {
  purpose: 'care_reminder',
  windows: createWindows(DAILY),
  messageWindows: createWindows(DAILY),
  rules: Object.fromEntries(RETRY_OUTCOMES.map(outcome => [outcome, rule])) as unknown as PlanPolicy['rules'],
  total: 4,
  caps: { perDay: 1, perWeek: 3 },
  apartMs: 2 * 3_600_000,
  callBackWithinMs: 300_000,
  consent: { call: 'none', sms: 'none', email: 'none' },
  unreached: { messages: [], then: 'worklist' },
}
const BATCH = 25

const decide = (contact: ContactRecord, history: ContactHistory, now: number): ClaimDecision => {
  const step = nextStep({ ...history, contact }, now, POLICY)
  if (step.kind === 'call') return { kind: 'call', number: step.number, reason: step.reason }
  if (step.kind === 'wait') return { kind: 'wait', dueAt: step.at, reason: step.reason }
  return step.kind === 'message'
    ? { kind: 'wait', dueAt: step.at, reason: step.reason }
    : { kind: step.kind, outcome: step.outcome, reason: step.reason }
}

/** Limits that are far, so that claims wait for each other as with any. */
const PACE = { atOnce: 2000, perSecond: 20_000, trunkAtOnce: 2000, keepForInbound: 4 }
const PLAN: CampaignPlan = {
  scenario: 'bench',
  from: '+48221234567',
  trunk: 'main',
  pace: PACE,
  ringMs: 30_000,
  contactOf: contact => contact.data,
  decide,
  isAllowedAt: () => true,
  isCounted: () => true,
  sequelOf: () => ({ letters: [], messages: [], tasks: [] }),
}

/** One worker: claims, dials and ends until the time is over, each as the dialler does it. */
const work = async (store: Store, worker: string, until: number, claims: number[]): Promise<number> => {
  let done = 0
  while (performance.now() < until) {
    const now = Date.now()
    const began = performance.now()
    const { claimed } = await store.transaction(inside =>
      inside.attempts.claim({
        campaign: 'bench',
        version: 'v1',
        worker,
        now,
        leaseMs: 60_000,
        limit: BATCH,
        trunk: PLAN.trunk,
        pace: PACE,
        newId: randomUUID,
        decide: (contact, history) => decide(contact, history, now),
      }),
    )
    claims.push(performance.now() - began)
    const call = async ({ attempt }: ClaimedAttempt): Promise<void> => {
      await store.attempts.advance(attempt.id, { state: 'dialling', at: now, fence: attempt.fence })
      await store.attempts.advance(attempt.id, { state: 'ringing', at: now, callSid: `sid ${attempt.id}` })
      await finishAttempt(store, PLAN, attempt, { outcome: 'no_answer', at: now })
    }
    await Promise.all(claimed.map(call))
    done += claimed.length
  }
  return done
}

const measure = async (name: string, place: string, workers: number, contacts: number): Promise<void> => {
  const stores = [await openStore(place)]
  for (let index = 1; index < workers; index++) stores.push(await openStore(place))
  const [first] = stores
  if (first === undefined) return
  await fillStore(first, contacts, Date.now())
  // What PostgreSQL does by itself within minutes of an import.
  if (first.kind === 'postgres')
    for (const chore of ['vacuum analyze', 'checkpoint']) await sql.raw(chore).execute(first.database)
  else await sql`analyze`.execute(first.database)
  await Promise.all(stores.map((store, index) => work(store, `warm ${index}`, performance.now() + 1500, [])))
  const claims: number[] = []
  const cpu = process.cpuUsage()
  const began = performance.now()
  const done = await Promise.all(stores.map((store, index) => work(store, `worker ${index}`, began + seconds * 1000, claims)))
  const tookMs = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  const total = done.reduce((sum, count) => sum + count, 0)
  claims.sort((left, right) => left - right)
  const at = (share: number): string => (claims[Math.floor(share * claims.length)] ?? 0).toFixed(1)
  console.log(
    `${name}, ${contacts.toLocaleString('en')} contacts queued, ${workers} worker${workers === 1 ? '' : 's'}: ${Math.round(total / (tookMs / 1000)).toLocaleString('en')} attempts a second; a claim of ${BATCH}: median ${at(0.5)} ms, p99 ${at(0.99)} ms; CPU of ours ${Math.round((user + system) / Math.max(1, total))} µs an attempt`,
  )
  for (const store of stores) await store.close()
}

const contacts = Number(values.contacts)
if (values.only !== 'sqlite') {
  const postgres = await startPrivatePostgres({ isDurable: true })
  if (postgres !== undefined) {
    await measure('PostgreSQL', postgres.url, 3, contacts)
    postgres.stop()
  }
}
if (values.only !== 'postgres') {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-bench-'))
  await measure('SQLite', join(folder, 'store.db'), 1, Math.min(contacts, 200_000))
  rmSync(folder, { recursive: true, force: true })
}
