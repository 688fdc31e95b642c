import type { Estimate } from './intervals.ts'
import { type CampaignReport, type Count, type FreedTimes, type Reach, readFillRate } from './report.ts'

/** One table of the report, as spreadsheets, the terminal and pages show it. Numbers stay numbers; null is not known. */
export interface ReportTable {
  /** One word for a sheet or a file. */
  readonly name: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The whole report as tables, those without a row left out. */
export function listTables(report: CampaignReport): readonly ReportTable[] {
  const { contacts, attempts, messages, tasks, cost, freedTimes, noShows } = report
  const currency = cost.currency === null ? '' : `, ${cost.currency}`
  const summary: ReportTable['rows'] = [
    ['Contacts', contacts.total],
    ['Done, or given to a person', contacts.done],
    ['Still to be called', contacts.waiting],
    ['Persons talked to', contacts.reached],
    ['On the worklist', contacts.worklist],
    ['Attempts', attempts.total],
    ['Answered', attempts.answered],
    ['Faults of the line or of Trucada', attempts.faults],
    ['Begun outside the allowed hours', attempts.outsideHours],
    ['Average length of a talk, seconds', round(attempts.averageSeconds)],
    ['Handed over to a person', report.handedOver],
    ['Tasks open', tasks.open],
    ['Tasks done', tasks.done],
    ['Median time to a reply, minutes', round(messages.medianReplyMs === null ? null : messages.medianReplyMs / 60_000)],
    ...(freedTimes === null ? [] : listFreed(freedTimes)),
    ...(noShows === null ? [] : listNoShows(noShows)),
    [`Cost${currency}`, round(cost.total, 2)],
    [`Cost of one confirmed, moved or booked visit${currency}`, round(cost.perAchieved, 2)],
  ]
  const tables: readonly ReportTable[] = [
    { name: 'summary', title: 'At a glance', columns: ['Figure', 'Value'], rows: summary },
    {
      name: 'reached',
      title: 'Reached by the attempt',
      columns: ['Attempt', 'Contacts reached so far', 'Share of all'],
      rows: report.reachedBy.map(row => [row.attempt, row.contacts, share(row.contacts, contacts.total)]),
    },
    countTable('outcomes', 'What it came to', 'Outcome', report.outcomes, contacts.total),
    countTable('reasons', 'Reasons given', 'Reason', report.reasons),
    reachTable('hours', 'By hour of the day', 'Hour', report.byHour),
    reachTable(
      'weekdays',
      'By weekday',
      'Weekday',
      report.byWeekday.map(row => ({ ...row, name: WEEKDAYS[Number(row.name)] ?? row.name })),
    ),
    reachTable('languages', 'By language', 'Language', report.byLanguage),
    {
      name: 'variants',
      title: 'Variants',
      columns: ['Variant', 'Contacts done', 'Reached', 'Confirmed, moved or booked', '95 % from', '95 % to', 'Against the first'],
      rows: report.variants.map(({ name, contacts: done, reached, achieved, difference }) => [
        name,
        done,
        round(reached.share, 3),
        round(achieved.share, 3),
        round(achieved.low, 3),
        round(achieved.high, 3),
        difference === undefined ? '' : `${showDifference(difference)}${difference.isClear ? '' : ', may be chance'}`,
      ]),
    },
    countTable('messages', 'Messages', 'Message', messages.sent),
    countTable('replies', 'Replies to messages', 'Meaning', messages.replies),
    countTable('tasks', 'Handed to people', 'Reason', tasks.reasons),
    {
      name: 'number',
      title: 'Signs by which carriers block a number',
      columns: ['Sign', 'As the rules word it', 'State'],
      rows: (report.callerNumber?.signs ?? []).map(({ measure, name, state }) => [measure, name, state]),
    },
    {
      name: 'marks',
      title: 'Marks given',
      columns: ['Question', 'Answers', 'Average'],
      rows: report.marks.map(({ name, count, mean }) => [name, count, round(mean, 2)]),
    },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

function listFreed(times: FreedTimes): ReportTable['rows'] {
  const { before, after } = readFillRate(times)
  return [
    ['Times that became free', times.freed],
    ['Of them filled again', times.filled],
    ['Fill rate before they were offered', round(before, 3)],
    ['Fill rate after', round(after, 3)],
  ]
}

function listNoShows({ before, after }: NonNullable<CampaignReport['noShows']>): ReportTable['rows'] {
  return [
    ['Visits before the campaign that nobody came to, share', share(before.missed, before.visits)],
    ['Visits of the campaign that are over', after.visits],
    ['Of them nobody came to', after.missed],
    ['Of them nobody came to, share', share(after.missed, after.visits)],
  ]
}

function countTable(name: string, title: string, of: string, counts: readonly Count[], total?: number): ReportTable {
  return {
    name,
    title,
    columns: total === undefined ? [of, 'Count'] : [of, 'Contacts', 'Share of all'],
    rows: counts.map(row => [row.name, row.count, ...(total === undefined ? [] : [share(row.count, total)])]),
  }
}

function reachTable(name: string, title: string, of: string, rows: readonly Reach[]): ReportTable {
  return {
    name,
    title,
    columns: [of, 'Attempts', 'Reached', 'Share'],
    rows: rows.map(row => [row.name, row.attempts, row.reached, share(row.reached, row.attempts)]),
  }
}

/** `+4.2 points (−5.3 to +13.5)`: of 100, with what chance leaves open. */
export function showDifference({ share: by, low, high }: Estimate): string {
  const points = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(100 * value).toFixed(1)}`
  return `${points(by)} points (${points(low)} to ${points(high)})`
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : round(part / whole, 3))

function round<T extends number | null>(value: T, digits = 1): T {
  return (value === null ? null : Number(value.toFixed(digits))) as T
}
