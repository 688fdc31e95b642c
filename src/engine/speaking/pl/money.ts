import { noun, type SlavicNoun } from '../common/grammar.ts'
import type { Money } from '../common/money-value.ts'
import { type CurrencyNouns, sayAmount } from '../common/say-money.ts'
import { sayCount } from './numbers.ts'

const CENT = noun('masculine', 'cent', 'centy', 'centów', 'centa')
const KOPECK = noun('feminine', 'kopiejka', 'kopiejki', 'kopiejek', 'kopiejki', 'kopiejkę')

/** Currencies in Polish, each with its hundredth. */
export const CURRENCY_NOUNS: CurrencyNouns<SlavicNoun> = {
  PLN: [noun('masculine', 'złoty', 'złote', 'złotych', 'złotego'), noun('masculine', 'grosz', 'grosze', 'groszy', 'grosza')],
  EUR: [noun('neuter', 'euro', 'euro', 'euro', 'euro'), CENT],
  UAH: [noun('feminine', 'hrywna', 'hrywny', 'hrywien', 'hrywny', 'hrywnę'), KOPECK],
  RUB: [noun('masculine', 'rubel', 'ruble', 'rubli', 'rubla'), KOPECK],
  USD: [noun('masculine', 'dolar', 'dolary', 'dolarów', 'dolara'), CENT],
  GBP: [noun('masculine', 'funt', 'funty', 'funtów', 'funta'), noun('masculine', 'pens', 'pensy', 'pensów', 'pensa')],
}

/** An amount, złoty unless it says otherwise: "sto dwadzieścia złotych pięćdziesiąt groszy". */
export function sayMoney(money: Money): string {
  return sayAmount(money, CURRENCY_NOUNS[money.currency ?? 'PLN'], { count: sayCount, minus: 'minus', joint: ' ' })
}
