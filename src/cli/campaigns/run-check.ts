import { DateTime } from 'luxon'
import {
  createPolicies,
  DEFAULT_ASSUMPTIONS,
  explainReason,
  forecast,
  type Forecast,
  type ForecastContact,
} from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { openCampaign, type OpenedCampaign } from './open-campaign.ts'

/** What the command line said of a check. */
export interface CampaignCheckOptions {
  readonly answered?: string
  readonly json?: boolean
}

/** Contacts that are played through; of more a sample is taken and the pace with it. */
const MOST_PLAYED = 20_000
const PAGE = 1000

/** Checks a campaign and says what is to be expected of it. */
export async function runCheck(cli: Cli, name: string, options: CampaignCheckOptions): Promise<ExitCode> {
  const opened = await openCampaign(cli, name)
  const assumptions = { ...DEFAULT_ASSUMPTIONS, ...(options.answered !== undefined && { reached: readShare(options.answered) }) }
  const store = await openDataStore(cli.settings().settings)
  try {
    const now = Date.now()
    const { contacts, total } = await collect(store, opened, now)
    const scale = contacts.length === 0 ? 1 : total / contacts.length
    const { pace } = opened.campaign
    const scaled = { atOnce: Math.max(1, Math.round(pace.atOnce / scale)), perSecond: pace.perSecond / scale }
    const result = scaleUp(forecast(contacts, scaled, now, assumptions), total, scale)
    const { prices } = opened.campaign
    const cost =
      prices === undefined
        ? undefined
        : {
            currency: prices.currency,
            amount: Math.round(100 * (result.minutes * prices.minute + result.messages * (prices.sms ?? 0))) / 100,
          }
    if (options.json === true)
      cli.print(JSON.stringify({ campaign: name, sampled: scale > 1, assumptions, ...result, cost }, undefined, 2))
    else
      cli.print(
        show(cli, name, result, { assumptions, cost, zone: opened.zone, sampled: scale > 1 ? contacts.length : undefined }),
      )
    return EXIT.ok
  } finally {
    await store.close()
  }
}

function readShare(text: string): number {
  const share = Number.parseFloat(text) / 100
  if (/^\d{1,3}(\.\d+)?%?$/.test(text) && share > 0 && share <= 0.7) return share
  throw new UsageError(`"${text}" is no share of attempts that reach somebody.`, 'Write a share up to 70 %: --answered 45%.')
}

/** Contacts that are not finished, or every so many-th of them, with their histories. */
async function collect(
  store: Store,
  { campaign, loaded }: OpenedCampaign,
  now: number,
): Promise<{ contacts: readonly ForecastContact[]; total: number }> {
  const policies = createPolicies(campaign, loaded.countries)
  if (policies === undefined) return { contacts: [], total: 0 }
  const counts = await store.contacts.count(campaign.name)
  const total = counts
    .filter(({ state }) => state === 'waiting' || state === 'calling' || state === 'answering')
    .reduce((sum, { count }) => sum + count, 0)
  const every = Math.max(1, Math.ceil(total / MOST_PLAYED))
  const contacts: ForecastContact[] = []
  let [after, seen]: [string | undefined, number] = [undefined, 0]
  for (;;) {
    const page = await store.contacts.list({ campaign: campaign.name, limit: PAGE, ...(after !== undefined && { after }) })
    const chosen = page.filter(
      ({ state }) => (state === 'waiting' || state === 'calling' || state === 'answering') && seen++ % every === 0,
    )
    const histories = await store.readHistories(chosen, now)
    for (const contact of chosen) {
      const history = histories.get(contact.id)
      if (history !== undefined) contacts.push({ id: contact.id, history: { ...history, contact }, policy: policies.of(contact) })
    }
    after = page.at(-1)?.id
    if (page.length < PAGE) return { contacts, total }
  }
}

function scaleUp(result: Forecast, total: number, scale: number): Forecast {
  if (scale === 1) return result
  const up = (count: number): number => Math.round(count * scale)
  const all = (counts: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, up(count)]))
  const { eligible, reached, neverTried, calls, minutes, messages } = result
  return {
    ...result,
    contacts: total,
    eligible: up(eligible),
    excluded: all(result.excluded),
    reached: up(reached),
    reachedAt: result.reachedAt.map(up),
    unreached: all(result.unreached),
    neverTried: up(neverTried),
    calls: up(calls),
    minutes: up(minutes),
    messages: up(messages),
  }
}

interface Shown {
  readonly assumptions: typeof DEFAULT_ASSUMPTIONS
  readonly cost: { readonly currency: string; readonly amount: number } | undefined
  readonly zone: string
  readonly sampled: number | undefined
}

function show({ paint }: Cli, name: string, result: Forecast, { assumptions, cost, zone, sampled }: Shown): string {
  const head = paint('green', `✓ ${name} can be started`)
  if (result.contacts === 0) return `${head}\nNobody is to be called yet: trucada contacts import FILE --campaign ${name}`
  const count = (value: number): string => value.toLocaleString('en').padStart(9)
  const share = (value: number): string => `${Math.round((100 * value) / Math.max(1, result.eligible))} %`
  const reasons = (counts: Forecast['excluded']): string[] =>
    Object.entries(counts)
      .sort(([, left], [, right]) => right - left)
      .map(([reason, rows]) => `  ${count(rows)} ${explainReason(reason)}`)
  const ends = DateTime.fromMillis(result.endsAt, { zone }).toFormat('yyyy-MM-dd HH:mm')
  const excluded = result.contacts - result.eligible
  const unreached = result.eligible - result.reached
  const percent = (value: number): string => `${Math.round(value * 100)} %`
  return [
    head,
    '',
    `${count(result.contacts)} contacts${sampled === undefined ? '' : `, of which ${sampled.toLocaleString('en')} were played through`}`,
    `${count(excluded)} are not called:`,
    ...reasons(result.excluded),
    `${count(result.reached)} reached before their deadline (${share(result.reached)})`,
    ...(result.reached > 0
      ? [
          `          at attempt ${result.reachedAt.map((reached, index) => `${index + 1}: ${reached.toLocaleString('en')}`).join(', ')}`,
        ]
      : []),
    unreached > 0 ? paint('yellow', `${count(unreached)} not reached (${share(unreached)}):`) : `${count(unreached)} not reached`,
    ...reasons(result.unreached),
    ...(result.neverTried > 0
      ? [paint('red', `${count(result.neverTried)} of them not even tried: the pace or the hours are too narrow`)]
      : []),
    '',
    `${count(result.calls)} calls, ${result.minutes.toLocaleString('en')} minutes, ${result.messages.toLocaleString('en')} messages${cost === undefined ? '' : `: ${cost.amount.toFixed(2)} ${cost.currency}`}`,
    `          the last contact ends ${ends} (${zone})`,
    paint(
      'dim',
      `Assumed: ${percent(assumptions.reached)} of attempts reach the person (--answered), ${percent(assumptions.voicemail)} a voicemail, ${assumptions.talkSeconds} s a call.`,
    ),
  ].join('\n')
}
