import petrovich from 'petrovich'
import type { AddressValue, NameCase } from '../../../scenarios/model/data-type.ts'
import { spell } from '../common/spell.ts'
import { sayDigits, sayOrdinal } from './numbers.ts'

const LETTERS: Readonly<Record<string, string>> = {
  а: 'а',
  б: 'бэ',
  в: 'вэ',
  г: 'гэ',
  д: 'дэ',
  е: 'е',
  ё: 'ё',
  ж: 'жэ',
  з: 'зэ',
  и: 'и',
  й: 'и краткое',
  к: 'ка',
  л: 'эль',
  м: 'эм',
  н: 'эн',
  о: 'о',
  п: 'пэ',
  р: 'эр',
  с: 'эс',
  т: 'тэ',
  у: 'у',
  ф: 'эф',
  х: 'ха',
  ц: 'цэ',
  ч: 'че',
  ш: 'ша',
  щ: 'ща',
  ъ: 'твёрдый знак',
  ы: 'ы',
  ь: 'мягкий знак',
  э: 'э',
  ю: 'ю',
  я: 'я',
  і: 'и с точкой',
  a: 'а',
  b: 'бэ',
  c: 'цэ',
  d: 'дэ',
  e: 'е',
  f: 'эф',
  g: 'жэ',
  h: 'аш',
  i: 'и',
  j: 'йот',
  k: 'ка',
  l: 'эль',
  m: 'эм',
  n: 'эн',
  o: 'о',
  p: 'пэ',
  q: 'ку',
  r: 'эр',
  s: 'эс',
  t: 'тэ',
  u: 'у',
  v: 'вэ',
  w: 'дубль вэ',
  x: 'икс',
  y: 'игрек',
  z: 'зет',
}
const SIGNS = { '-': 'дефис', "'": 'апостроф', '/': 'дробь', '.': 'точка' }

/** Letter by letter, by the letters' names: "эн, о, вэ, а, ка". */
export function saySpelled(text: string): string {
  return spell(text, { letters: LETTERS, signs: SIGNS, digit: sayDigits })
}

/** An address part by part; numbers in it are left for the guard: "улица Длинная, дом 12, квартира 5, подъезд 2, второй этаж, код 42". */
export function sayAddress(address: AddressValue): string {
  const street = address.street === undefined || STREET.test(String(address.street)) ? address.street : `улица ${address.street}`
  return [
    street,
    address.building === undefined ? undefined : `дом ${address.building}`,
    address.flat === undefined ? undefined : `квартира ${address.flat}`,
    address.entrance === undefined ? undefined : `подъезд ${address.entrance}`,
    address.floor === undefined ? undefined : sayFloor(String(address.floor)),
    address.code === undefined ? undefined : `код ${address.code}`,
    address.city,
  ]
    .filter(part => part !== undefined)
    .join(', ')
}
/** What already says what kind of street it is, in Russian or in the Polish and Catalan of the clinic's own lists. */
const STREET =
  /^(?:ул|улица|пр|просп|проспект|пер|переулок|пл|площадь|бул|бульвар|шоссе|наб|набережная|аллея|ul|al|pl|os|aleja|plac|c|carrer|av)(?![\p{L}])|(?:улица|проспект|переулок|площадь|бульвар|шоссе|набережная|аллея)$/iu

function sayFloor(floor: string): string {
  return /^\d{1,2}$/.test(floor) ? `${sayOrdinal(Number(floor))} этаж` : `этаж ${floor}`
}

type PetrovichCase = 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional'
const PATRONYMIC = /(?:вич|ьич|мич|кич|нич|вна|ична)$/
/** Stressed on the last syllable, and so with "о": "Ильичом". */
const STRESSED_PATRONYMIC = /^(Иль|Лук|Фом|Кузьм)ичем$/

/**
 * A Russian name in a case. The gender must be known or show in the patronymic; a name in another script, or of one word, or with
 * parts that are no names stays as it is.
 */
export function inflectName(
  { full, gender }: { readonly full: string; readonly gender: 'female' | 'male' | undefined },
  format: NameCase,
): string | undefined {
  if (format === 'vocative') return full
  const parts = full.trim().split(/\s+/)
  if (parts.length > 3 || parts.some(part => !/^[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?$/.test(part))) return undefined
  const middle = findPatronymic(parts, gender)
  const known = gender ?? (middle === -1 ? undefined : petrovich.detect_gender(parts[middle] ?? ''))
  if (known !== 'female' && known !== 'male') return undefined
  const kinds = namePartsOf(parts.length, middle)
  const gcase: PetrovichCase = format === 'locative' ? 'prepositional' : format
  return parts
    .map((part, index) => petrovich({ gender: known, [kinds[index] ?? 'last']: part }, gcase)[kinds[index] ?? 'last'] ?? part)
    .map(part => part.replace(STRESSED_PATRONYMIC, '$1ичом'))
    .join(' ')
}

/** Where the patronymic stands. "Анна Миронович" has none: it is a surname that looks like one. */
function findPatronymic(parts: readonly string[], gender: 'female' | 'male' | undefined): number {
  return parts.findIndex((part, index) => {
    if (index === 0 || !PATRONYMIC.test(part)) return false
    const isFemale = gender === 'female' || (gender === undefined && /[ая]$/.test(parts[0] ?? ''))
    return !(part.endsWith('ч') && isFemale && parts.length === 2)
  })
}

/** "Анна Петровна Иванова", "Иванова Анна Петровна", "Анна Петровна", "Анна Иванова". */
function namePartsOf(count: number, middle: number): readonly ('first' | 'middle' | 'last')[] {
  if (count === 1) return ['first']
  if (middle === 2) return ['last', 'first', 'middle']
  return middle === 1 ? ['first', 'middle', 'last'] : ['first', 'last', 'last']
}
