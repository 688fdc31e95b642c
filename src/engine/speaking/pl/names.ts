import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import { spell } from '../common/spell.ts'
import { sayDigits, sayOrdinal } from './numbers.ts'

const LETTERS: Readonly<Record<string, string>> = {
  a: 'a',
  ą: 'ą',
  b: 'be',
  c: 'ce',
  ć: 'cie',
  d: 'de',
  e: 'e',
  ę: 'ę',
  f: 'ef',
  g: 'gie',
  h: 'ha',
  i: 'i',
  j: 'jot',
  k: 'ka',
  l: 'el',
  ł: 'eł',
  m: 'em',
  n: 'en',
  ń: 'eń',
  o: 'o',
  ó: 'o z kreską',
  p: 'pe',
  q: 'ku',
  r: 'er',
  s: 'es',
  ś: 'eś',
  t: 'te',
  u: 'u',
  v: 'fał',
  w: 'wu',
  x: 'iks',
  y: 'igrek',
  z: 'zet',
  ź: 'ziet',
  ż: 'żet',
}
const SIGNS = { '-': 'myślnik', "'": 'apostrof', '/': 'ukośnik', '.': 'kropka' }

/** Letter by letter, by the letters' names: "en, o, wu, a, ka". */
export function saySpelled(text: string): string {
  return spell(text, { letters: LETTERS, signs: SIGNS, digit: sayDigits })
}

/** An address part by part; numbers in it are left for the guard: "ulica Długa 12, mieszkanie 5, drugie piętro, kod 42". */
export function sayAddress(address: AddressValue): string {
  const street =
    address.street === undefined || /^(ul|al|pl|os|ulica|aleja|aleje|plac|osiedle|rynek)\b/i.test(String(address.street))
      ? address.street
      : `ulica ${address.street}`
  const floor = address.floor === undefined ? undefined : sayFloor(String(address.floor))
  return [
    [street, address.building].filter(part => part !== undefined).join(' ') || undefined,
    address.flat === undefined ? undefined : `mieszkanie ${address.flat}`,
    address.entrance === undefined ? undefined : `klatka ${address.entrance}`,
    floor,
    address.code === undefined ? undefined : `kod ${address.code}`,
    address.city,
  ]
    .filter(part => part !== undefined)
    .join(', ')
}

function sayFloor(floor: string): string {
  if (floor === '0' || floor.toLowerCase() === 'parter') return 'parter'
  return /^\d{1,2}$/.test(floor) ? `${sayOrdinal(Number(floor), 'neuter')} piętro` : `piętro ${floor}`
}
