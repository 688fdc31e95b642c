import { groupPhone } from '../common/phone-groups.ts'
import { sayCardinal, sayDigitGroup } from './numbers.ts'

/** A telephone number in words, group by group with a pause: "sześćset, zero zero zero, sto dwadzieścia trzy". Country code only when foreign. */
export function sayPhone(phone: string): string {
  const { country, groups } = groupPhone(phone, '48', true)
  const code = country === undefined ? [] : [country === '' ? 'plus' : `plus ${sayCardinal(Number(country))}`]
  return [...code, ...groups.map(sayDigitGroup)].join(', ')
}
