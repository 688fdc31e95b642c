import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import { spell } from '../common/spell.ts'
import { sayDigits, sayOrdinal } from './numbers.ts'

/** A capital alone is read by its name, a small "a" might be an article. */
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('abcdefghijklmnopqrstuvwxyz').map(letter => [letter, letter.toUpperCase()]),
)
const SIGNS = { '-': 'hyphen', "'": 'apostrophe', '/': 'slash', '.': 'dot' }

/** Letter by letter: "N, O, W, A, K". Letters under accents are said without them. */
export function saySpelled(text: string): string {
  return spell(text, { letters: LETTERS, signs: SIGNS, digit: sayDigits })
}

/** An address part by part; numbers in it are left for the guard: "12 Long Street, flat 5, entrance 2, second floor, code 42". */
export function sayAddress(address: AddressValue): string {
  const { street } = address
  // "12 Long Street" is English; "ulica Długa 12" is not turned round.
  const isEnglish =
    street !== undefined &&
    /(?:street|road|avenue|lane|st|rd|ave|ln|close|drive|square|court|way|place|crescent)\.?$/i.test(street)
  const house = isEnglish ? [address.building, street] : [street, address.building]
  return [
    house.filter(part => part !== undefined).join(' ') || undefined,
    address.flat === undefined ? undefined : `flat ${address.flat}`,
    address.entrance === undefined ? undefined : `entrance ${address.entrance}`,
    address.floor === undefined ? undefined : sayFloor(String(address.floor)),
    address.code === undefined ? undefined : `code ${address.code}`,
    address.city,
  ]
    .filter(part => part !== undefined)
    .join(', ')
}

function sayFloor(floor: string): string {
  if (floor === '0') return 'ground floor'
  return /^\d{1,2}$/.test(floor) ? `${sayOrdinal(Number(floor))} floor` : `floor ${floor}`
}
