import { DateTime } from 'luxon'
import { dirname, relative } from 'node:path'
import { type CampaignReport, readFillRate } from '../../engine/campaigns/report/index.ts'
import type { DemonstrationResult, MissedCall } from '../../server/demonstration/run-demonstration.ts'
import type { DemonstrationState } from '../../server/demonstration/follow-campaign.ts'
import type { HeldCall } from '../../server/demonstration/watch-calls.ts'
import type { Cli } from '../cli.ts'
import type { Style } from '../paint.ts'
import { describeHeld, describeMissed, type FeedLine } from './describe-call.ts'
import type { LiveBlock } from './live-block.ts'

/** What a demonstration shows in the terminal. */
export interface DemonstrationScreen {
  began(state: DemonstrationState): void
  state(state: DemonstrationState): void
  call(call: HeldCall): void
  missed(call: MissedCall): void
  ended(result: DemonstrationResult, realMs: number): void
  /** Nothing more is drawn. */
  close(): void
}

const BAR_WIDTH = 24
const FEED_LINES = 8
/** So often another call is shown: people read no faster. */
const FEED_EVERY_MS = 280
/** Where nobody sees a line change, one is printed whenever so much more is done. */
const PLAIN_EVERY = 0.1

/** Creates the screen of a demonstration. */
export function createDemonstrationScreen(cli: Cli, block: LiveBlock): DemonstrationScreen {
  const { paint } = cli
  const feed: FeedLine[] = []
  let now: DemonstrationState | undefined
  let next: FeedLine | undefined
  let fedAt = 0
  let printedShare = 0

  const draw = (): void => {
    if (now === undefined || !block.isLive) return
    const width = block.width - 1
    const lines = [...drawHead(cli, now, width), '', ...feed.map(line => drawFeedLine(cli, line, width))]
    block.draw([...lines, ...Array.from({ length: FEED_LINES - feed.length }, () => '')])
  }
  const take = (line: FeedLine): void => {
    // Of the calls of a moment the one that says most.
    if (next === undefined || line.weight >= next.weight) next = line
    const real = performance.now()
    if (real - fedAt < FEED_EVERY_MS) return
    fedAt = real
    feed.push(next)
    next = undefined
    if (feed.length > FEED_LINES) feed.shift()
    draw()
  }
  return {
    began(state) {
      now = state
      for (const line of [
        '',
        `${paint('bold', 'A demonstration:')} ${state.patients} invented patients are called, on this machine alone.`,
        paint('dim', 'The dialler, the script and the understanding are those of real calls.'),
        paint('dim', '--demonstration off leaves it out.'),
        '',
      ])
        block.write(`${line}\n`)
      draw()
    },
    state(state) {
      now = state
      if (block.isLive) return draw()
      const share = state.done / state.patients
      if (share - printedShare < PLAIN_EVERY && (share < 1 || printedShare === 1)) return
      printedShare = share
      block.write(`${showTime(state)}  ${showCounts(state)}: ${showOutcomes(cli, state.outcomes)}\n`)
      if (next !== undefined) block.write(`${drawFeedLine(cli, next, Infinity)}\n`)
      next = undefined
    },
    call(call) {
      const line = describeHeld(call, now?.zone ?? 'utc')
      if (block.isLive) take(line)
      else if (line.weight > 1) next = line
    },
    missed(call) {
      if (block.isLive) take(describeMissed(call, now?.zone ?? 'utc'))
    },
    ended(result, realMs) {
      now = undefined
      block.clear()
      for (const line of describeEnd(cli, result, realMs)) block.write(`${line}\n`)
    },
    close() {
      now = undefined
      block.clear()
    },
  }
}

function drawHead(cli: Cli, state: DemonstrationState, width: number): readonly string[] {
  const { paint } = cli
  const full = Math.floor((state.done / state.patients) * BAR_WIDTH)
  const time = showTime(state)
  const counts = showCounts(state)
  const bar = `${paint('green', '█'.repeat(full))}${paint('dim', '░'.repeat(BAR_WIDTH - full))}`
  const messages = `${state.messages} texts, ${state.replies} answered`
  const live = state.live === 0 ? 'no call now' : state.live === 1 ? '1 call now' : `${state.live} calls now`
  const right = `${live}, ${messages}`
  const room = width - (time.length + 2 + BAR_WIDTH + 2 + counts.length + 2)
  return [
    `${paint('bold', time)}  ${bar}  ${counts}${room >= right.length ? `  ${paint('dim', right)}` : ''}`,
    `${' '.repeat(time.length + 2)}${showOutcomes(cli, state.outcomes, width - time.length - 2)}`,
  ]
}

