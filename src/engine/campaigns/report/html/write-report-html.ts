import { listTables, type ReportTable, showDifference } from '../report-tables.ts'
import { type CampaignReport, type Count, type FreedTimes, type Reach, readFillRate } from '../report.ts'
import { type Bar, drawBars, drawColumns, drawIntervals } from './bars.ts'
import { escapeHtml } from './escape-html.ts'
import { PAGE_STYLE } from './page-style.ts'

const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
/** These are shown as pictures; the others as tables. */
const DRAWN: ReadonlySet<string> = new Set([
  'summary',
  'reached',
  'outcomes',
  'reasons',
  'hours',
  'weekdays',
  'languages',
  'variants',
])

/**
 * The report as one page that needs nothing else: no script, no font, no other file. Contacts stand in it by their ids alone, so the page may be
 * shown to people who must not see names.
 */
export function writeReportHtml(report: CampaignReport): string {
  const { title, campaign, at, from, to } = report
  const span =
    from === null && to === null
      ? 'from its beginning'
      : `from ${from === null ? 'its beginning' : showTime(from)} to ${to === null ? 'now' : showTime(to)}`
  const pictures = [
    picture('What it came to', drawCounts(report.outcomes, report.contacts.total), listBehind(report.outcomes)),
    picture(
      'Reached by the attempt',
      drawBars(
        report.reachedBy.map(({ attempt, contacts }) => ({
          label: `${attempt}.`,
          value: report.contacts.total,
          part: contacts,
          note: `${contacts}, ${percent(contacts, report.contacts.total)}`,
        })),
      ),
      '',
      report.reachedBy.length,
    ),
    picture('By hour: attempts, and those that reached somebody', drawReach(report.byHour), '', report.byHour.length),
    picture(
      'By weekday',
      drawReach(report.byWeekday.map(row => ({ ...row, name: WEEKDAYS[Number(row.name)] ?? row.name }))),
      '',
      report.byWeekday.length,
    ),
    picture('Reasons given', drawCounts(report.reasons), listBehind(report.reasons), report.reasons.length),
    picture(
      'By language',
      drawBars(report.byLanguage.map(row => ({ ...reachBar(row), label: LANGUAGE_NAMES.of(row.name) ?? row.name }))),
      '',
      report.byLanguage.length,
    ),
    picture('Variants: confirmed, moved or booked', drawVariants(report), '', report.variants.length),
  ]
  const { messages, tasks } = report
  const behind: Readonly<Record<string, string>> = {
    messages: listBehind(messages.sent),
    replies: listBehind(messages.replies),
    tasks: listBehind(tasks.reasons),
  }
  const tables = listTables(report).filter(({ name }) => !DRAWN.has(name))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="soft">Campaign ${escapeHtml(campaign)}, ${span}. Made ${showTime(at)}.</p>
${writeTiles(report)}
<div class="sections">
${[...pictures, ...tables.map(table => writeTable(table, behind[table.name] ?? ''))].filter(part => part !== '').join('\n')}
</div>
<footer>Why somebody was called or not: <code>trucada campaign explain CONTACT</code></footer>
</main>
</body>
</html>
`
}

function tileFreed(times: FreedTimes): readonly (readonly [label: string, value: string])[] {
  const { before, after } = readFillRate(times)
  return [
    ['times freed', String(times.freed)],
    ['filled again', String(times.filled)],
    ['fill rate before', `${Math.round(100 * before)} %`],
    ['fill rate after', `${Math.round(100 * after)} %`],
  ]
}

function tileNoShows({
  before,
  after,
}: NonNullable<CampaignReport['noShows']>): readonly (readonly [label: string, value: string])[] {
  return [
    ...(before.visits === 0 ? [] : [['nobody came, before', percent(before.missed, before.visits)] as const]),
    ['nobody came, since', percent(after.missed, after.visits)],
  ]
}

function writeTiles({ contacts, attempts, outcomes, handedOver, cost, freedTimes, noShows, messages }: CampaignReport): string {
  const countOf = (name: string): number => outcomes.find(one => one.name === name)?.count ?? 0
  const tiles: readonly (readonly [label: string, value: string, isBad?: boolean])[] = [
    ['contacts', String(contacts.total)],
    ['done, or given to a person', percent(contacts.done, contacts.total)],
    ['talked to', percent(contacts.reached, contacts.total)],
    ...['confirmed', 'moved', 'booked', 'completed', 'cancelled'].flatMap(name =>
      countOf(name) > 0 ? [[name, String(countOf(name))] as const] : [],
    ),
    ...(freedTimes === null ? [] : tileFreed(freedTimes)),
    ...(noShows === null ? [] : tileNoShows(noShows)),
    ['on the worklist', String(contacts.worklist)],
    ['handed over', String(handedOver)],
    [
      'calls outside hours',
      attempts.outsideHours === null ? 'not known' : String(attempts.outsideHours),
      (attempts.outsideHours ?? 0) > 0,
    ],
    ...(messages.medianReplyMs === null
      ? []
      : [['minutes to a reply, the median', (messages.medianReplyMs / 60_000).toFixed(1)] as const]),
    ...(cost.perAchieved === null
      ? []
      : [['cost of one visit kept', `${cost.perAchieved.toFixed(2)} ${cost.currency ?? ''}`.trim()] as const]),
  ]
  const cells = tiles.map(
    ([label, value, isBad]) =>
      `<div class="tile${isBad === true ? ' bad' : ''}"><strong>${escapeHtml(value)}</strong>${label}</div>`,
  )
  return `<div class="tiles">${cells.join('')}</div>`
}

function picture(title: string, drawing: string, behind: string, rows = 1): string {
  return rows === 0 ? '' : `<section><h2>${title}</h2>${drawing}${behind}</section>`
}

function drawCounts(counts: readonly Count[], total?: number): string {
  return drawBars(
    counts.map(({ name, count }) => ({
      label: showName(name),
      value: count,
      note: total === undefined ? String(count) : `${count}, ${percent(count, total)}`,
    })),
  )
}

function drawVariants({ variants }: CampaignReport): string {
  const rows = variants.map(({ name, contacts, achieved }) => ({
    label: `${name}, ${contacts} contacts`,
    ...achieved,
    note: `${(100 * achieved.share).toFixed(0)} %`,
  }))
  const [first] = variants
  const words = variants.flatMap(({ name, difference }) =>
    difference === undefined
      ? []
      : [
          `<p class="soft">${escapeHtml(`${name} against ${first?.name ?? ''}: ${showDifference(difference)}. ${difference.isClear ? 'Hardly chance.' : 'It may be chance.'}`)}</p>`,
        ],
  )
  return drawIntervals(rows) + words.join('')
}

function listBehind(counts: readonly Count[]): string {
  const lists = counts.flatMap(({ name, count, contacts }) => {
    if (contacts.length === 0) return []
    const more = count > contacts.length ? ` and ${count - contacts.length} more` : ''
    return [`<p><strong>${escapeHtml(showName(name))}</strong><br><code>${contacts.map(escapeHtml).join(' ')}</code>${more}</p>`]
  })
  return lists.length === 0 ? '' : `<details><summary>The contacts behind these numbers</summary>${lists.join('')}</details>`
}

function drawReach(rows: readonly Reach[]): string {
  return drawColumns(rows.map(row => ({ ...reachBar(row), label: row.name })))
}

function reachBar({ name, attempts, reached }: Reach): Bar {
  return { label: name, value: attempts, part: reached, note: `${reached} of ${attempts}, ${percent(reached, attempts)}` }
}

function writeTable({ title, columns, rows }: ReportTable, behind: string): string {
  const head = columns.map(column => `<th>${escapeHtml(column)}</th>`).join('')
  const body = rows
    .map(
      row =>
        `<tr>${row.map((value, index) => `<td>${escapeHtml(index === 0 ? showName(String(value)) : value === null ? '' : String(value))}</td>`).join('')}</tr>`,
    )
    .join('')
  return `<section><h2>${escapeHtml(title)}</h2><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${behind}</section>`
}

const showName = (name: string): string => name.replaceAll('_', ' ')
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`)
const showTime = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')
