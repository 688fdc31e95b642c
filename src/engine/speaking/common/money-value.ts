/** Currencies that are spoken by name. */
export const CURRENCIES = ['PLN', 'EUR', 'UAH', 'RUB', 'USD', 'GBP'] as const
/** One of them, by its ISO 4217 code. */
export type Currency = (typeof CURRENCIES)[number]

/** An amount in hundredths of a currency. */
export interface Money {
  readonly minus: boolean
  readonly whole: number
  readonly hundredths: number
  /** Undefined where the value does not say it. */
  readonly currency: Currency | undefined
}

const SIGNS: Readonly<Record<string, Currency>> = {
  zł: 'PLN',
  zl: 'PLN',
  '€': 'EUR',
  euro: 'EUR',
  '₴': 'UAH',
  грн: 'UAH',
  '₽': 'RUB',
  руб: 'RUB',
  $: 'USD',
  '£': 'GBP',
}
/** Currencies by the zone of the clinic, for amounts that do not say theirs. */
const BY_ZONE: Readonly<Record<string, Currency>> = {
  'Europe/Warsaw': 'PLN',
  Poland: 'PLN',
  'Europe/Kyiv': 'UAH',
  'Europe/Kiev': 'UAH',
  'Europe/Uzhgorod': 'UAH',
  'Europe/Zaporozhye': 'UAH',
  'Europe/London': 'GBP',
  'Europe/Moscow': 'RUB',
  'Europe/Kaliningrad': 'RUB',
  'Europe/Samara': 'RUB',
  'Asia/Yekaterinburg': 'RUB',
  'Asia/Novosibirsk': 'RUB',
  'Europe/Madrid': 'EUR',
  'Europe/Andorra': 'EUR',
  'Atlantic/Canary': 'EUR',
  'Europe/Paris': 'EUR',
  'Europe/Berlin': 'EUR',
  'Europe/Rome': 'EUR',
  'Europe/Dublin': 'EUR',
  'Europe/Lisbon': 'EUR',
  'Europe/Vienna': 'EUR',
  'Europe/Brussels': 'EUR',
  'Europe/Amsterdam': 'EUR',
  'Europe/Vilnius': 'EUR',
  'Europe/Riga': 'EUR',
  'Europe/Tallinn': 'EUR',
  'Europe/Bratislava': 'EUR',
}

/** The currency of a clinic in that zone: a price is the same in every language that it is told in. */
export function currencyOfZone(zone: string): Currency | undefined {
  return Object.hasOwn(BY_ZONE, zone) ? BY_ZONE[zone] : undefined
}

/** The currency of a code or sign (`PLN`, `zł`, `грн.`); undefined when it is none that is known. */
export function readCurrency(text: string): Currency | undefined {
  const name = text.trim().replace(/\.$/, '')
  const code = name.toUpperCase()
  if (CURRENCIES.includes(code as Currency)) return code as Currency
  const sign = name.toLowerCase()
  return Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined
}

/** Reads `120.5`, `"120,50 zł"`, `"EUR 30"`, `{ amount: 30, currency: "EUR" }`; undefined when it is no amount or names an unknown currency. */
export function readMoney(value: unknown): Money | undefined {
  if (typeof value === 'number') return makeMoney(value, undefined)
  if (typeof value === 'string') return readMoneyText(value)
  if (typeof value !== 'object' || value === null) return undefined
  const { amount, currency } = value as { readonly amount?: unknown; readonly currency?: unknown }
  if (currency === undefined || currency === null) return typeof amount === 'object' ? undefined : readMoney(amount)
  const known = typeof currency === 'string' ? readCurrency(currency) : undefined
  const number = typeof amount === 'number' ? amount : typeof amount === 'string' ? readAmount(amount) : undefined
  return known === undefined || number === undefined ? undefined : makeMoney(number, known)
}

/** `1 200,50`, `1.200,50`, `1,200.50`, `1200.5`, as a pattern source. */
export const AMOUNT = String.raw`[1-9]\d{0,2}(?:(?:[ \u00a0\u202f]\d{3}){1,3}(?:[.,]\d{1,2})?|(?:\.\d{3}){1,3}(?:,\d{1,2})?|(?:,\d{3}){1,3}(?:\.\d{1,2})?)(?!\d)|\d{1,12}(?:[.,]\d{1,6})?`
const WITH_CURRENCY = new RegExp(
  `^\\s*(?:([^\\d\\s.,+−-]{1,5}\\.?)\\s*)?([-−+]?(?:${AMOUNT}))(?:\\s*([^\\d\\s]{1,5}))?\\s*$`,
  'u',
)

function readMoneyText(text: string): Money | undefined {
  const found = WITH_CURRENCY.exec(text)
  if (found === null) return undefined
  const number = readAmount(found[2] ?? '')
  const named = found[1] ?? found[3]
  const currency = named === undefined ? undefined : readCurrency(named)
  const isClear = (named === undefined || currency !== undefined) && (found[1] === undefined || found[3] === undefined)
  return number === undefined || !isClear ? undefined : makeMoney(number, currency)
}

/** A number as people write amounts; undefined where it is none. */
function readAmount(text: string): number | undefined {
  const plain = text.replace(/\s/g, '').replace('−', '-')
  // Separators of thousands stand before three digits; what stands before fewer is the decimal.
  const joined = plain.replace(
    /^([-+]?[1-9]\d{0,2})((?:\.\d{3})+|(?:,\d{3})+)(?!\d)/,
    (_, first: string, rest: string) => first + rest.replace(/[.,]/g, ''),
  )
  const number = Number(joined.replace(',', '.'))
  return plain === '' || !Number.isFinite(number) ? undefined : number
}

function makeMoney(amount: number, currency: Currency | undefined): Money | undefined {
  if (!Number.isFinite(amount)) return undefined
  const hundredths = Math.round(Math.abs(amount) * 100)
  return { minus: amount < 0 && hundredths > 0, whole: Math.floor(hundredths / 100), hundredths: hundredths % 100, currency }
}
