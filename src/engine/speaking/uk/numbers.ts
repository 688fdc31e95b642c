import { type Gender, type GrammarCase, noun, type SlavicNoun } from '../common/grammar.ts'
import { type Cased, createSlavicNumbers, type OrdinalForm, pickEastSlavic } from '../common/slavic-numbers.ts'

/** Nominative, accusative and genitive; the accusative of what is counted here is the nominative. */
const same = (nominative: string, genitive: string): Cased => [nominative, nominative, genitive]

const ENDINGS: Readonly<Record<OrdinalForm, string>> = {
  masculine: 'ий',
  feminine: 'а',
  neuter: 'е',
  genitive: 'ого',
  locative: 'ому',
  feminine_genitive: 'ої',
  feminine_locative: 'ій',
}
const THIRD: Readonly<Record<OrdinalForm, string>> = {
  masculine: 'третій',
  feminine: 'третя',
  neuter: 'третє',
  genitive: 'третього',
  locative: 'третьому',
  feminine_genitive: 'третьої',
  feminine_locative: 'третій',
}

function endOrdinal(masculine: string, form: OrdinalForm): string {
  return masculine === 'третій' ? THIRD[form] : masculine.slice(0, -2) + ENDINGS[form]
}

const numbers = createSlavicNumbers({
  minus: 'мінус',
  zero: same('нуль', 'нуля'),
  one: {
    masculine: same('один', 'одного'),
    feminine: ['одна', 'одну', 'однієї'],
    neuter: same('одне', 'одного'),
  },
  two: { masculine: same('два', 'двох'), feminine: same('дві', 'двох'), neuter: same('два', 'двох') },
  units: [
    same('три', 'трьох'),
    same('чотири', 'чотирьох'),
    same("п'ять", "п'яти"),
    same('шість', 'шести'),
    same('сім', 'семи'),
    same('вісім', 'восьми'),
    same("дев'ять", "дев'яти"),
  ],
  teens: [
    same('десять', 'десяти'),
    same('одинадцять', 'одинадцяти'),
    same('дванадцять', 'дванадцяти'),
    same('тринадцять', 'тринадцяти'),
    same('чотирнадцять', 'чотирнадцяти'),
    same("п'ятнадцять", "п'ятнадцяти"),
    same('шістнадцять', 'шістнадцяти'),
    same('сімнадцять', 'сімнадцяти'),
    same('вісімнадцять', 'вісімнадцяти'),
    same("дев'ятнадцять", "дев'ятнадцяти"),
  ],
  tens: [
    same('двадцять', 'двадцяти'),
    same('тридцять', 'тридцяти'),
    same('сорок', 'сорока'),
    same("п'ятдесят", "п'ятдесяти"),
    same('шістдесят', 'шістдесяти'),
    same('сімдесят', 'сімдесяти'),
    same('вісімдесят', 'вісімдесяти'),
    same("дев'яносто", "дев'яноста"),
  ],
  hundreds: [
    same('сто', 'ста'),
    same('двісті', 'двохсот'),
    same('триста', 'трьохсот'),
    same('чотириста', 'чотирьохсот'),
    same("п'ятсот", "п'ятисот"),
    same('шістсот', 'шестисот'),
    same('сімсот', 'семисот'),
    same('вісімсот', 'восьмисот'),
    same("дев'ятсот", "дев'ятисот"),
  ],
  thousand: noun('feminine', 'тисяча', 'тисячі', 'тисяч', 'тисячі', 'тисячу'),
  million: noun('masculine', 'мільйон', 'мільйони', 'мільйонів', 'мільйона'),
  pick: pickEastSlavic,
  and: 'і',
  tenth: noun('feminine', 'десята', 'десяті', 'десятих', 'десятої', 'десяту'),
  hundredth: noun('feminine', 'сота', 'соті', 'сотих', 'сотої', 'соту'),
  thousandth: noun('feminine', 'тисячна', 'тисячні', 'тисячних', 'тисячної', 'тисячну'),
  half: counted => `пів ${counted.genitive}`,
  oneAndHalf: counted => `${counted.gender === 'feminine' ? 'півтори' : 'півтора'} ${counted.genitive}`,
  ordinals: {
    units: ['нульовий', 'перший', 'другий', 'третій', 'четвертий', "п'ятий", 'шостий', 'сьомий', 'восьмий', "дев'ятий"],
    teens: [
      'десятий',
      'одинадцятий',
      'дванадцятий',
      'тринадцятий',
      'чотирнадцятий',
      "п'ятнадцятий",
      'шістнадцятий',
      'сімнадцятий',
      'вісімнадцятий',
      "дев'ятнадцятий",
    ],
    tens: ['двадцятий', 'тридцятий', 'сороковий', "п'ятдесятий", 'шістдесятий', 'сімдесятий', 'вісімдесятий', "дев'яностий"],
    hundreds: [
      'сотий',
      'двохсотий',
      'трьохсотий',
      'чотирьохсотий',
      "п'ятисотий",
      'шестисотий',
      'семисотий',
      'восьмисотий',
      "дев'ятисотий",
    ],
    thousands: [
      'тисячний',
      'двотисячний',
      'тритисячний',
      'чотиритисячний',
      "п'ятитисячний",
      'шеститисячний',
      'семитисячний',
      'восьмитисячний',
      "дев'ятитисячний",
    ],
    bothDecline: false,
    end: endOrdinal,
  },
})

/** A whole number 0 to 999 999 999: "двадцять дві", "двадцяти двох". Larger or broken numbers come out digit by digit. */
export const sayCardinal: (n: number, gender?: Gender, grammarCase?: GrammarCase) => string = numbers.cardinal
/** A number with its noun: "двадцять одна хвилина", "двадцяти однієї хвилини". */
export const sayCount: (n: number, noun: SlavicNoun, grammarCase?: GrammarCase) => string = numbers.count
/** 0 to 9 999 as an ordinal: "двадцять другого", "тисяча дев'ятсот сімдесят другого". */
export const sayOrdinal: (n: number, form?: OrdinalForm) => string = numbers.ordinal
/** A number that may have decimals: "тридцять вісім і п'ять десятих". */
export const sayNumber: (n: number, grammarCase?: GrammarCase) => string = numbers.number
/** Every digit by itself; other characters are left out: "нуль нуль дев'ять". */
export const sayDigits: (text: string) => string = numbers.digits
/** A group of digits as people say it: "нуль дванадцять". */
export const sayDigitGroup: (group: string) => string = numbers.digitGroup
