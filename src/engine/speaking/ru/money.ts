import { noun, type SlavicNoun } from '../common/grammar.ts'
import type { Money } from '../common/money-value.ts'
import { type CurrencyNouns, sayAmount } from '../common/say-money.ts'
import { sayCount } from './numbers.ts'

const CENT = noun('masculine', 'цент', 'цента', 'центов', 'цента')
const KOPECK = noun('feminine', 'копейка', 'копейки', 'копеек', 'копейки', 'копейку')

/** Currencies in Russian, each with its hundredth. */
export const CURRENCY_NOUNS: CurrencyNouns<SlavicNoun> = {
  PLN: [noun('masculine', 'злотый', 'злотых', 'злотых', 'злотого'), noun('masculine', 'грош', 'гроша', 'грошей', 'гроша')],
  EUR: [noun('masculine', 'евро', 'евро', 'евро', 'евро'), CENT],
  UAH: [noun('feminine', 'гривна', 'гривны', 'гривен', 'гривны', 'гривну'), KOPECK],
  RUB: [noun('masculine', 'рубль', 'рубля', 'рублей', 'рубля'), KOPECK],
  USD: [noun('masculine', 'доллар', 'доллара', 'долларов', 'доллара'), CENT],
  GBP: [noun('masculine', 'фунт', 'фунта', 'фунтов', 'фунта'), noun('masculine', 'пенс', 'пенса', 'пенсов', 'пенса')],
}

/** An amount, roubles unless it says otherwise: "сто двадцать рублей пятьдесят копеек". */
export function sayMoney(money: Money): string {
  return sayAmount(money, CURRENCY_NOUNS[money.currency ?? 'RUB'], { count: sayCount, minus: 'минус', joint: ' ' })
}
