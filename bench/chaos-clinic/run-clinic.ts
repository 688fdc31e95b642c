import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import type { RecordVersion } from '../../src/engine/call/ports.ts'
import { openStore, type Store } from '../../src/engine/store/index.ts'
import { createRandom } from '../../src/simulation/random.ts'
import { CAMPAIGN } from '../campaigns/chaos/add-contacts.ts'
import { createSharedClock, type SharedTime } from '../campaigns/chaos/shared-clock.ts'
import { type ChaosClinic, type ClinicKind, openChaosClinic } from './clinics.ts'

/** What a worker is told. */
export interface WorkerOptions {
  /** Of the store. */
  readonly place: string
  readonly time: SharedTime
  readonly kind: ClinicKind
  readonly url: string
}

/** How a run goes. */
export interface ClinicRun {
  readonly kind: ClinicKind
  /** A file, or `postgres://…`. */
  readonly place: string
  /** `kill -9`, each shortly after an attempt's outcome was written. */
  readonly kills: number
  readonly processes: number
  readonly seed: number
  onProgress?(line: string): void
}

/** What came of it. All from `unended` on must be 0. */
export interface ClinicReport {
  readonly outcomes: number
  readonly kills: number
  /** Kills at which the clinic had still to be told something. */
  readonly between: number
  readonly seconds: number
  /** Visits whose attempt has no outcome. */
  readonly unended: number
  /** Outcomes that the clinic was not told. */
  readonly lost: number
  /** Outcomes that it was told more than once. */
  readonly doubled: number
  readonly unconfirmed: number
  /** Letters that wait at the end, or were given up. */
  readonly undelivered: number
  /** Letters told before an earlier one of their patient; where the clinic tells of it. */
  readonly outOfOrder: number
  /** Letters that lead to no record of the clinic. */
  readonly leadNowhere: number
  readonly tasks: number
  /** Processes that ended by themselves. */
  readonly crashes: number
}

const FILE = fileURLToPath(new URL('worker.ts', import.meta.url))
const VISITS_A_PATIENT = 3
const PATIENTS_AT_ONCE = 20
/** So much faster than the machine's time, so that what a dead process held comes free within seconds. */
const PACE = 20
const KILLED_SHARE = 0.4
const KILLED_WITHIN_MS = 25
const PATIENCE_MS = 60_000

