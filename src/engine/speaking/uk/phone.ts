import { groupPhone } from '../common/phone-groups.ts'
import { sayCardinal, sayDigitGroup } from './numbers.ts'

/** A telephone number in words, group by group with a pause: "плюс тридцять вісім, нуль шістдесят сім, сто двадцять три, …". */
export function sayPhone(phone: string): string {
  const { country, groups } = groupPhone(phone, '380', false)
  const code = country === undefined ? [] : [country === '' ? 'плюс' : `плюс ${sayCardinal(Number(country))}`]
  return [...code, ...groups.map(sayDigitGroup)].join(', ')
}
