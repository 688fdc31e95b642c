import type { Gender, PlainNoun } from '../common/grammar.ts'
import type { Money } from '../common/money-value.ts'
import { type CurrencyNouns, sayAmount } from '../common/say-money.ts'
import { sayCount } from './numbers.ts'

const name = (gender: Gender, one: string, other: string): PlainNoun => ({ gender, one, other })
const CENT = name('masculine', 'cèntim', 'cèntims')
const KOPECK = name('masculine', 'copec', 'copecs')

/** Currencies in Catalan, each with its hundredth. */
export const CURRENCY_NOUNS: CurrencyNouns<PlainNoun> = {
  PLN: [name('masculine', 'zloty', 'zlotys'), name('masculine', 'grosz', 'groszy')],
  EUR: [name('masculine', 'euro', 'euros'), CENT],
  UAH: [name('feminine', 'hrívnia', 'hrívnies'), KOPECK],
  RUB: [name('masculine', 'ruble', 'rubles'), KOPECK],
  USD: [name('masculine', 'dòlar', 'dòlars'), CENT],
  GBP: [name('feminine', 'lliura', 'lliures'), name('masculine', 'penic', 'penics')],
}

/** An amount, euros unless it says otherwise: "cent vint euros amb cinquanta cèntims". */
export function sayMoney(money: Money): string {
  return sayAmount(money, CURRENCY_NOUNS[money.currency ?? 'EUR'], { count: sayCount, minus: 'menys', joint: ' amb ' })
}
