import { type Gender, type GrammarCase, noun, type SlavicNoun } from '../common/grammar.ts'
import { type Cased, createSlavicNumbers, type OrdinalForm } from '../common/slavic-numbers.ts'

/** Nominative, accusative and genitive; the accusative of what is counted here is the nominative. */
const same = (nominative: string, genitive: string): Cased => [nominative, nominative, genitive]

/** Picks the noun's form for a count: 1 minuta, 2 minuty, 5 minut (CLDR plural rules of Polish). */
function pickPlural(n: number): 'one' | 'few' | 'many' {
  if (n === 1) return 'one'
  const last = n % 10
  const lastTwo = n % 100
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? 'few' : 'many'
}

const ENDINGS: Readonly<Record<OrdinalForm, string>> = {
  masculine: 'y',
  feminine: 'a',
  neuter: 'e',
  genitive: 'ego',
  locative: 'ym',
  feminine_genitive: 'ej',
  feminine_locative: 'ej',
}

function endOrdinal(masculine: string, form: OrdinalForm): string {
  if (form === 'masculine') return masculine
  const ending = ENDINGS[form]
  if (form === 'locative' && masculine.endsWith('i')) return `${masculine}m`
  if (masculine === 'drugi') return `drug${ending === 'a' ? 'a' : `i${ending}`}`
  return masculine === 'trzeci' ? masculine + ending : masculine.slice(0, -1) + ending
}

const numbers = createSlavicNumbers({
  minus: 'minus',
  zero: same('zero', 'zera'),
  one: {
    masculine: same('jeden', 'jednego'),
    feminine: ['jedna', 'jedną', 'jednej'],
    neuter: same('jedno', 'jednego'),
  },
  oneWithin: 'jeden',
  two: { masculine: same('dwa', 'dwóch'), feminine: same('dwie', 'dwóch'), neuter: same('dwa', 'dwóch') },
  units: [
    same('trzy', 'trzech'),
    same('cztery', 'czterech'),
    same('pięć', 'pięciu'),
    same('sześć', 'sześciu'),
    same('siedem', 'siedmiu'),
    same('osiem', 'ośmiu'),
    same('dziewięć', 'dziewięciu'),
  ],
  teens: [
    same('dziesięć', 'dziesięciu'),
    same('jedenaście', 'jedenastu'),
    same('dwanaście', 'dwunastu'),
    same('trzynaście', 'trzynastu'),
    same('czternaście', 'czternastu'),
    same('piętnaście', 'piętnastu'),
    same('szesnaście', 'szesnastu'),
    same('siedemnaście', 'siedemnastu'),
    same('osiemnaście', 'osiemnastu'),
    same('dziewiętnaście', 'dziewiętnastu'),
  ],
  tens: [
    same('dwadzieścia', 'dwudziestu'),
    same('trzydzieści', 'trzydziestu'),
    same('czterdzieści', 'czterdziestu'),
    same('pięćdziesiąt', 'pięćdziesięciu'),
    same('sześćdziesiąt', 'sześćdziesięciu'),
    same('siedemdziesiąt', 'siedemdziesięciu'),
    same('osiemdziesiąt', 'osiemdziesięciu'),
    same('dziewięćdziesiąt', 'dziewięćdziesięciu'),
  ],
  hundreds: [
    same('sto', 'stu'),
    same('dwieście', 'dwustu'),
    same('trzysta', 'trzystu'),
    same('czterysta', 'czterystu'),
    same('pięćset', 'pięciuset'),
    same('sześćset', 'sześciuset'),
    same('siedemset', 'siedmiuset'),
    same('osiemset', 'ośmiuset'),
    same('dziewięćset', 'dziewięciuset'),
  ],
  thousand: noun('masculine', 'tysiąc', 'tysiące', 'tysięcy', 'tysiąca'),
  million: noun('masculine', 'milion', 'miliony', 'milionów', 'miliona'),
  pick: pickPlural,
  and: 'i',
  tenth: noun('feminine', 'dziesiąta', 'dziesiąte', 'dziesiątych', 'dziesiątej', 'dziesiątą'),
  hundredth: noun('feminine', 'setna', 'setne', 'setnych', 'setnej', 'setną'),
  thousandth: noun('feminine', 'tysięczna', 'tysięczne', 'tysięcznych', 'tysięcznej', 'tysięczną'),
  half: counted => `pół ${counted.genitive}`,
  oneAndHalf: counted => `${counted.gender === 'feminine' ? 'półtorej' : 'półtora'} ${counted.genitive}`,
  ordinals: {
    units: ['zerowy', 'pierwszy', 'drugi', 'trzeci', 'czwarty', 'piąty', 'szósty', 'siódmy', 'ósmy', 'dziewiąty'],
    teens: [
      'dziesiąty',
      'jedenasty',
      'dwunasty',
      'trzynasty',
      'czternasty',
      'piętnasty',
      'szesnasty',
      'siedemnasty',
      'osiemnasty',
      'dziewiętnasty',
    ],
    tens: [
      'dwudziesty',
      'trzydziesty',
      'czterdziesty',
      'pięćdziesiąty',
      'sześćdziesiąty',
      'siedemdziesiąty',
      'osiemdziesiąty',
      'dziewięćdziesiąty',
    ],
    hundreds: [
      'setny',
      'dwusetny',
      'trzechsetny',
      'czterechsetny',
      'pięćsetny',
      'sześćsetny',
      'siedemsetny',
      'osiemsetny',
      'dziewięćsetny',
    ],
    thousands: [
      'tysięczny',
      'dwutysięczny',
      'trzytysięczny',
      'czterotysięczny',
      'pięciotysięczny',
      'sześciotysięczny',
      'siedmiotysięczny',
      'ośmiotysięczny',
      'dziewięciotysięczny',
    ],
    bothDecline: true,
    end: endOrdinal,
  },
})

/** A whole number 0 to 999 999 999: "dwadzieścia dwie", "dwudziestu dwóch". Larger or broken numbers come out digit by digit. */
export const sayCardinal: (n: number, gender?: Gender, grammarCase?: GrammarCase) => string = numbers.cardinal
/** A number with its noun: "dwadzieścia jeden minut", "dwóch minut". */
export const sayCount: (n: number, noun: SlavicNoun, grammarCase?: GrammarCase) => string = numbers.count
/** 0 to 9 999 as an ordinal: "dwudziestego drugiego", "tysiąc dziewięćset siedemdziesiątego drugiego". */
export const sayOrdinal: (n: number, form?: OrdinalForm) => string = numbers.ordinal
/** A number that may have decimals: "trzydzieści osiem i pięć dziesiątych". */
export const sayNumber: (n: number, grammarCase?: GrammarCase) => string = numbers.number
/** Every digit by itself; other characters are left out: "zero zero dziewięć". */
export const sayDigits: (text: string) => string = numbers.digits
/** A group of digits as people say it: "zero dwanaście". */
export const sayDigitGroup: (group: string) => string = numbers.digitGroup
