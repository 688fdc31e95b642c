import type { Store } from '../../store/index.ts'
import type { Campaigns } from '../load-campaigns.ts'
import { countOutsideHours } from './count-outside-hours.ts'
import { compareShares, estimateShare } from './intervals.ts'
import { hasReached, isAchieved } from './outcome-kinds.ts'
import { ReachTable, readLocalTime } from './reach-table.ts'
import { readCost } from './read-cost.ts'
import { MarkBook } from './read-marks.ts'
import { readMessageFigures } from './read-messages.ts'
import { readNoShows } from './read-no-shows.ts'
import type { CampaignReport, ReportQuestion, VariantFigures } from './report.ts'
import { Tally } from './tally.ts'

type Contact = Awaited<ReturnType<typeof readContacts>>[number]
type Attempt = Awaited<ReturnType<typeof readAttempts>>[number]

/** Reads what came of a campaign: every figure from the records themselves, none kept beside them. */
export async function readReport(
  store: Store,
  question: ReportQuestion,
  countries: Campaigns['countries'],
): Promise<CampaignReport> {
  const { campaign, title = campaign, from = null, to = null, at } = question
  const contacts = await readContacts(store, campaign)
  const attempts = await readAttempts(store, question)
  const zones = new Map(contacts.map(({ id, zone }) => [id, zone]))
  const reasons = new Tally()
  const marks = new MarkBook(reasons)
  const calls = await readCalls(store, question)
  const contactOf = new Map(attempts.map(({ id, contact }) => [id, contact]))
  for (const { result, attempt } of calls)
    marks.add(result === null ? null : (JSON.parse(result) as Record<string, unknown>), contactOf.get(attempt ?? '') ?? null)

  const outcomes = new Tally()
  for (const { id, outcome, state } of contacts) if (isDone(state)) outcomes.add(outcome ?? 'unknown', id)
  const reached = countReached(attempts)
  const [tables, talks] = [tabulate(attempts, contacts, zones), attempts.flatMap(readTalkMs)]
  const achieved = contacts.filter(({ outcome }) => isAchieved(outcome)).length
  const outside = await countOutsideHours(
    store,
    campaign,
    countries,
    attempts.map(attempt => ({ ...attempt, zone: zones.get(attempt.contact) ?? '' })),
  )
  return {
    campaign,
    title,
    at,
    from,
    to,
    contacts: {
      total: contacts.length,
      done: contacts.filter(({ state }) => isDone(state)).length,
      reached: reached.size,
      worklist: contacts.filter(({ state }) => state === 'worklist').length,
      waiting: contacts.filter(({ state }) => !isDone(state)).length,
    },
    attempts: {
      total: attempts.length,
      answered: attempts.filter(({ answeredAt }) => answeredAt !== null).length,
      faults: attempts.filter(({ outcome, counted }) => outcome !== null && counted === 0).length,
      outsideHours: outside ?? null,
      averageSeconds: talks.length === 0 ? null : talks.reduce((sum, ms) => sum + ms, 0) / talks.length / 1000,
    },
    reachedBy: cumulate(reached),
    outcomes: outcomes.list(),
    reasons: reasons.list(),
    ...tables,
    variants: compareVariants(contacts, reached),
    messages: await readMessageFigures(store, question),
    handedOver: outcomes.countOf('handed_over'),
    tasks: await readTasks(store, campaign),
    freedTimes: await readFreedTimes(store, question),
    noShows: await readNoShows(store, campaign),
    marks: marks.list(),
    callerNumber: question.number ?? null,
    cost: await readCost(store, question, calls, achieved),
  }
}

async function readFreedTimes(
  store: Store,
  { campaign, from = 0, to = Number.MAX_SAFE_INTEGER }: ReportQuestion,
): Promise<CampaignReport['freedTimes']> {
  const row = await store.database
    .selectFrom('contacts')
    .innerJoin('clinicVisits', 'clinicVisits.id', 'contacts.subject')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('contacts.campaign', '=', campaign)
    .executeTakeFirst()
  const visits = Number(row?.count ?? 0)
  const counts = await store.waiting.countFreed(from, to)
  return visits === 0 || counts.freed === 0 ? null : { visits, ...counts }
}

const isDone = (state: string): boolean => state === 'finished' || state === 'worklist'

function readContacts({ database }: Store, campaign: string) {
  return database
    .selectFrom('contacts')
    .select(['id', 'state', 'outcome', 'zone', 'language', 'variant'])
    .where('campaign', '=', campaign)
    .orderBy('id')
    .execute()
}

