import { createWordTable, type Token } from '../tokens.ts'

/** A number said in words or digits; `to` is the word after it. */
export interface SpokenNumber {
  readonly value: number
  readonly to: number
  /** "ósma, ósmej" is feminine and an hour; "ósmy, ósmego" is a day or a place in a row; `neuter` "pierwsze". */
  readonly ordinal?: 'feminine' | 'masculine' | 'neuter'
  /** "ósmego": an ordinal in the genitive, as days of the month are said. */
  readonly isGenitive?: boolean
  /** As digits, leading zeros kept. */
  readonly digits: string
}

type Level = 0 | 1 | 2 | 3 | 4
interface NumberWord {
  readonly value: number
  /** 0 zero, 1 units, 2 tens and teens, 3 hundreds, 4 thousand. */
  readonly level: Level
  readonly ordinal?: 'feminine' | 'masculine' | 'neuter'
  readonly isGenitive?: boolean
}

const CARDINALS: readonly (readonly [number, string])[] = [
  [0, 'zero zera zerem'],
  [1, 'jeden jedna jedno jednego jednej jedną jednym jedynka jedynkę jedynki jedynką'],
  [2, 'dwa dwie dwóch dwu dwoje dwiema dwom dwoma dwójka dwójkę dwójki dwójką'],
  [3, 'trzy trzech trzem trzema troje trójka trójkę trójki trójką'],
  [4, 'cztery czterech czterem czterema czworo czwórka czwórkę czwórki czwórką'],
  [5, 'pięć pięciu pięcioro piątka piątkę piątki piątką'],
  [6, 'sześć sześciu szóstka szóstkę szóstki szóstką'],
  [7, 'siedem siedmiu siódemka siódemkę siódemki siódemką'],
  [8, 'osiem ośmiu ósemka ósemkę ósemki ósemką'],
  [9, 'dziewięć dziewięciu dziewiątka dziewiątkę dziewiątki dziewiątką'],
  [10, 'dziesięć dziesięciu dziesiątka dziesiątkę dziesiątki dziesiątką'],
  [11, 'jedenaście jedenastu jedenastka'],
  [12, 'dwanaście dwunastu dwunastka'],
  [13, 'trzynaście trzynastu trzynastka'],
  [14, 'czternaście czternastu czternastka'],
  [15, 'piętnaście piętnastu piętnastka'],
  [16, 'szesnaście szesnastu szesnastka'],
  [17, 'siedemnaście siedemnastu siedemnastka'],
  [18, 'osiemnaście osiemnastu osiemnastka'],
  [19, 'dziewiętnaście dziewiętnastu dziewiętnastka'],
  [20, 'dwadzieścia dwudziestu dwudziestka'],
  [30, 'trzydzieści trzydziestu'],
  [40, 'czterdzieści czterdziestu'],
  [50, 'pięćdziesiąt pięćdziesięciu'],
  [60, 'sześćdziesiąt sześćdziesięciu'],
  [70, 'siedemdziesiąt siedemdziesięciu'],
  [80, 'osiemdziesiąt osiemdziesięciu'],
  [90, 'dziewięćdziesiąt dziewięćdziesięciu'],
  [100, 'sto stu setka'],
  [200, 'dwieście dwustu'],
  [300, 'trzysta trzystu'],
  [400, 'czterysta czterystu'],
  [500, 'pięćset pięciuset'],
  [600, 'sześćset sześciuset'],
  [700, 'siedemset siedmiuset'],
  [800, 'osiemset ośmiuset'],
  [900, 'dziewięćset dziewięciuset'],
  [1000, 'tysiąc tysiące tysięcy tysiąca'],
]
const ORDINAL_STEMS: readonly (readonly [number, string])[] = [
  [0, 'zerow'],
  [1, 'pierwsz'],
  [2, 'drug'],
  [3, 'trzec'],
  [4, 'czwart'],
  [5, 'piąt'],
  [6, 'szóst'],
  [7, 'siódm'],
  [8, 'ósm'],
  [9, 'dziewiąt'],
  [10, 'dziesiąt'],
  [11, 'jedenast'],
  [12, 'dwunast'],
  [13, 'trzynast'],
  [14, 'czternast'],
  [15, 'piętnast'],
  [16, 'szesnast'],
  [17, 'siedemnast'],
  [18, 'osiemnast'],
  [19, 'dziewiętnast'],
  [20, 'dwudziest'],
  [30, 'trzydziest'],
  [40, 'czterdziest'],
  [50, 'pięćdziesiąt'],
  [60, 'sześćdziesiąt'],
  [70, 'siedemdziesiąt'],
  [80, 'osiemdziesiąt'],
  [90, 'dziewięćdziesiąt'],
  [100, 'setn'],
  [1000, 'tysięczn'],
  [2000, 'dwutysięczn'],
]
const ENDINGS = [
  ['masculine', 'y i ym im emu iemu', false],
  ['masculine', 'ego iego', true],
  ['feminine', 'a ia ej iej ą ią', false],
  ['neuter', 'e ie', false],
] as const

