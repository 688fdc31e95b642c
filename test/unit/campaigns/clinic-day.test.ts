import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../../src/engine/call/index.ts'
import { type ContactRecord, openStore, type Store } from '../../../src/engine/store/index.ts'
import { openDemonstration } from '../../../src/server/demonstration/open-demonstration.ts'
import { type DemonstrationResult, runDemonstration } from '../../../src/server/demonstration/run-demonstration.ts'
import { readSettings } from '../../../src/server/settings/index.ts'
import { readSurroundings } from '../../../src/server/workspace/read-surroundings.ts'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'

const DAY_MS = 24 * 3_600_000
const PATIENTS = 350
/** A Thursday: the calls begin on the Monday after it. */
const NOW = Date.UTC(2026, 4, 14, 12)

/** A journal, read without anything of the project. */
interface Journal {
  readonly scenario: string
  readonly language: string
  readonly began: number
  readonly ended: number
  readonly outcome: string
  readonly reason: unknown
  /** Messages that were sent in the call. */
  readonly texts: number
}

const data = mkdtempSync(join(tmpdir(), 'trucada-clinic-day-'))
let result: DemonstrationResult
/** Of the calls about visits, and of those to people on the waiting list. */
let journals: readonly Journal[]
let offers: readonly Journal[]
let store: Store
let contacts: readonly ContactRecord[]

beforeAll(async () => {
  const { settings } = readSettings({ flags: { data }, env: {}, folder: process.cwd() })
  const { scenarios } = await compileFolder(settings.scenarios)
  const opened = await openDemonstration(settings, scenarios, await readSurroundings(settings))
  if (opened === undefined) throw new Error('the shipped campaign cannot be used')
  const shares = { noAnswer: 0.06, busy: 0.04 }
  const habits = { first: { ...shares, voicemail: 0.8 }, later: { ...shares, voicemail: 0.45 }, answersMessages: 0.5 }
  const speed = { calls: Infinity, between: Infinity }
  const run = await runDemonstration({ ...opened, now: NOW, patients: PATIENTS, habits, speed, seed: 7 })
  if (run === undefined) throw new Error('nobody told it to stop')
  result = run
  const all = readdirSync(result.journals).map(file => readJournal(join(result.journals, file)))
  journals = all.filter(({ scenario }) => scenario === 'appointment-confirmation')
  offers = all.filter(({ scenario }) => scenario === 'slot-offer')
  store = await openStore(result.store)
  contacts = await store.contacts.list({ campaign: 'confirmations', limit: PATIENTS + 1 })
}, 180_000)
afterAll(async () => {
  await store.close()
  rmSync(data, { recursive: true, force: true })
})

function readJournal(file: string): Journal {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const entries = lines.map(line => JSON.parse(line) as JournalEntry)
  const began = entries.find(entry => entry.kind === 'began')
  const ended = entries.find(entry => entry.kind === 'ended')
  if (began === undefined || ended === undefined) throw new Error('a journal has no beginning or no end')
  const { outcome, values } = ended.result
  const texts = entries.filter(entry => entry.kind === 'message' && entry.state === 'sent').length
  const { scenario } = began
  return { scenario, language: began.language, began: began.at, ended: ended.at, outcome, reason: values['reason'], texts }
}
/** Contacts that were finished by what they wrote, without a call. */
const countReplied = (outcome: string): number =>
  contacts.filter(contact => contact.reason === 'reply_done' && contact.state === 'finished' && contact.outcome === outcome)
    .length
const countBooked = (): number => offers.filter(({ outcome }) => outcome === 'booked').length
const countJournals = (outcome: string): number => journals.filter(journal => journal.outcome === outcome).length

