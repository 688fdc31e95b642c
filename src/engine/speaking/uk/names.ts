import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import { spell } from '../common/spell.ts'
import { sayDigits, sayOrdinal } from './numbers.ts'

const LETTERS: Readonly<Record<string, string>> = {
  а: 'а',
  б: 'бе',
  в: 'ве',
  г: 'ге',
  ґ: 'ґе',
  д: 'де',
  е: 'е',
  є: 'є',
  ж: 'же',
  з: 'зе',
  и: 'и',
  і: 'і',
  ї: 'ї',
  й: 'йот',
  к: 'ка',
  л: 'ел',
  м: 'ем',
  н: 'ен',
  о: 'о',
  п: 'пе',
  р: 'ер',
  с: 'ес',
  т: 'те',
  у: 'у',
  ф: 'еф',
  х: 'ха',
  ц: 'це',
  ч: 'че',
  ш: 'ша',
  щ: 'ща',
  ь: "м'який знак",
  ю: 'ю',
  я: 'я',
  ы: 'и',
  э: 'е',
  ё: 'йо',
  a: 'а',
  b: 'бе',
  c: 'це',
  d: 'де',
  e: 'е',
  f: 'еф',
  g: 'ґе',
  h: 'аш',
  i: 'і',
  j: 'йот',
  k: 'ка',
  l: 'ел',
  m: 'ем',
  n: 'ен',
  o: 'о',
  p: 'пе',
  q: 'ку',
  r: 'ер',
  s: 'ес',
  t: 'те',
  u: 'у',
  v: 'ве',
  w: 'дубль ве',
  x: 'ікс',
  y: 'ігрек',
  z: 'зет',
}
const SIGNS = { '-': 'дефіс', "'": 'апостроф', '/': 'дріб', '.': 'крапка' }

/** Letter by letter, by the letters' names: "ен, о, ве, а, ка". */
export function saySpelled(text: string): string {
  return spell(text, { letters: LETTERS, signs: SIGNS, digit: sayDigits })
}

/** What already says what kind of street it is, in Ukrainian or in the Polish and Catalan of the clinic's own lists. */
const STREET =
  /^(?:вул|вулиця|просп|проспект|пров|провулок|пл|площа|бульв|бульвар|шосе|наб|набережна|алея|майдан|узвіз|ul|al|pl|os|aleja|plac|c|carrer|av)(?!\p{L})|(?:вулиця|проспект|провулок|площа|бульвар|шосе|набережна|алея|майдан|узвіз)$/iu

/** An address part by part; numbers in it are left for the guard: "вулиця Довга, будинок 12, квартира 5, під'їзд 2, другий поверх, код 42". */
export function sayAddress(address: AddressValue): string {
  const street = address.street === undefined || STREET.test(String(address.street)) ? address.street : `вулиця ${address.street}`
  return [
    street,
    address.building === undefined ? undefined : `будинок ${address.building}`,
    address.flat === undefined ? undefined : `квартира ${address.flat}`,
    address.entrance === undefined ? undefined : `під'їзд ${address.entrance}`,
    address.floor === undefined ? undefined : sayFloor(String(address.floor)),
    address.code === undefined ? undefined : `код ${address.code}`,
    address.city,
  ]
    .filter(part => part !== undefined)
    .join(', ')
}

function sayFloor(floor: string): string {
  return /^\d{1,2}$/.test(floor) ? `${sayOrdinal(Number(floor))} поверх` : `поверх ${floor}`
}
