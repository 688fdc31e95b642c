import { DateTime } from 'luxon'
import { DEFAULT_ASSUMPTIONS, explainReason, type Forecast } from '../../engine/campaigns/index.ts'
import type { CampaignForecast } from '../../server/campaigns/forecast-campaign.ts'
import type { OpenedCampaign } from '../../server/campaigns/open-campaign.ts'
import { forecastFromClinic } from '../../server/clinic/forecast-from-clinic.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import { createRealClock } from '../../server/real-clock.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { explainEmpty } from './explain-empty.ts'
import { takeCampaign } from './take-campaign.ts'

/** What the command line said of a check. */
export interface CampaignCheckOptions {
  readonly answered?: string
  readonly json?: boolean
}

/** Checks a campaign and says what is to be expected of it. */
export async function runCheck(cli: Cli, name: string, options: CampaignCheckOptions): Promise<ExitCode> {
  const opened = await takeCampaign(cli, name)
  const assumptions = { ...DEFAULT_ASSUMPTIONS, ...(options.answered !== undefined && { reached: readShare(options.answered) }) }
  const { settings } = cli.settings()
  const store = await openDataStore(settings)
  try {
    const result = await forecastFromClinic({ settings, store, clock: createRealClock() }, opened, assumptions)
    if (options.json === true) cli.print(JSON.stringify({ campaign: name, ...result }, undefined, 2))
    else cli.print(show(cli, opened, result))
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

function show({ paint }: Cli, opened: OpenedCampaign, result: CampaignForecast): string {
  const { campaign, zone } = opened
  const { name } = campaign
  const { assumptions, cost, sampled } = result
  const head = paint('green', `✓ ${name} can be started`)
  if (result.contacts === 0) return `${head}\n${explainEmpty(opened)}`
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
    `${count(result.contacts)} ${result.contacts === 1 ? 'contact' : 'contacts'}${sampled === undefined ? '' : `, of which ${sampled.toLocaleString('en')} were played through`}`,
    `${count(excluded)} ${excluded === 1 ? 'is' : 'are'} not called${excluded > 0 ? ':' : ''}`,
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
    `${count(result.calls)} ${result.calls === 1 ? 'call' : 'calls'}, ${result.minutes.toLocaleString('en')} minutes, ${result.messages.toLocaleString('en')} messages${cost === undefined ? '' : `: ${cost.amount.toFixed(2)} ${cost.currency}`}`,
    `          the last contact ends ${ends} (${zone})`,
    paint(
      'dim',
      `Assumed: ${percent(assumptions.reached)} of attempts reach the person (--answered), ${percent(assumptions.voicemail)} a voicemail, ${assumptions.talkSeconds} s a call.`,
    ),
  ].join('\n')
}
