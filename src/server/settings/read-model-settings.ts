import type { DailyLimit, Prices } from '../../engine/understanding/cascade/index.ts'
import type { Settings } from './list.ts'
import { SettingsError, type SettingsProblem } from './settings-error.ts'

/** The language model that is asked, and on what terms. */
export interface ModelSettings {
  readonly model: string
  readonly apiKey: string
  /** Absent: OpenAI's own. */
  readonly baseUrl?: string
  readonly budgetMs: number
  readonly limit: DailyLimit
  readonly prices: Prices
}

type Given = Pick<
  Settings,
  'llm' | 'llm_model' | 'llm_budget' | 'llm_daily_limit' | 'llm_price' | 'openai_api_key' | 'openai_base_url'
>

/** A local server mostly wants no key, and the library wants one. */
const NO_KEY = 'none'

/** The language model of the settings, or undefined where none is used. Throws a `SettingsError` that names all that cannot be used. */
export function readModelSettings(settings: Given): ModelSettings | undefined {
  const { llm, openai_api_key: apiKey, openai_base_url: baseUrl } = settings
  const isGiven = apiKey !== undefined || baseUrl !== undefined
  if (llm === 'off' || (llm === 'auto' && !isGiven)) return undefined
  const problems: SettingsProblem[] = []
  if (!isGiven)
    problems.push({
      place: 'llm',
      message: 'a language model is wanted, and there is neither a key nor an address of one',
      remedy: 'Give OPENAI_API_KEY, or OPENAI_BASE_URL of a server that wants none.',
    })
  if (baseUrl !== undefined && !isWebAddress(baseUrl))
    problems.push({
      place: 'OPENAI_BASE_URL',
      message: 'the address of the language model is none',
      remedy: 'As in https://models.example/v1.',
    })
  const limit = readLimit(settings.llm_daily_limit)
  if (limit === undefined)
    problems.push({
      place: 'llm_daily_limit',
      message: `"${settings.llm_daily_limit}" is no limit`,
      remedy: 'Requests a day, as in 2000, or money, as in "3 USD".',
    })
  const prices = readPrices(settings.llm_price)
  if (prices === undefined)
    problems.push({
      place: 'llm_price',
      message: `"${settings.llm_price}" is no price`,
      remedy: 'What a million tokens cost, read and written, as in "0.40 1.60".',
    })
  if (problems.length > 0 || limit === undefined || prices === undefined) throw new SettingsError(problems)
  return {
    model: settings.llm_model,
    apiKey: apiKey ?? NO_KEY,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    budgetMs: settings.llm_budget,
    limit,
    prices,
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function readLimit(text: string): DailyLimit | undefined {
  const [, number = '', unit = ''] = /^(\d{1,9}(?:[.,]\d{1,4})?)\s*([a-z€$£ł]{0,10})$/i.exec(text.trim()) ?? []
  const most = Number(number.replace(',', '.'))
  if (number === '') return undefined
  if (unit === '' || /^requests?$/i.test(unit)) return Number.isInteger(most) ? { kind: 'requests', most } : undefined
  return { kind: 'money', most }
}

function readPrices(text: string): Prices | undefined {
  const [, read, written] = /^(\d{1,6}(?:\.\d{1,6})?)[\s/]+(\d{1,6}(?:\.\d{1,6})?)$/.exec(text.trim()) ?? []
  return read === undefined || written === undefined ? undefined : { in: Number(read), out: Number(written) }
}
