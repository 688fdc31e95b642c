/** Grammatical gender of what is counted, as far as the nominative shows it. */
export type Gender = 'masculine' | 'feminine' | 'neuter'
/** Forms of a Polish ordinal that spoken values need. */
export type OrdinalForm = Gender | 'genitive' | 'feminine_locative'

const UNITS = ['zero', 'jeden', 'dwa', 'trzy', 'cztery', 'pięć', 'sześć', 'siedem', 'osiem', 'dziewięć']
const TEENS = [
  'dziesięć',
  'jedenaście',
  'dwanaście',
  'trzynaście',
  'czternaście',
  'piętnaście',
  'szesnaście',
  'siedemnaście',
  'osiemnaście',
  'dziewiętnaście',
]
const TENS = [
  '',
  '',
  'dwadzieścia',
  'trzydzieści',
  'czterdzieści',
  'pięćdziesiąt',
  'sześćdziesiąt',
  'siedemdziesiąt',
  'osiemdziesiąt',
  'dziewięćdziesiąt',
]
const HUNDREDS = ['', 'sto', 'dwieście', 'trzysta', 'czterysta', 'pięćset', 'sześćset', 'siedemset', 'osiemset', 'dziewięćset']

/** Stems of ordinals; the ending comes from `ORDINAL_ENDINGS`. */
const UNIT_STEMS = ['zerow', 'pierwsz', 'drug', 'trzec', 'czwart', 'piąt', 'szóst', 'siódm', 'ósm', 'dziewiąt']
const TEEN_STEMS = [
  'dziesiąt',
  'jedenast',
  'dwunast',
  'trzynast',
  'czternast',
  'piętnast',
  'szesnast',
  'siedemnast',
  'osiemnast',
  'dziewiętnast',
]
const TEN_STEMS = [
  '',
  '',
  'dwudziest',
  'trzydziest',
  'czterdziest',
  'pięćdziesiąt',
  'sześćdziesiąt',
  'siedemdziesiąt',
  'osiemdziesiąt',
  'dziewięćdziesiąt',
]
const HUNDRED_STEMS = [
  '',
  'setn',
  'dwusetn',
  'trzechsetn',
  'czterechsetn',
  'pięćsetn',
  'sześćsetn',
  'siedemsetn',
  'osiemsetn',
  'dziewięćsetn',
]
const THOUSAND_STEMS = [
  '',
  'tysięczn',
  'dwutysięczn',
  'trzytysięczn',
  'czterotysięczn',
  'pięciotysięczn',
  'sześciotysięczn',
  'siedmiotysięczn',
  'ośmiotysięczn',
  'dziewięciotysięczn',
]
const ORDINAL_ENDINGS: Readonly<Record<OrdinalForm, string>> = {
  masculine: 'y',
  feminine: 'a',
  neuter: 'e',
  genitive: 'ego',
  feminine_locative: 'ej',
}

/** Picks the noun's form for a count: 1 minuta, 2 minuty, 5 minut (CLDR plural rules of Polish). */
export function pickPlural(n: number, one: string, few: string, many: string): string {
  if (n === 1) return one
  const last = n % 10
  const lastTwo = n % 100
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? few : many
}

/** A whole number 0 to 999 999 999 in the nominative: "dwadzieścia dwie". Larger or broken numbers come out digit by digit. */
export function sayCardinal(n: number, gender: Gender = 'masculine'): string {
  if (n < 0) return `minus ${sayCardinal(-n, gender)}`
  if (!Number.isInteger(n) || n > 999_999_999) return sayDigits(String(n))
  if (n < 10) return sayUnit(n, gender)
  const words: string[] = []
  const millions = Math.floor(n / 1_000_000)
  const thousands = Math.floor(n / 1000) % 1000
  if (millions > 0)
    words.push(...(millions === 1 ? [] : [sayCardinal(millions)]), pickPlural(millions, 'milion', 'miliony', 'milionów'))
  if (thousands > 0)
    words.push(...(thousands === 1 ? [] : [sayCardinal(thousands)]), pickPlural(thousands, 'tysiąc', 'tysiące', 'tysięcy'))
  words.push(...sayBelowThousand(n % 1000, gender))
  return words.join(' ')
}

