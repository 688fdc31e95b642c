import { readDay, sayBareTime, sayDate, sayDayMonth, sayTime } from './dates.ts'
import { sayMoney } from './money.ts'
import type { Gender } from './numbers.ts'
import { pickPlural, sayCardinal, sayDigitGroup, sayDigits, sayNumber } from './numbers.ts'
import { sayPhone } from './phone.ts'

/** Units after a number: gender of the noun and its three forms. */
const UNITS: Readonly<Record<string, readonly [Gender, string, string, string]>> = {
  min: ['feminine', 'minuta', 'minuty', 'minut'],
  godz: ['feminine', 'godzina', 'godziny', 'godzin'],
  h: ['feminine', 'godzina', 'godziny', 'godzin'],
  mg: ['masculine', 'miligram', 'miligramy', 'miligramów'],
  ml: ['masculine', 'mililitr', 'mililitry', 'mililitrów'],
  kg: ['masculine', 'kilogram', 'kilogramy', 'kilogramów'],
  km: ['masculine', 'kilometr', 'kilometry', 'kilometrów'],
  m: ['masculine', 'metr', 'metry', 'metrów'],
  '%': ['masculine', 'procent', 'procent', 'procent'],
  '°C': ['masculine', 'stopień', 'stopnie', 'stopni'],
  '°': ['masculine', 'stopień', 'stopnie', 'stopni'],
}
/** Abbreviations with their dot or without; the longest first, so that "lek. med." is not cut. */
const ABBREVIATIONS: readonly (readonly [string, string])[] = [
  ['lek\\. ?med\\.', 'lekarz medycyny'],
  ['lek\\. ?dent\\.', 'lekarz dentysta'],
  ['dr\\.? hab\\.', 'doktor habilitowany'],
  ['m\\. ?in\\.', 'między innymi'],
  ['prof\\.', 'profesor'],
  ['lek\\.', 'lekarz'],
  ['mgr\\.?', 'magister'],
  ['dr\\.?', 'doktor'],
  ['inż\\.', 'inżynier'],
  ['ul\\.', 'ulica'],
  ['al\\.', 'aleja'],
  ['pl\\.', 'plac'],
  ['os\\.', 'osiedle'],
  ['św\\.', 'świętego'],
  ['im\\.', 'imienia'],
  ['nr\\.?', 'numer'],
  ['tel\\.', 'telefon'],
  ['godz\\.', 'godzina'],
  ['ok\\.', 'około'],
  ['np\\.', 'na przykład'],
  ['itd\\.', 'i tak dalej'],
  ['itp\\.', 'i tym podobne'],
  ['tzw\\.', 'tak zwany'],
  ['pok\\.', 'pokój'],
  ['gab\\.', 'gabinet'],
  ['zł\\.?', 'złotych'],
]
const ABBREVIATION_RULES = ABBREVIATIONS.map(
  ([pattern, words]) => [new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'), words] as const,
)
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\s*&\s*/g, ' i '],
  [/\s*\+\s*/g, ' plus '],
  [/\s*@\s*/g, ' małpa '],
  [/\s*№\s*/g, ' numer '],
  [/\s*§\s*/g, ' paragraf '],
  [/\s*=\s*/g, ' równa się '],
  [/\s*%\s*/g, ' procent '],
  [/\s*°C?\s*/g, ' stopni '],
  [/\s*€/g, ' euro'],
  [/\s*\$/g, ' dolarów'],
  [/(?<=\p{L})\/(?=\p{L})/gu, ' albo '],
  [/[/\\|_#*<>^~{}[\]"„”«»`]+/g, ' '],
  [/\s[-–—]+\s/g, ', '],
  [/[–—]/g, '-'],
]

/** The last step before a value is spoken: digits, signs and abbreviations become words. Text that has none comes back as it is. */
export function guardSpoken(text: string): string {
  if (PLAIN.test(text) ? !ABBREVIATED.test(text) : !NEEDS_GUARD.test(text)) return text
  let out = text.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]/gu, ' ')
  for (const [pattern, words] of ABBREVIATION_RULES.filter(([, words]) => words !== 'złotych')) out = out.replace(pattern, words)
  out = sayNumbersIn(out)
  for (const [pattern, words] of ABBREVIATION_RULES.filter(([, words]) => words === 'złotych')) out = out.replace(pattern, words)
  for (const [sign, words] of SIGNS) out = out.replace(sign, words)
  // Digits of other scripts have no group of their own here.
  out = out.replace(/\p{N}/gu, ' ')
  return out
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .trim()
}
/** Polish words alone, as most values are: told without the dear classes of Unicode. */
const PLAIN = /^[a-ząćęłńóśźżA-ZĄĆĘŁŃÓŚŹŻ ,;:!?'’()-]*$/
/** Of what needs the guard all that plain words may be. */
const ABBREVIATED = /(?<!\p{L})(dr|mgr|nr|zł)(?!\p{L})/iu
const NEEDS_GUARD = /[^\p{L}\s,.;:!?'’()-]|\p{L}\.|(?<!\p{L})(dr|mgr|nr|zł)(?!\p{L})|[\p{Cc}\p{Cf}]/iu

function sayNumbersIn(text: string): string {
  return text
    .replace(/(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)/g, (whole, iso: string) => pad(sayIfDay(iso, true) ?? whole))
    .replace(/(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g, (whole, day: string, month: string, year: string) =>
      pad(sayIfDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, true) ?? whole),
    )
    .replace(/(?<![\d.])(\d{1,2})\.(0[1-9]|1[0-2])(?![\d.]*\d)/g, (whole, day: string, month: string) =>
      pad(sayIfDay(`2024-${month}-${day.padStart(2, '0')}`, false) ?? whole),
    )
    .replace(
      /(?:(?<!\p{L})(o|po|od|do|około|koło|godzinie|godziny)\s+)?(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)/gu,
      (_, before: string | undefined, hour: string, minute: string) =>
        pad(
          before === undefined
            ? sayBareTime(Number(hour), Number(minute))
            : `${before} ${sayTime(Number(hour), Number(minute)).replace(/^o /, '')}`,
        ),
    )
    .replace(/(?:\+|00)\d(?:[ -]?\d){8,13}(?!\d)/g, phone => pad(sayPhone(phone.startsWith('00') ? `+${phone.slice(2)}` : phone)))
    .replace(/(?<!\d)(?:\d{3}[ -]\d{3}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{2}[ -]\d{2}|\d{9})(?!\d)/g, phone => pad(sayPhone(phone)))
    .replace(/(?<!\d)(\d{2})-(\d{3})(?!\d)/g, (_, first: string, second: string) =>
      pad(`${sayDigitGroup(first)}, ${sayDigitGroup(second)}`),
    )
    .replace(/(?<!\d)(\d+(?:[.,]\d{1,2})?)\s*zł(?!\p{L})\.?/gu, (_, amount: string) =>
      pad(sayMoney(Number(amount.replace(',', '.')))),
    )
    .replace(/(?<!\d)(\d+)\s*(min|godz|h|mg|ml|kg|km|m|%|°C|°)(?!\p{L})/gu, (whole, count: string, unit: string) =>
      pad(sayUnit(Number(count), unit) ?? whole),
    )
    .replace(/(?<!\d)(\d+)\s*\/\s*(\d+)(?!\d)/g, (_, a: string, b: string) => pad(`${sayWhole(a)} łamane przez ${sayWhole(b)}`))
    .replace(/(?<!\d)(\d+)\s*[-–]\s*(\d+)(?!\d)/g, (_, a: string, b: string) => pad(`${sayWhole(a)}, ${sayWhole(b)}`))
    .replace(/(?<!\d)(\d{1,9})[.,](\d{1,2})(?!\d)/g, (_, whole: string, part: string) =>
      pad(sayNumber(Number(`${whole}.${part}`))),
    )
    .replace(/\d+/g, digits => pad(sayWhole(digits)))
}

function sayIfDay(iso: string, year: boolean): string | undefined {
  const day = readDay(iso)
  return day === undefined ? undefined : year ? sayDate(day) : sayDayMonth(day)
}

function sayUnit(count: number, unit: string): string | undefined {
  const forms = UNITS[unit]
  if (forms === undefined || count > 999_999_999) return undefined
  const [gender, one, few, many] = forms
  return `${sayCardinal(count, gender)} ${pickPlural(count, one, few, many)}`
}

/** Digits that stand for a number; leading zeros and long runs are read out one by one. */
function sayWhole(digits: string): string {
  return digits.length > 6 || /^0\d/.test(digits) ? sayDigits(digits) : sayCardinal(Number(digits))
}

function pad(words: string): string {
  return ` ${words} `
}
