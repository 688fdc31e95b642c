import type { Language } from '../../../../src/scenarios/model/documents.ts'

interface Spelling {
  readonly units: string
  readonly tens: string
  readonly hundreds: string
  readonly thousands: (count: number, spelled: string) => string
  readonly join: (tens: string, unit: string) => string
  /** Between hundreds and what follows. */
  readonly and: string
}

const slavic = (one: string, few: string, many: string) => (count: number, spelled: string) =>
  count === 1 ? one : `${spelled} ${count % 10 >= 2 && count % 10 <= 4 && Math.floor(count / 10) % 10 !== 1 ? few : many}`

const SPELLINGS: Readonly<Record<Language, Spelling>> = {
  pl: {
    units:
      'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście',
    tens: 'dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt',
    hundreds: 'sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset',
    thousands: slavic('tysiąc', 'tysiące', 'tysięcy'),
    join: (tens, unit) => `${tens} ${unit}`,
    and: ' ',
  },
  ru: {
    units:
      'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать',
    tens: 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто',
    hundreds: 'сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот',
    thousands: slavic('тысяча', 'тысячи', 'тысяч'),
    join: (tens, unit) => `${tens} ${unit}`,
    and: ' ',
  },
  uk: {
    units:
      "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
    tens: "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    hundreds: "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот",
    thousands: slavic('тисяча', 'тисячі', 'тисяч'),
    join: (tens, unit) => `${tens} ${unit}`,
    and: ' ',
  },
  ca: {
    units: 'zero un dos tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit dinou',
    tens: 'vint trenta quaranta cinquanta seixanta setanta vuitanta noranta',
    hundreds: 'cent dos-cents tres-cents quatre-cents cinc-cents sis-cents set-cents vuit-cents nou-cents',
    thousands: (count, spelled) => (count === 1 ? 'mil' : `${spelled} mil`),
    join: (tens, unit) => (tens === 'vint' ? `vint-i-${unit}` : `${tens}-${unit}`),
    and: ' ',
  },
  en: {
    units:
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
    hundreds:
      'one_hundred two_hundred three_hundred four_hundred five_hundred six_hundred seven_hundred eight_hundred nine_hundred',
    thousands: (_, spelled) => `${spelled} thousand`,
    join: (tens, unit) => `${tens}-${unit}`,
    and: ' and ',
  },
}

/** Writes 0–999 999 in words, nominative masculine: what the reader is held against. */
export function spellNumber(n: number, language: Language): string {
  const { units, tens, hundreds, thousands, join, and } = SPELLINGS[language]
  const below100 = (value: number): string => {
    if (value < 20) return units.split(' ')[value] ?? ''
    const ten = tens.split(' ')[Math.floor(value / 10) - 2] ?? ''
    return value % 10 === 0 ? ten : join(ten, units.split(' ')[value % 10] ?? '')
  }
  const below1000 = (value: number): string => {
    if (value < 100) return below100(value)
    const hundred = (hundreds.split(' ')[Math.floor(value / 100) - 1] ?? '').replace('_', ' ')
    return value % 100 === 0 ? hundred : hundred + and + below100(value % 100)
  }
  if (n < 1000) return below1000(n)
  const count = Math.floor(n / 1000)
  const head = thousands(count, below1000(count))
  return n % 1000 === 0 ? head : head + (n % 1000 < 100 ? and : ' ') + below1000(n % 1000)
}