function readAttempts({ database }: Store, { campaign, from = 0, to = Number.MAX_SAFE_INTEGER }: ReportQuestion) {
  return (
    database
      .selectFrom('attempts')
      .select([
        'id',
        'contact',
        'n',
        'outcome',
        'counted',
        'claimedAt',
        'dialledAt',
        'answeredAt',
        'endedAt',
        'version',
        'number',
        'variant',
      ])
      .where('campaign', '=', campaign)
      .where('claimedAt', '>=', from)
      .where('claimedAt', '<', to)
      // Of what was taken back nobody's telephone ever rang.
      .where(({ eb, or }) => or([eb('outcome', 'is', null), eb('outcome', '<>', 'withdrawn')]))
      .orderBy('claimedAt')
      .execute()
  )
}

function readCalls({ database }: Store, { campaign, from = 0, to = Number.MAX_SAFE_INTEGER }: ReportQuestion) {
  return database
    .selectFrom('calls')
    .select(['attempt', 'result', 'cost', 'answeredAt', 'endedAt'])
    .where('campaign', '=', campaign)
    .where('beganAt', '>=', from)
    .where('beganAt', '<', to)
    .execute()
}

/** By contact, the number of the attempt that reached it first. */
function countReached(attempts: readonly Attempt[]): ReadonlyMap<string, number> {
  const reached = new Map<string, number>()
  for (const { contact, n, outcome } of attempts)
    if (hasReached(outcome)) reached.set(contact, Math.min(n, reached.get(contact) ?? n))
  return reached
}

function cumulate(reached: ReadonlyMap<string, number>): CampaignReport['reachedBy'] {
  const last = Math.max(0, ...reached.values())
  return Array.from({ length: last }, (_, index) => ({
    attempt: index + 1,
    contacts: [...reached.values()].filter(n => n <= index + 1).length,
  }))
}

function readTalkMs({ answeredAt, endedAt }: Attempt): number[] {
  return answeredAt === null || endedAt === null ? [] : [endedAt - answeredAt]
}

function tabulate(attempts: readonly Attempt[], contacts: readonly Contact[], zones: ReadonlyMap<string, string>) {
  const [byHour, byWeekday, byLanguage] = [new ReachTable(), new ReachTable(), new ReachTable()]
  const languages = new Map(contacts.map(({ id, language }) => [id, language]))
  for (const { contact, outcome, dialledAt } of attempts) {
    if (dialledAt === null || outcome === null) continue
    const local = readLocalTime(dialledAt, zones.get(contact) ?? '')
    const isReached = hasReached(outcome)
    if (local !== undefined) {
      byHour.add(local.hour, isReached)
      byWeekday.add(local.weekday, isReached)
    }
    byLanguage.add(languages.get(contact) ?? '', isReached)
  }
  return { byHour: byHour.list(), byWeekday: byWeekday.list(), byLanguage: byLanguage.list() }
}

function compareVariants(contacts: readonly Contact[], reached: ReadonlyMap<string, number>): readonly VariantFigures[] {
  const names = [...new Set(contacts.flatMap(({ variant }) => (variant === null ? [] : [variant])))].sort()
  const figures = names.map(name => {
    // Whoever still waits says nothing yet of either way.
    const own = contacts.filter(({ variant, state }) => variant === name && isDone(state))
    return {
      name,
      contacts: own.length,
      reached: estimateShare(own.filter(({ id }) => reached.has(id)).length, own.length),
      achieved: estimateShare(own.filter(({ outcome }) => isAchieved(outcome)).length, own.length),
    }
  })
  const [first] = figures
  return figures.map(one => {
    if (first === undefined || one === first) return one
    const difference = compareShares(one.achieved, first.achieved)
    return { ...one, difference: { ...difference, isClear: difference.low > 0 || difference.high < 0 } }
  })
}

async function readTasks({ database }: Store, campaign: string): Promise<CampaignReport['tasks']> {
  const rows = await database
    .selectFrom('tasks')
    .select(['contact', 'reason', 'state'])
    .where('campaign', '=', campaign)
    .execute()
  const reasons = new Tally()
  for (const { reason, contact } of rows) reasons.add(reason, contact)
  const done = rows.filter(({ state }) => state === 'done').length
  return { open: rows.length - done, done, reasons: reasons.list() }
}
