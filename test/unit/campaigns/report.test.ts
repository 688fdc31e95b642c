import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCampaigns, openList } from '../../../src/engine/campaigns/index.ts'
import { compareShares, estimateShare } from '../../../src/engine/campaigns/report/intervals.ts'
import {
  type CampaignReport,
  listTables,
  readReport,
  writeReportCsv,
  writeReportHtml,
  writeReportXlsx,
} from '../../../src/engine/campaigns/report/index.ts'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { readCampaignFiles } from '../../../src/server/workspace/read-campaign-files.ts'
import { addContacts, newId, NOON, numberOf } from '../../contract/store/make-records.ts'

const SOURCE = `campaign: visits
purpose: care_reminder
country: PL
scenario: appointment-confirmation
from: "+48221234567"
contacts: { file: patients.csv }
calling: { hours: { mon-fri: 09:00-19:00 } }
attempts: { at_most: { total: 3 } }
pace: { at_once: 5, per_second: 1 }
unreached: { then: worklist }
`
const HOUR = 3_600_000
let store: Store
let ids: readonly string[]
let report: CampaignReport

/** One attempt, from its own hour on; `talkS` seconds of talk when somebody answered. */
async function attempt(contact: number, n: number, outcome: string, at: number, talkS?: number): Promise<string> {
  const id = newId()
  const answeredAt = talkS === undefined ? null : at + 10_000
  await store.database
    .insertInto('attempts')
    .values({
      id,
      contact: ids[contact] ?? '',
      campaign: 'visits',
      person: '',
      n,
      version: 'v1',
      number: numberOf(contact),
      trunk: 'main',
      variant: contact % 2 === 0 ? 'A' : 'B',
      state: 'ended',
      live: 0,
      worker: null,
      leaseUntil: null,
      fence: 1,
      sequence: 1,
      callSid: null,
      reason: 'first',
      outcome,
      counted: outcome === 'trunk_fault' ? 0 : 1,
      callBackAt: null,
      claimedAt: at,
      dialledAt: at,
      answeredAt,
      endedAt: answeredAt === null ? at + 25_000 : answeredAt + (talkS ?? 0) * 1000,
    })
    .execute()
  return id
}
const finish = (contact: number, state: string, outcome: string) =>
  store.database
    .updateTable('contacts')
    .set({ state, outcome, variant: contact % 2 === 0 ? 'A' : 'B' })
    .where('id', '=', ids[contact] ?? '')
    .execute()

beforeAll(async () => {
  store = await openStore(':memory:')
  await store.campaigns.saveVersion({ campaign: 'visits', hash: 'v1', source: SOURCE, document: {}, savedAt: NOON })
  ids = await addContacts(store, 6)
  // Monday noon UTC is two in the afternoon in Warsaw.
  const confirmed = await attempt(0, 1, 'confirmed', NOON, 60)
  await attempt(1, 1, 'no_answer', NOON)
  const cancelled = await attempt(1, 2, 'cancelled', NOON + 2 * HOUR, 90)
  await attempt(2, 1, 'trunk_fault', NOON)
  await attempt(2, 2, 'confirmed', NOON + HOUR, 30)
  await attempt(3, 1, 'busy', NOON)
  // Eight in the evening: an hour after the campaign's day.
  await attempt(4, 1, 'wrong_person', NOON + 6 * HOUR, 5)
  const outcomes: readonly (readonly [string, string])[] = [
    ['finished', 'confirmed'],
    ['finished', 'cancelled'],
    ['finished', 'confirmed'],
    ['waiting', ''],
    ['worklist', 'wrong_person'],
  ]
  for (const [contact, [state, outcome]] of outcomes.entries()) if (outcome !== '') await finish(contact, state, outcome)
  const call = { direction: 'outbound' as const, campaign: 'visits', person: null, number: null, line: null, trunk: 'main' }
  const more = { scenario: 's', language: 'pl', journal: null, outcome: null, beganAt: NOON, answeredAt: NOON, endedAt: NOON }
  await store.calls.save({ ...call, ...more, id: 'c1', attempt: cancelled, result: { reason: 'ill', doctor: 5 }, cost: 0.1 })
  await store.calls.save({
    ...call,
    ...more,
    id: 'c2',
    attempt: confirmed,
    result: { reason: 'Anna Nowak said so', doctor: 4 },
    cost: 0.3,
  })
  const message = {
    channel: 'sms' as const,
    campaign: 'visits',
    person: null,
    address: '+48',
    body: '',
    providerId: null,
    error: null,
  }
  const sms = { ...message, contact: ids[0] ?? '', changedAt: NOON }
  await store.messages.add({
    ...sms,
    id: 'm1',
    direction: 'out',
    template: 'reminder',
    state: 'delivered',
    meaning: null,
    createdAt: NOON,
  })
  await store.messages.add({
    ...sms,
    id: 'm2',
    direction: 'in',
    template: null,
    state: 'received',
    meaning: 'agree',
    createdAt: NOON + 120_000,
  })
  const { countries } = loadCampaigns(await readCampaignFiles('campaigns-yaml'))
  report = await readReport(store, { campaign: 'visits', title: 'Visits <May>', at: NOON }, countries)
})
afterAll(() => store.close())

