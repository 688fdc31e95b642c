import { pickPlural, sayCardinal } from './numbers.ts'

/** An amount in złoty: "sto dwadzieścia złotych pięćdziesiąt groszy". */
export function sayMoney(amount: number): string {
  const all = Math.round(Math.abs(amount) * 100)
  const zloty = Math.floor(all / 100)
  const grosz = all % 100
  const words: string[] = amount < 0 ? ['minus'] : []
  if (zloty > 0 || grosz === 0) words.push(sayCardinal(zloty), pickPlural(zloty, 'złoty', 'złote', 'złotych'))
  if (grosz > 0) words.push(sayCardinal(grosz), pickPlural(grosz, 'grosz', 'grosze', 'groszy'))
  return words.join(' ')
}