function sayUnit(n: number, gender: Gender): string {
  if (n === 1 && gender !== 'masculine') return gender === 'feminine' ? 'jedna' : 'jedno'
  if (n === 2 && gender === 'feminine') return 'dwie'
  return UNITS[n] ?? ''
}

function sayBelowThousand(n: number, gender: Gender): string[] {
  const words: string[] = []
  const rest = n % 100
  if (n >= 100) words.push(HUNDREDS[Math.floor(n / 100)] ?? '')
  if (rest >= 20) words.push(TENS[Math.floor(rest / 10)] ?? '')
  if (rest >= 10 && rest < 20) words.push(TEENS[rest - 10] ?? '')
  // "dwadzieścia jeden" does not take the gender of what is counted, "dwadzieścia dwie" does.
  else if (rest % 10 > 0) words.push(rest % 10 === 1 ? 'jeden' : sayUnit(rest % 10, gender))
  return words
}

function endOrdinal(stem: string, form: OrdinalForm): string {
  const ending = ORDINAL_ENDINGS[form]
  if (stem === 'drug') return stem + (ending === 'y' ? 'i' : ending === 'a' ? 'a' : `i${ending}`)
  if (stem === 'trzec') return stem + (ending === 'y' ? 'i' : `i${ending}`)
  return stem + ending
}

/** A whole number 0 to 9 999 as an ordinal: "dwudziestego drugiego", "tysiąc dziewięćset siedemdziesiątego drugiego". */
export function sayOrdinal(n: number, form: OrdinalForm = 'masculine'): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) return sayCardinal(n)
  const rest = n % 100
  const hundreds = Math.floor(n / 100) % 10
  const thousands = Math.floor(n / 1000)
  if (n > 0 && rest === 0 && hundreds === 0) return endOrdinal(THOUSAND_STEMS[thousands] ?? '', form)
  const words: string[] = []
  if (thousands > 0) words.push(sayCardinal(thousands * 1000))
  if (rest === 0 && hundreds > 0) return [...words, endOrdinal(HUNDRED_STEMS[hundreds] ?? '', form)].join(' ')
  if (hundreds > 0) words.push(HUNDREDS[hundreds] ?? '')
  if (rest >= 20) words.push(endOrdinal(TEN_STEMS[Math.floor(rest / 10)] ?? '', form))
  if (rest >= 10 && rest < 20) words.push(endOrdinal(TEEN_STEMS[rest - 10] ?? '', form))
  else if (rest % 10 > 0 || n === 0) words.push(endOrdinal(UNIT_STEMS[rest % 10] ?? '', form))
  return words.join(' ')
}

/** A number that may have decimals: "trzydzieści osiem i pięć dziesiątych". */
export function sayNumber(n: number): string {
  if (!Number.isFinite(n)) return ''
  if (Number.isInteger(n)) return sayCardinal(n)
  const [whole = '0', fraction = ''] = Math.abs(n).toFixed(2).replace(/0$/, '').split('.')
  const minus = n < 0 ? 'minus ' : ''
  const count = Number(fraction)
  if (count === 0) return minus + sayCardinal(Number(whole))
  const parts =
    fraction.length === 1
      ? pickPlural(count, 'dziesiąta', 'dziesiąte', 'dziesiątych')
      : pickPlural(count, 'setna', 'setne', 'setnych')
  return `${minus}${sayCardinal(Number(whole))} i ${sayCardinal(count, 'feminine')} ${parts}`
}

/** Every digit by itself; other characters are left out: "zero zero dziewięć". */
export function sayDigits(digits: string): string {
  return [...digits].flatMap(digit => (digit >= '0' && digit <= '9' ? [UNITS[Number(digit)] ?? ''] : [])).join(' ')
}

/** A group of digits as people say it: leading zeros one by one, the rest as a number: "zero dwanaście". Groups over three digits go digit by digit. */
export function sayDigitGroup(group: string): string {
  if (group.length > 3) return sayDigits(group)
  const zeros = /^0*/.exec(group)?.[0] ?? ''
  const rest = group.slice(zeros.length)
  return [sayDigits(zeros), rest === '' ? '' : sayCardinal(Number(rest))].filter(word => word !== '').join(' ')
}
