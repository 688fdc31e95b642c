import { groupPhone } from '../common/phone-groups.ts'
import { sayDigits } from './numbers.ts'

/** A telephone number digit by digit, group by group with a pause, with its country code: "plus four four, seven nine one one, …". */
export function sayPhone(phone: string): string {
  const { country, groups } = groupPhone(phone, '44', false)
  const code = country === undefined ? [] : [`plus ${sayDigits(country)}`.trim()]
  return [...code, ...groups.map(sayDigits)].join(', ')
}