describe('the report of a campaign', () => {
  it('counts contacts, attempts and talks from their records', () => {
    expect(report.contacts).toEqual({ total: 6, done: 4, reached: 3, worklist: 1, waiting: 2 })
    expect(report.attempts).toEqual({ total: 7, answered: 4, faults: 1, outsideHours: 1, averageSeconds: 46.25 })
    expect(report.reachedBy).toEqual([
      { attempt: 1, contacts: 1 },
      { attempt: 2, contacts: 3 },
    ])
  })
  it('names the contacts behind each outcome', () => {
    expect(report.outcomes.map(({ name, count }) => [name, count])).toEqual([
      ['confirmed', 2],
      ['cancelled', 1],
      ['wrong_person', 1],
    ])
    expect(report.outcomes[0]?.contacts).toEqual([ids[0], ids[2]])
  })
  it('tells hours and weekdays by the clock of the contact', () => {
    expect(report.byHour).toContainEqual({ name: '14', attempts: 4, reached: 1 })
    expect(report.byWeekday).toEqual([{ name: '1', attempts: 7, reached: 3 }])
  })
  it('counts reasons by the name of the choice, and never what callers said in words', () => {
    expect(report.reasons.map(({ name, count }) => [name, count])).toEqual([['ill', 1]])
    expect(report.marks).toEqual([
      {
        name: 'doctor',
        count: 2,
        mean: 4.5,
        spread: [
          { mark: 4, count: 1 },
          { mark: 5, count: 1 },
        ],
      },
    ])
  })
  it('counts messages, and how soon they were answered', () => {
    expect(report.messages).toMatchObject({ medianReplyMs: 120_000, replies: [{ name: 'agree', count: 1 }] })
  })
  it('says to how many visits nobody came, before the campaign and of its own; none where none is over', async () => {
    expect(report.noShows).toBeNull()
    const own = ids.map(id => `visit of ${id}`)
    for (const [index, id] of ids.entries())
      await store.database
        .updateTable('contacts')
        .set({ subject: own[index] ?? '' })
        .where('id', '=', id)
        .execute()
    const visit = { patient: 'p', slot: null, durationMs: null, specialty: null, doctor: null, place: null, program: null }
    const rest = { prep: null, note: null, reason: null, version: 1, createdAt: NOON, changedAt: NOON }
    const first = Math.min(...(await store.contacts.findMany(ids)).map(({ createdAt }) => createdAt))
    const statuses = [
      ...['done', 'missed', 'missed', 'done', 'cancelled'].map((status, index) => ({
        id: `old ${index}`,
        at: first - 1,
        status,
      })),
      ...['done', 'done', 'missed', 'confirmed'].map((status, index) => ({ id: own[index] ?? '', at: first + HOUR, status })),
      { id: 'not of the campaign', at: first + HOUR, status: 'missed' },
    ]
    await store.database
      .insertInto('clinicVisits')
      .values(statuses.map(one => ({ ...visit, ...rest, ...one })))
      .execute()
    const { noShows } = await readReport(store, { campaign: 'visits', at: NOON }, new Map())
    expect(noShows).toEqual({ before: { visits: 4, missed: 2 }, after: { visits: 3, missed: 1 } })
    await store.database.deleteFrom('clinicVisits').execute()
  })
  it('divides the cost by the visits that were kept', () => {
    expect(report.cost.perAchieved).toBeCloseTo(0.2)
  })
  it('pays talks and messages by the prices of the campaign', async () => {
    await store.database
      .updateTable('calls')
      .set({ cost: null, endedAt: NOON + 90_000 })
      .where('id', '=', 'c1')
      .execute()
    const prices = { currency: 'PLN', minute: 0.2, sms: 0.09 }
    const { cost } = await readReport(store, { campaign: 'visits', at: NOON, prices }, new Map())
    // A talk of which the cost is known, another of a minute and a half, a message of one part.
    expect(cost.total).toBeCloseTo(0.3 + 0.3 + 0.09)
    expect(cost).toMatchObject({ currency: 'PLN' })
  })
  it('looks at a span alone', async () => {
    const late = await readReport(store, { campaign: 'visits', from: NOON + HOUR, to: NOON + 3 * HOUR, at: NOON }, new Map())
    expect(late.attempts).toMatchObject({ total: 2, outsideHours: null })
  })
})

