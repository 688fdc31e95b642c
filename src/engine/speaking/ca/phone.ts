import { groupPhone } from '../common/phone-groups.ts'
import { sayCardinal, sayDigitGroup } from './numbers.ts'

/** A telephone number in words, group by group with a pause: "sis-cents dotze, trenta-quatre, cinquanta-sis, setanta-vuit". Country code only when foreign. */
export function sayPhone(phone: string): string {
  const { country, groups } = groupPhone(phone, '34', true)
  const code = country === undefined ? [] : [country === '' ? 'més' : `més ${sayCardinal(Number(country))}`]
  return [...code, ...groups.map(sayDigitGroup)].join(', ')
}