const WORDS = createWordTable<NumberWord>([...listCardinals(), ...listOrdinals()])

function* listCardinals(): Iterable<readonly [string, NumberWord]> {
  for (const [value, forms] of CARDINALS) for (const form of forms.split(' ')) yield [form, { value, level: levelOf(value) }]
}

function* listOrdinals(): Iterable<readonly [string, NumberWord]> {
  for (const [value, stem] of ORDINAL_STEMS)
    for (const [ordinal, endings, isGenitive] of ENDINGS)
      for (const ending of endings.split(' ')) yield [stem + ending, { value, level: levelOf(value), ordinal, isGenitive }]
}

function levelOf(value: number): Level {
  return value === 0 ? 0 : value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4
}

/** The number that begins at a word, as long as it goes: "tysiąc dziewięćset siedemdziesiątego drugiego" is 1972. */
export function readNumberAt(tokens: readonly Token[], from: number): SpokenNumber | undefined {
  const first = tokens[from]
  if (first === undefined) return undefined
  if (/^\d{1,15}$/.test(first.kept)) return { value: Number(first.kept), to: from + 1, digits: first.kept }
  let sum = 0
  let group = 0
  let room = 5
  let last: NumberWord | undefined
  let at = from
  for (; at < tokens.length; at += 1) {
    const word = WORDS.find(tokens[at])
    if (
      word === undefined ||
      (last !== undefined && !canFollow(last, word, room)) ||
      (at > from && tokens[at]?.isAfterPause === true)
    )
      break
    if (word.level === 4) {
      sum += word.value === 1000 && word.ordinal === undefined ? Math.max(1, group) * 1000 : word.value
      group = 0
    } else group += word.value
    room = word.level === 2 && word.value < 20 ? 1 : word.level
    last = word
  }
  if (last === undefined) return undefined
  const value = sum + group
  return {
    value,
    to: at,
    digits: String(value),
    ...(last.ordinal === undefined ? {} : { ordinal: last.ordinal, isGenitive: last.isGenitive === true }),
  }
}

function canFollow(last: NumberWord, word: NumberWord, room: number): boolean {
  if (last.level === 0 || word.level === 0) return false
  // "dwa tysiące": the thousand takes what stands before it.
  if (word.level === 4) return room < 4 && last.ordinal === undefined && word.ordinal === undefined
  if (word.level >= room) return false
  // "o dwudziestej pięć" is twenty and five; "dwudziestej piątej" is twenty-five; "sto pierwszy" is one hundred and first.
  if (last.ordinal !== undefined) return word.ordinal === last.ordinal && last.isGenitive === word.isGenitive
  return word.ordinal === undefined || last.level > 2
}

/** Every number of an utterance, one after the other. */
export function listNumbers(tokens: readonly Token[]): readonly (SpokenNumber & { readonly from: number })[] {
  const numbers: (SpokenNumber & { from: number })[] = []
  for (let at = 0; at < tokens.length; ) {
    const number = readNumberAt(tokens, at)
    if (number !== undefined) numbers.push({ ...number, from: at })
    at = number?.to ?? at + 1
  }
  return numbers
}

/** A number that may have decimals: "trzydzieści osiem i pięć", "… i pół", "… przecinek sześć", "38,5", "38 6" when `short` decimals are usual. */
export function readDecimalAt(
  tokens: readonly Token[],
  from: number,
  short: boolean,
): { readonly value: number; readonly to: number } | undefined {
  const written = /^(\d{1,6})[.,](\d{1,3})$/.exec(tokens[from]?.kept ?? '')
  if (written !== null) return { value: Number(`${written[1]}.${written[2]}`), to: from + 1 }
  const whole = readNumberAt(tokens, from)
  if (whole === undefined) return undefined
  const join = tokens[whole.to]?.folded
  const isJoined = join === 'i' || join === 'przecinek' || join === 'kropka'
  const next = isJoined ? whole.to + 1 : whole.to
  if (isJoined && tokens[next]?.folded === 'pol') return { value: whole.value + 0.5, to: next + 1 }
  const part = isJoined || short ? readNumberAt(tokens, next) : undefined
  if (part === undefined || part.value > 99 || (!isJoined && part.value > 9)) return { value: whole.value, to: whole.to }
  return { value: Number(`${whole.value}.${part.digits}`), to: part.to }
}