describe('variants', () => {
  it('are compared with the first, and only a difference beyond chance is called clear', () => {
    expect(report.variants.map(({ name, contacts }) => [name, contacts])).toEqual([
      ['A', 3],
      ['B', 1],
    ])
    expect(report.variants[1]?.difference?.isClear).toBe(false)
    expect(compareShares(estimateShare(700, 1000), estimateShare(600, 1000)).low).toBeGreaterThan(0)
  })
  it('have the intervals of the books', () => {
    // Newcombe 1998, statistics in medicine 17, table I: 81 of 263 by Wilson's score; table II (c): 10 of 10 against 0 of 20.
    const wilson = estimateShare(81, 263)
    expect([wilson.low, wilson.high].map(value => value.toFixed(4))).toEqual(['0.2553', '0.3662'])
    const difference = compareShares(estimateShare(56, 70), estimateShare(48, 80))
    expect([difference.low, difference.high].map(value => value.toFixed(4))).toEqual(['0.0524', '0.3339'])
    expect(estimateShare(0, 0)).toEqual({ share: 0, low: 0, high: 1 })
  })
})

describe('the report as a file', () => {
  it('is one page without anything from elsewhere, its words escaped', () => {
    const page = writeReportHtml(report)
    expect(page).toContain('Visits &lt;May&gt;')
    expect(page).not.toMatch(/<script|https?:|src=|@import/)
    expect(page).toContain(ids[2] ?? 'nobody')
  })
  it('is CSV that no spreadsheet takes for formulas', () => {
    const csv = writeReportCsv({ ...report, outcomes: [{ name: '=HYPERLINK("x")', count: 1, contacts: [] }] })
    expect(csv).toContain(`"'=HYPERLINK(""x"")";1;0,167`)
    expect(csv.startsWith('\uFEFF')).toBe(true)
  })
  it('is a workbook with a sheet for each table', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trucada-report-'))
    const file = join(folder, 'report.xlsx')
    writeFileSync(file, await writeReportXlsx(report))
    for (const { name, columns, rows } of listTables(report)) {
      const sheet = await openList(file, { sheet: name })
      expect(sheet.columns).toEqual(columns)
      let count = 0
      for await (const _ of sheet.rows) count += 1
      expect(count).toBe(rows.length)
    }
    rmSync(folder, { recursive: true })
  })
})
