import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import { spell } from '../common/spell.ts'
import { sayDigits, sayOrdinal } from './numbers.ts'

const LETTERS: Readonly<Record<string, string>> = {
  a: 'a',
  à: 'a amb accent',
  b: 'be alta',
  c: 'ce',
  ç: 'ce trencada',
  d: 'de',
  e: 'e',
  è: 'e amb accent obert',
  é: 'e amb accent tancat',
  f: 'efa',
  g: 'ge',
  h: 'hac',
  i: 'i',
  í: 'i amb accent',
  ï: 'i amb dièresi',
  j: 'jota',
  k: 'ca',
  l: 'ela',
  m: 'ema',
  n: 'ena',
  ñ: 'enya',
  o: 'o',
  ò: 'o amb accent obert',
  ó: 'o amb accent tancat',
  p: 'pe',
  q: 'cu',
  r: 'erra',
  s: 'essa',
  t: 'te',
  u: 'u',
  ú: 'u amb accent',
  ü: 'u amb dièresi',
  v: 've baixa',
  w: 've doble',
  x: 'ics',
  y: 'i grega',
  z: 'zeta',
}
const SIGNS = { '-': 'guionet', "'": 'apòstrof', '/': 'barra', '.': 'punt', '·': 'punt volat' }

/** Letter by letter, by the letters' names: "ena, o, ve doble, a, ca". */
export function saySpelled(text: string): string {
  return spell(text, { letters: LETTERS, signs: SIGNS, digit: sayDigits })
}

/** What already says what kind of street it is, in Catalan or in the Polish and Spanish of lists. */
const STREET =
  /^(?:c\/|av|avd?a|avinguda|carrer|carreró|plaça|pl|passeig|pg|passatge|ptge|ronda|rda|rambla|rbla|carretera|ctra|camí|travessera|trav|via|gran via|urb|ul|al|os|ulica|aleja|calle|avenida|plaza|paseo)(?!\p{L})/iu

/** An address part by part; numbers in it are left for the guard: "carrer Llarg, número 12, escala 2, segon pis, porta 5, codi 42". */
export function sayAddress(address: AddressValue): string {
  const street = address.street === undefined || STREET.test(String(address.street)) ? address.street : `carrer ${address.street}`
  return [
    street,
    address.building === undefined ? undefined : `número ${address.building}`,
    address.entrance === undefined ? undefined : `escala ${address.entrance}`,
    address.floor === undefined ? undefined : sayFloor(String(address.floor)),
    address.flat === undefined ? undefined : `porta ${address.flat}`,
    address.code === undefined ? undefined : `codi ${address.code}`,
    address.city,
  ]
    .filter(part => part !== undefined)
    .join(', ')
}

function sayFloor(floor: string): string {
  if (floor === '0' || /^(?:pb|baixos?|bxs?\.?)$/i.test(floor)) return 'planta baixa'
  return /^\d{1,2}$/.test(floor) ? `${sayOrdinal(Number(floor))} pis` : `pis ${floor}`
}