/** Lets processes end attempts and tell a clinic of them, kills them in between, and judges what the clinic has heard. */
export async function runClinic(run: ClinicRun): Promise<ClinicReport> {
  const began = Date.now()
  const time = { began, pace: PACE }
  const store = await openStore(run.place)
  const random = createRandom(run.seed)
  const clinic = await openChaosClinic(run.kind, store, random)
  const { now } = createSharedClock(time)
  await store.campaigns.saveVersion({ campaign: CAMPAIGN, hash: 'v1', source: '', document: {}, savedAt: now() })
  await store.campaigns.setState(CAMPAIGN, 'running', now())

  const about = { kills: 0, between: 0, crashes: 0, isOver: false }
  const children = new Set<ChildProcess>()
  const start = (): void => {
    if (about.isOver) return
    const options: WorkerOptions = { place: run.place, time, kind: run.kind, url: clinic.url }
    const child = fork(FILE, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    children.add(child)
    let isDoomed = false
    child.on('message', ({ kind }: { kind: 'begun' | 'ended' }) => {
      if (kind !== 'ended' || isDoomed || about.kills >= run.kills || random.next() >= KILLED_SHARE) return
      isDoomed = true
      about.kills += 1
      setTimeout(() => child.kill('SIGKILL'), random.below(KILLED_WITHIN_MS))
    })
    child.once('exit', () => {
      children.delete(child)
      if (!isDoomed && !about.isOver) about.crashes += 1
      if (about.isOver) return
      if (isDoomed) void store.outbox.count().then(({ waiting }) => (about.between += waiting > 0 ? 1 : 0))
      start()
    })
  }
  let visits = 0
  for (let process = 0; process < run.processes; process += 1) start()
  for (let quietSince = Date.now(), before = ''; ; await wait(100)) {
    const left = (await store.contacts.countWaiting()).reduce((sum, { waiting }) => sum + waiting, 0)
    if (left < PATIENTS_AT_ONCE && about.kills < run.kills) visits += await addPatients(store, clinic, visits, now())
    const live = (await store.attempts.listLive(CAMPAIGN)).length
    const { waiting } = await store.outbox.count()
    const state = `${visits} visits, ${left} waiting, ${live} calls, ${waiting} letters, ${about.kills} kills`
    run.onProgress?.(state)
    if (about.kills >= run.kills && left + live + waiting === 0) break
    if (state !== before) quietSince = Date.now()
    if (Date.now() - quietSince > PATIENCE_MS) break
    before = state
  }
  about.isOver = true
  for (const child of children) child.kill('SIGKILL')
  await wait(200)
  const verdict = await judge(store, clinic)
  await clinic.close()
  await store.close()
  const { kills, between, crashes } = about
  const ended = { outcomes: verdict.ended, unended: visits - verdict.ended }
  return { ...verdict, ...ended, kills, between, crashes, seconds: Math.round((Date.now() - began) / 1000) }
}

/** Patients whose visits are called about, one contact each. @returns how many visits */
async function addPatients(store: Store, clinic: ChaosClinic, from: number, now: number): Promise<number> {
  let added = 0
  for (let index = 0; index < PATIENTS_AT_ONCE; index += 1) {
    const { patient, visits } = await clinic.add(VISITS_A_PATIENT)
    const about = { zone: 'Europe/Warsaw', language: 'pl' }
    await store.transaction(async inside => {
      // Each visit by a number of its own, so that a patient's calls are held by several processes at once.
      const numbers = visits.map((_, at) => ({ number: `+4822${String(1_000_000 + from + added + at)}`, kind: 'fixed' }))
      await inside.people.add([{ id: `person ${patient}`, key: `id ${patient}`, name: null, ...about, numbers }], now)
      const contacts = visits.map((visit, at) => ({
        ...about,
        id: `contact ${visit}`,
        campaign: CAMPAIGN,
        person: `person ${patient}`,
        subject: visit,
        numbers: numbers.slice(at, at + 1).map(({ number }) => number),
        data: { appointment: { id: visit } },
        variant: null,
        priority: 0,
        deadlineAt: null,
        dueAt: now,
        reason: 'new',
        importId: null,
        line: null,
      }))
      await inside.contacts.add(contacts, now)
    })
    added += visits.length
  }
  return added
}

async function judge(store: Store, clinic: ChaosClinic) {
  const heard = await clinic.hear()
  const attempts = await store.database.selectFrom('attempts').selectAll().where('outcome', '=', 'confirmed').execute()
  const contacts = await store.contacts.findMany(attempts.map(({ contact }) => contact))
  const subjects = new Map(contacts.map(({ id, subject }) => [id, subject]))
  const visits = attempts.map(({ contact }) => subjects.get(contact) ?? '')
  const letters = (await store.outbox.listDone({ kind: 'clinic', limit: 1_000_000 })).toReversed()
  const { waiting, failed } = await store.outbox.count()
  return {
    ended: visits.length,
    lost: visits.filter(visit => (heard.notes.get(visit) ?? 0) === 0).length,
    doubled: visits.filter(visit => (heard.notes.get(visit) ?? 0) > 1).length,
    unconfirmed: visits.filter(visit => !heard.confirmed.has(visit)).length,
    undelivered: waiting + failed,
    outOfOrder: heard.keys === undefined ? 0 : countDisorder(letters, heard.keys),
    leadNowhere: letters.filter(({ answer }) => {
      const record = (answer as { readonly record?: RecordVersion } | undefined)?.record
      return record === undefined || !heard.has(record)
    }).length,
    tasks: (await store.tasks.list({ limit: 1000 })).length,
  }
}

/** Letters, as they were written, that were told before an earlier one of the same patient. */
function countDisorder(
  letters: readonly { readonly stream: string; readonly idempotencyKey: string }[],
  keys: readonly string[],
): number {
  const places = new Map(keys.map((key, place) => [`clinic ${key}`, place]))
  const furthest = new Map<string, number>()
  let count = 0
  for (const { stream, idempotencyKey } of letters) {
    const place = places.get(idempotencyKey) ?? -1
    if (place < (furthest.get(stream) ?? -1)) count += 1
    furthest.set(stream, Math.max(place, furthest.get(stream) ?? -1))
  }
  return count
}
