import type { Gender, GrammarCase, SlavicNoun } from './grammar.ts'
import { splitDecimal, writeDigits } from './decimals.ts'
import { sayGroup } from './digit-groups.ts'

/** A word in nominative, accusative and genitive. */
export type Cased = readonly [string, string, string]

/** Forms of an ordinal that spoken values need. `genitive` and `locative` are of the masculine and neuter. */
export type OrdinalForm = Gender | 'genitive' | 'feminine_genitive' | 'feminine_locative' | 'locative'

/** The number words of a Slavic language. */
export interface SlavicWords {
  readonly minus: string
  readonly zero: Cased
  readonly one: Readonly<Record<Gender, Cased>>
  /** One after tens or hundreds where it is not declined: Polish "dwadzieścia jeden". */
  readonly oneWithin?: string
  readonly two: Readonly<Record<Gender, Cased>>
  /** 3 to 9. */
  readonly units: readonly Cased[]
  /** 10 to 19. */
  readonly teens: readonly Cased[]
  /** 20 to 90. */
  readonly tens: readonly Cased[]
  /** 100 to 900. */
  readonly hundreds: readonly Cased[]
  readonly thousand: SlavicNoun
  readonly million: SlavicNoun
  /** The form of a noun that goes with a number, in the nominative. */
  readonly pick: (n: number) => 'one' | 'few' | 'many'
  readonly and: string
  readonly tenth: SlavicNoun
  readonly hundredth: SlavicNoun
  readonly thousandth: SlavicNoun
  /** "pół godziny", "półtorej godziny": how a half and one and a half are counted. */
  readonly half: (noun: SlavicNoun, grammarCase: GrammarCase) => string
  readonly oneAndHalf: (noun: SlavicNoun, grammarCase: GrammarCase) => string
  /** Masculine nominatives: 0 to 9, 10 to 19, 20 to 90, 100 to 900, 1000 to 9000. */
  readonly ordinals: {
    readonly units: readonly string[]
    readonly teens: readonly string[]
    readonly tens: readonly string[]
    readonly hundreds: readonly string[]
    readonly thousands: readonly string[]
    /** Whether tens take the ending too: Polish "dwudziestego drugiego", Russian "двадцать второго". */
    readonly bothDecline: boolean
    readonly end: (masculine: string, form: OrdinalForm) => string
  }
}

/** Numbers of a Slavic language in words. Integers to 999 999 999; larger ones come out digit by digit. */
export interface SlavicNumbers {
  cardinal(n: number, gender?: Gender, grammarCase?: GrammarCase): string
  /** The number with its noun, both in the case: "двадцати одной минуты". Broken numbers take the genitive singular. */
  count(n: number, noun: SlavicNoun, grammarCase?: GrammarCase): string
  /** 0 to 9 999; others come out as cardinals. */
  ordinal(n: number, form?: OrdinalForm): string
  /** With decimals, to thousandths. */
  number(n: number, grammarCase?: GrammarCase): string
  digits(text: string): string
  /** A group of digits as it is said: leading zeros one by one, the rest as a number; over three digits one by one. */
  digitGroup(group: string): string
}

const CASES: Readonly<Record<GrammarCase, 0 | 1 | 2>> = { nom: 0, acc: 1, gen: 2 }
const MOST = 999_999_999

