import type { Currency, Money } from './money-value.ts'

/** The main unit of a currency and its hundredth. */
export type CurrencyNouns<N> = Readonly<Record<Currency, readonly [N, N]>>

/** An amount by a language's own counting: "sto dwadzieścia złotych pięćdziesiąt groszy". The hundredths alone when there is nothing else. */
export function sayAmount<N>(
  money: Money,
  [main, hundredth]: readonly [N, N],
  words: { readonly count: (n: number, noun: N) => string; readonly minus: string; readonly joint: string },
): string {
  const parts: string[] = []
  if (money.whole > 0 || money.hundredths === 0) parts.push(words.count(money.whole, main))
  if (money.hundredths > 0) parts.push(words.count(money.hundredths, hundredth))
  return `${money.minus ? `${words.minus} ` : ''}${parts.join(words.joint)}`
}