const showTime = ({ now, zone }: DemonstrationState): string =>
  DateTime.fromMillis(now, { zone, locale: 'en-GB' }).toFormat('ccc HH:mm')
const showCounts = ({ done, patients }: DemonstrationState): string => `${String(done).padStart(3)} of ${patients} done`

/** `confirmed 54, moved 9`, as many as there is room for. */
function showOutcomes({ paint }: Cli, outcomes: DemonstrationState['outcomes'], width = Infinity): string {
  let left = width
  const shown: string[] = []
  for (const [outcome, count] of outcomes) {
    const text = `${outcome.replaceAll('_', ' ')} ${count}`
    left -= text.length + 2
    if (left < 0) break
    shown.push(paint(styleOf(outcome), text))
  }
  return shown.join(', ')
}

function drawFeedLine({ paint }: Cli, { time, language, said, outcome }: FeedLine, width: number): string {
  const end = outcome.replaceAll('_', ' ')
  const room = width - (time.length + 2 + language.length + 2 + end.length + 2)
  const words = said.length > room ? `${said.slice(0, Math.max(0, room - 1))}…` : said
  return `${paint('dim', time)}  ${paint('blue', language)}  ${words === '' ? '' : `${words}  `}${paint(styleOf(outcome), end)}`
}

const STYLES: Readonly<Record<string, Style>> = {
  confirmed: 'green',
  moved: 'green',
  cancelled: 'yellow',
  callback: 'yellow',
  opted_out: 'red',
  handed_over: 'cyan',
  emergency: 'red',
}
const styleOf = (outcome: string): Style => STYLES[outcome] ?? 'dim'

/** What became of the times that cancelled and moved visits left free. */
function showRefilled(times: NonNullable<CampaignReport['freedTimes']>): string {
  const { before, after } = readFillRate(times)
  const percent = (share: number): string => `${Math.round(100 * share)} %`
  return `${times.filled} of ${times.freed} times that became free: fill rate ${percent(before)} before, ${percent(after)} after`
}

function describeEnd(
  cli: Cli,
  { report, state, visits, told, reportFile, store }: DemonstrationResult,
  realMs: number,
): readonly string[] {
  const { paint } = cli
  const { contacts, attempts } = report
  const days = Math.ceil((state.now - state.began) / 86_400_000)
  const place = (file: string): string => relative(cli.world.folder, file)
  const outside = attempts.outsideHours === 0 ? 'none outside the hours' : `${attempts.outsideHours ?? '?'} outside the hours`
  const rows: readonly (readonly [string, string])[] = [
    [
      'Patients',
      `${contacts.total}, ${contacts.reached} talked to, ${state.replies} answered by text, ${contacts.worklist} with a person`,
    ],
    ['Outcomes', showOutcomes(cli, state.outcomes)],
    ['Calls', `${attempts.total}, ${attempts.answered} answered, ${outside}`],
    ['Visits', `${visits.confirmed} confirmed, ${visits.cancelled} cancelled, ${visits.booked} booked`],
    ...(report.freedTimes === null ? [] : [['Refilled', showRefilled(report.freedTimes)] as const]),
    ['Clinic', `told ${told} times, of confirmations and of what came of each call`],
    ['Report', paint(['bold', 'cyan'], place(reportFile))],
  ]
  return [
    `${paint('green', '✓')} ${paint('bold', `${days} days of a clinic in ${Math.round(realMs / 1000)} s`)}`,
    ...rows.map(([name, text]) => `  ${name.padEnd(10)}${text}`),
    paint('dim', `  Ask about a patient: ${cli.startedAs} campaign explain P1001 --data ${place(dirname(store))}`),
    paint('dim', `  What the clinic was told: ${cli.startedAs} outbox told --data ${place(dirname(store))}`),
    paint('dim', `  Once more: ${cli.startedAs} demonstration`),
  ]
}