/** Number words into numbers. */
export function createSlavicNumbers(words: SlavicWords): SlavicNumbers {
  const formOf = (n: number, { one, few, many, genitive, accusative }: SlavicNoun, grammarCase: GrammarCase): string => {
    const plural = words.pick(n)
    if (grammarCase === 'gen') return plural === 'one' ? genitive : many
    if (plural === 'one') return grammarCase === 'acc' ? (accusative ?? one) : one
    return plural === 'few' ? few : many
  }

  const group = (n: number, gender: Gender, at: 0 | 1 | 2): string[] => {
    const said: string[] = []
    const rest = n % 100
    const unit = rest % 10
    if (n >= 100) said.push(words.hundreds[Math.floor(n / 100) - 1]?.[at] ?? '')
    if (rest >= 10 && rest < 20) return [...said, words.teens[rest - 10]?.[at] ?? '']
    if (rest >= 20) said.push(words.tens[Math.floor(rest / 10) - 2]?.[at] ?? '')
    if (unit === 1) said.push(said.length > 0 && words.oneWithin !== undefined ? words.oneWithin : words.one[gender][at])
    else if (unit === 2) said.push(words.two[gender][at])
    else if (unit > 2) said.push(words.units[unit - 3]?.[at] ?? '')
    return said
  }

  const cardinal = (n: number, gender: Gender = 'masculine', grammarCase: GrammarCase = 'nom'): string => {
    if (n < 0) return `${words.minus} ${cardinal(-n, gender, grammarCase)}`
    if (!Number.isInteger(n) || n > MOST) return digits(writeDigits(n))
    const at = CASES[grammarCase]
    if (n === 0) return words.zero[at]
    const said: string[] = []
    for (const [unit, noun] of [
      [1_000_000, words.million],
      [1000, words.thousand],
    ] as const) {
      const many = Math.floor(n / unit) % 1000
      if (many > 0) said.push(...(many === 1 ? [] : group(many, noun.gender, at)), formOf(many, noun, grammarCase))
    }
    // In "tysiąc jeden" the last one stands within a number too.
    if (n > 1000 && n % 1000 === 1 && words.oneWithin !== undefined) said.push(words.oneWithin)
    else said.push(...group(n % 1000, gender, at))
    return said.join(' ')
  }

  const count = (n: number, noun: SlavicNoun, grammarCase: GrammarCase = 'nom'): string => {
    if (Number.isInteger(n)) return `${cardinal(n, noun.gender, grammarCase)} ${formOf(Math.abs(n), noun, grammarCase)}`
    if (n === 0.5) return words.half(noun, grammarCase)
    return n === 1.5 ? words.oneAndHalf(noun, grammarCase) : `${number(n, grammarCase)} ${noun.genitive}`
  }

  const ordinal = (n: number, form: OrdinalForm = 'masculine'): string => {
    if (!Number.isInteger(n) || n < 0 || n > 9999) return number(n)
    const { units, teens, tens, hundreds, thousands, bothDecline, end } = words.ordinals
    const rest = n % 100
    const hundred = Math.floor(n / 100) % 10
    const thousand = Math.floor(n / 1000)
    if (n > 0 && n % 1000 === 0) return end(thousands[thousand - 1] ?? '', form)
    const said: string[] = thousand > 0 ? [cardinal(thousand * 1000)] : []
    if (rest === 0 && hundred > 0) return [...said, end(hundreds[hundred - 1] ?? '', form)].join(' ')
    if (hundred > 0) said.push(words.hundreds[hundred - 1]?.[0] ?? '')
    if (rest >= 10 && rest < 20) return [...said, end(teens[rest - 10] ?? '', form)].join(' ')
    const ten = Math.floor(rest / 10)
    const unit = rest % 10
    if (ten > 0) said.push(bothDecline || unit === 0 ? end(tens[ten - 2] ?? '', form) : (words.tens[ten - 2]?.[0] ?? ''))
    if (unit > 0 || n === 0) said.push(end(units[unit] ?? '', form))
    return said.join(' ')
  }

  const number = (n: number, grammarCase: GrammarCase = 'nom'): string => {
    if (!Number.isFinite(n)) return ''
    if (Number.isInteger(n)) return cardinal(n, 'masculine', grammarCase)
    const { minus, whole, fraction } = splitDecimal(n)
    const before = minus ? `${words.minus} ` : ''
    if (fraction === '') return before + cardinal(whole, 'masculine', grammarCase)
    const parts = [words.tenth, words.hundredth, words.thousandth][fraction.length - 1] ?? words.tenth
    return `${before}${cardinal(whole, 'masculine', grammarCase)} ${words.and} ${count(Number(fraction), parts, grammarCase)}`
  }

  const digits = (text: string): string =>
    [...text].flatMap(digit => (digit >= '0' && digit <= '9' ? [cardinal(Number(digit))] : [])).join(' ')

  const digitGroup = (text: string): string => sayGroup(text, digits, cardinal)

  return { cardinal, count, ordinal, number, digits, digitGroup }
}

/** Plural classes of Russian and Ukrainian (CLDR): 1 and 21 one, 2 to 4 few, the rest many. */
export function pickEastSlavic(n: number): 'one' | 'few' | 'many' {
  const last = n % 10
  const lastTwo = n % 100
  if (last === 1 && lastTwo !== 11) return 'one'
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? 'few' : 'many'
}
