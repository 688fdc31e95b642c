import type { PlainNoun } from '../common/grammar.ts'
import type { Money } from '../common/money-value.ts'
import { type CurrencyNouns, sayAmount } from '../common/say-money.ts'
import { name } from './nouns.ts'
import { sayCount } from './numbers.ts'

/** Currencies in English, each with its hundredth. */
export const CURRENCY_NOUNS: CurrencyNouns<PlainNoun> = {
  PLN: [name('zloty'), name('grosz', 'groszy')],
  EUR: [name('euro'), name('cent')],
  UAH: [name('hryvnia'), name('kopiyka')],
  RUB: [name('rouble'), name('kopeck')],
  USD: [name('dollar'), name('cent')],
  GBP: [name('pound'), name('penny', 'pence')],
}

/** An amount, euros unless it says otherwise: "one hundred and twenty euros and fifty cents". */
export function sayMoney(money: Money): string {
  return sayAmount(money, CURRENCY_NOUNS[money.currency ?? 'EUR'], { count: sayCount, minus: 'minus', joint: ' and ' })
}
