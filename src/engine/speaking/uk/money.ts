import { noun, type SlavicNoun } from '../common/grammar.ts'
import type { Money } from '../common/money-value.ts'
import { type CurrencyNouns, sayAmount } from '../common/say-money.ts'
import { sayCount } from './numbers.ts'

const CENT = noun('masculine', 'цент', 'центи', 'центів', 'цента')

/** Currencies in Ukrainian, each with its hundredth. */
export const CURRENCY_NOUNS: CurrencyNouns<SlavicNoun> = {
  PLN: [noun('masculine', 'злотий', 'злоті', 'злотих', 'злотого'), noun('masculine', 'грош', 'гроші', 'грошів', 'гроша')],
  EUR: [noun('neuter', 'євро', 'євро', 'євро', 'євро'), CENT],
  UAH: [
    noun('feminine', 'гривня', 'гривні', 'гривень', 'гривні', 'гривню'),
    noun('feminine', 'копійка', 'копійки', 'копійок', 'копійки', 'копійку'),
  ],
  RUB: [
    noun('masculine', 'рубль', 'рублі', 'рублів', 'рубля'),
    noun('feminine', 'копійка', 'копійки', 'копійок', 'копійки', 'копійку'),
  ],
  USD: [noun('masculine', 'долар', 'долари', 'доларів', 'долара'), CENT],
  GBP: [noun('masculine', 'фунт', 'фунти', 'фунтів', 'фунта'), noun('masculine', 'пенс', 'пенси', 'пенсів', 'пенса')],
}

/** An amount, hryvnias unless it says otherwise: "сто двадцять гривень п'ятдесят копійок". */
export function sayMoney(money: Money): string {
  return sayAmount(money, CURRENCY_NOUNS[money.currency ?? 'UAH'], { count: sayCount, minus: 'мінус', joint: ' ' })
}