describe('some days of a clinic, in virtual time: 350 visits, four of five first calls go to voicemail', () => {
  it('nearly everybody is reached or handed to people before the deadline', () => {
    expect(contacts).toHaveLength(PATIENTS)
    const inTime = contacts.filter(
      ({ state, deadlineAt, changedAt }) => ['finished', 'worklist'].includes(state) && changedAt <= (deadlineAt ?? 0),
    )
    expect(inTime.length).toBeGreaterThanOrEqual(PATIENTS * 0.95)
    const { outcomes } = result.report
    const achieved = outcomes
      .filter(({ name }) => name === 'confirmed' || name === 'moved')
      .reduce((sum, { count }) => sum + count, 0)
    expect(achieved).toBeGreaterThan(PATIENTS * 0.3)
    expect(result.report.contacts.waiting).toBe(0)
  })
  it('nobody is called outside the hours of the file, nor more often than it allows', async () => {
    const attempts = await store.database.selectFrom('attempts').selectAll().execute()
    const rung = new Map<string, number>()
    for (const { campaign, dialledAt, number, outcome } of attempts) {
      // Withdrawn before its order, or seen to by the call to another of the household.
      if (dialledAt === null) continue
      // Warsaw is two hours before UTC in May.
      const local = new Date(dialledAt + 2 * 3_600_000)
      const minutes = local.getUTCHours() * 60 + local.getUTCMinutes()
      expect(minutes).toBeGreaterThanOrEqual(9 * 60)
      expect(minutes).toBeLessThan(19 * 60 + 30)
      const key = `${number} ${Math.floor(local.getTime() / DAY_MS)}`
      if (outcome !== 'busy' && campaign === 'confirmations') rung.set(key, (rung.get(key) ?? 0) + 1)
    }
    expect(result.report.attempts.outsideHours).toBe(0)
    expect(Math.max(...rung.values())).toBeLessThanOrEqual(1)
  })
  it('the report says what the journals of the calls say', () => {
    const { report } = result
    expect(report.attempts.answered).toBe(journals.length)
    const inReport = (name: string): number => report.outcomes.find(outcome => outcome.name === name)?.count ?? 0
    for (const outcome of ['confirmed', 'moved', 'cancelled', 'opted_out', 'handed_over'])
      expect([outcome, inReport(outcome)]).toEqual([outcome, countJournals(outcome) + countReplied(outcome)])
    expect(countReplied('confirmed')).toBeGreaterThan(PATIENTS / 10)
    expect(countJournals('moved')).toBeGreaterThan(0)
    expect(countJournals('cancelled')).toBeGreaterThan(0)

    const reasons = Map.groupBy(
      journals.filter(({ reason }) => typeof reason === 'string'),
      ({ reason }) => String(reason),
    )
    expect(Object.fromEntries(report.reasons.map(({ name, count }) => [name.replace(/^.*: /, ''), count]))).toEqual(
      Object.fromEntries([...reasons].map(([reason, ones]) => [reason, ones.length])),
    )
    for (const { name, reached } of report.byLanguage) {
      const own = journals.filter(({ language, outcome }) => language === name && outcome !== 'voicemail_left')
      expect([name, reached]).toEqual([name, own.filter(({ outcome }) => REACHED.has(outcome)).length])
    }
    const seconds = journals.reduce((sum, { began, ended }) => sum + (ended - began), 0) / journals.length / 1000
    expect(Math.abs((report.attempts.averageSeconds ?? 0) - seconds)).toBeLessThan(2)
  })
  it("the clinic's own records say what the journals say", () => {
    const { visits } = result
    expect(visits.confirmed).toBe(countJournals('confirmed') + countJournals('moved') + countReplied('confirmed'))
    expect(visits.cancelled).toBe(countJournals('cancelled') + countReplied('cancelled'))
    expect(visits.booked + visits.confirmed + visits.cancelled).toBe(PATIENTS + countBooked())
  })
  it('tells the clinic of every attempt and confirmation, and each leads to the version of a record', async () => {
    const told = await store.outbox.listDone({ kind: 'clinic', limit: 10_000 })
    expect(told).toHaveLength(result.told)
    expect(told.length).toBeGreaterThan(PATIENTS)
    expect((await store.outbox.count()).waiting).toBe(0)
    const unrecorded = told.filter(({ answer }) => (answer as { record?: { version?: string } }).record?.version === undefined)
    // Whoever declines an offer changes the waiting list, and no record of the clinic's.
    const services = unrecorded.map(({ payload }) => (payload as { contract: { name: string } }).contract.name)
    expect(services.filter(name => name !== 'decline_offer')).toEqual([])
  })

  it('times that became free go to people on the waiting list who said yes, each once', async () => {
    expect(countBooked()).toBeGreaterThan(0)
    const { freedTimes } = result.report
    expect(freedTimes?.visits).toBe(PATIENTS)
    expect(freedTimes?.filled).toBeGreaterThanOrEqual(countBooked())
    const accepted = await store.database.selectFrom('slotOffers').selectAll().where('state', '=', 'accepted').execute()
    expect(accepted).toHaveLength(countBooked())
    expect(new Set(accepted.map(({ freed }) => freed)).size).toBe(accepted.length)
    expect(await store.waiting.listOpen()).toEqual([])
  })
  it('the messages of the report are those that left', () => {
    const sent = readFileSync(join(data, 'demonstration', 'outbox.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    const fromCalls = journals.reduce((sum, { texts }) => sum + texts, 0)
    expect(fromCalls).toBe(countJournals('moved'))
    const inReport = result.report.messages.sent
      .filter(({ name }) => name.endsWith(', sent'))
      .reduce((sum, { count }) => sum + count, 0)
    const fromOffers = offers.reduce((sum, { texts }) => sum + texts, 0)
    expect(fromOffers).toBe(countBooked())
    expect(sent).toHaveLength(inReport + fromCalls + fromOffers)
  })
})

/** Conversations with the person, or that settle the matter. */
const REACHED: ReadonlySet<string> = new Set(['confirmed', 'moved', 'cancelled', 'opted_out', 'handed_over', 'callback'])
