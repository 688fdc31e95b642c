import { type Gender, type GrammarCase, noun, type SlavicNoun } from '../common/grammar.ts'
import { type Cased, createSlavicNumbers, type OrdinalForm, pickEastSlavic } from '../common/slavic-numbers.ts'

/** Nominative, accusative and genitive; the accusative of what is counted here is the nominative. */
const same = (nominative: string, genitive: string): Cased => [nominative, nominative, genitive]

const ENDINGS: Readonly<Record<OrdinalForm, string>> = {
  masculine: '',
  feminine: 'ая',
  neuter: 'ое',
  genitive: 'ого',
  locative: 'ом',
  feminine_genitive: 'ой',
  feminine_locative: 'ой',
}
const THIRD: Readonly<Record<OrdinalForm, string>> = {
  masculine: 'третий',
  feminine: 'третья',
  neuter: 'третье',
  genitive: 'третьего',
  locative: 'третьем',
  feminine_genitive: 'третьей',
  feminine_locative: 'третьей',
}

function endOrdinal(masculine: string, form: OrdinalForm): string {
  if (masculine === 'третий') return THIRD[form]
  return form === 'masculine' ? masculine : masculine.slice(0, -2) + ENDINGS[form]
}

const numbers = createSlavicNumbers({
  minus: 'минус',
  zero: same('ноль', 'ноля'),
  one: {
    masculine: same('один', 'одного'),
    feminine: ['одна', 'одну', 'одной'],
    neuter: same('одно', 'одного'),
  },
  two: { masculine: same('два', 'двух'), feminine: same('две', 'двух'), neuter: same('два', 'двух') },
  units: [
    same('три', 'трёх'),
    same('четыре', 'четырёх'),
    same('пять', 'пяти'),
    same('шесть', 'шести'),
    same('семь', 'семи'),
    same('восемь', 'восьми'),
    same('девять', 'девяти'),
  ],
  teens: [
    same('десять', 'десяти'),
    same('одиннадцать', 'одиннадцати'),
    same('двенадцать', 'двенадцати'),
    same('тринадцать', 'тринадцати'),
    same('четырнадцать', 'четырнадцати'),
    same('пятнадцать', 'пятнадцати'),
    same('шестнадцать', 'шестнадцати'),
    same('семнадцать', 'семнадцати'),
    same('восемнадцать', 'восемнадцати'),
    same('девятнадцать', 'девятнадцати'),
  ],
  tens: [
    same('двадцать', 'двадцати'),
    same('тридцать', 'тридцати'),
    same('сорок', 'сорока'),
    same('пятьдесят', 'пятидесяти'),
    same('шестьдесят', 'шестидесяти'),
    same('семьдесят', 'семидесяти'),
    same('восемьдесят', 'восьмидесяти'),
    same('девяносто', 'девяноста'),
  ],
  hundreds: [
    same('сто', 'ста'),
    same('двести', 'двухсот'),
    same('триста', 'трёхсот'),
    same('четыреста', 'четырёхсот'),
    same('пятьсот', 'пятисот'),
    same('шестьсот', 'шестисот'),
    same('семьсот', 'семисот'),
    same('восемьсот', 'восьмисот'),
    same('девятьсот', 'девятисот'),
  ],
  thousand: noun('feminine', 'тысяча', 'тысячи', 'тысяч', 'тысячи', 'тысячу'),
  million: noun('masculine', 'миллион', 'миллиона', 'миллионов', 'миллиона'),
  pick: pickEastSlavic,
  and: 'и',
  tenth: noun('feminine', 'десятая', 'десятых', 'десятых', 'десятой', 'десятую'),
  hundredth: noun('feminine', 'сотая', 'сотых', 'сотых', 'сотой', 'сотую'),
  thousandth: noun('feminine', 'тысячная', 'тысячных', 'тысячных', 'тысячной', 'тысячную'),
  half: sayHalf,
  oneAndHalf: (counted, grammarCase) => {
    if (grammarCase === 'gen') return `полутора ${counted.many}`
    return `${counted.gender === 'feminine' ? 'полторы' : 'полтора'} ${counted.genitive}`
  },
  ordinals: {
    units: ['нулевой', 'первый', 'второй', 'третий', 'четвёртый', 'пятый', 'шестой', 'седьмой', 'восьмой', 'девятый'],
    teens: [
      'десятый',
      'одиннадцатый',
      'двенадцатый',
      'тринадцатый',
      'четырнадцатый',
      'пятнадцатый',
      'шестнадцатый',
      'семнадцатый',
      'восемнадцатый',
      'девятнадцатый',
    ],
    tens: ['двадцатый', 'тридцатый', 'сороковой', 'пятидесятый', 'шестидесятый', 'семидесятый', 'восьмидесятый', 'девяностый'],
    hundreds: [
      'сотый',
      'двухсотый',
      'трёхсотый',
      'четырёхсотый',
      'пятисотый',
      'шестисотый',
      'семисотый',
      'восьмисотый',
      'девятисотый',
    ],
    thousands: [
      'тысячный',
      'двухтысячный',
      'трёхтысячный',
      'четырёхтысячный',
      'пятитысячный',
      'шеститысячный',
      'семитысячный',
      'восьмитысячный',
      'девятитысячный',
    ],
    bothDecline: false,
    end: endOrdinal,
  },
})

function sayHalf(counted: SlavicNoun, grammarCase: GrammarCase): string {
  if (counted.one === 'час') return grammarCase === 'gen' ? 'получаса' : 'полчаса'
  return `${{ nom: 'половина', acc: 'половину', gen: 'половины' }[grammarCase]} ${counted.genitive}`
}

/** A whole number 0 to 999 999 999: "двадцать две", "двадцати двух". Larger or broken numbers come out digit by digit. */
export const sayCardinal: (n: number, gender?: Gender, grammarCase?: GrammarCase) => string = numbers.cardinal
/** A number with its noun: "двадцать одна минута", "двадцати одной минуты". */
export const sayCount: (n: number, noun: SlavicNoun, grammarCase?: GrammarCase) => string = numbers.count
/** 0 to 9 999 as an ordinal: "двадцать второго", "тысяча девятьсот семьдесят второго". */
export const sayOrdinal: (n: number, form?: OrdinalForm) => string = numbers.ordinal
/** A number that may have decimals: "тридцать восемь и пять десятых". */
export const sayNumber: (n: number, grammarCase?: GrammarCase) => string = numbers.number
/** Every digit by itself; other characters are left out: "ноль ноль девять". */
export const sayDigits: (text: string) => string = numbers.digits
/** A group of digits as people say it: "ноль двенадцать". */
export const sayDigitGroup: (group: string) => string = numbers.digitGroup
