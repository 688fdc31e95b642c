import type { Token } from '../tokens.ts'
import { readNumberAt } from './numbers.ts'

/** A telephone number in E.164, from digits in any grouping, written or said: "sześćset, zero zero zero, sto dwadzieścia trzy". Polish when it has nine digits. */
export function readPhone(
  tokens: readonly Token[],
  text: string,
): { readonly value: string; readonly from: number; readonly to: number } | undefined {
  let digits = ''
  let from = -1
  let to = 0
  let plus = false
  for (let at = 0; at < tokens.length; ) {
    const number = readNumberAt(tokens, at)
    if (number === undefined) {
      // "plus" and "razy" stand between digits; a run that ends before it is whole begins anew.
      if (tokens[at]?.folded === 'plus') plus = true
      else if (digits.length > 0 && !/^(i|a|dalej|potem|tak)$/.test(tokens[at]?.folded ?? '')) {
        if (finishPhone(digits, plus) !== undefined) break
        digits = ''
        from = -1
      }
      at += 1
      continue
    }
    if (from < 0) from = at
    const token = tokens[at]
    if (token !== undefined && text[token.start - 1] === '+') plus = true
    // "trzy zera"
    const zeros =
      /^zer(a|o|)$/.test(tokens[number.to]?.folded ?? '') &&
      number.value >= 2 &&
      number.value <= 4 &&
      tokens[number.to]?.folded === 'zera'
    digits += zeros ? '0'.repeat(number.value) : number.digits
    at = zeros ? number.to + 1 : number.to
    to = at
  }
  const value = from < 0 ? undefined : finishPhone(digits, plus)
  return value === undefined ? undefined : { value, from, to }
}

function finishPhone(digits: string, plus: boolean): string | undefined {
  const national = digits.replace(/^00(?=48)/, '')
  if (national.length === 9 && !national.startsWith('0')) return `+48${national}`
  if (national.length === 11 && national.startsWith('48')) return `+${national}`
  const foreign = digits.startsWith('00') ? digits.slice(2) : plus ? digits : ''
  return /^[1-9]\d{7,14}$/.test(foreign) ? `+${foreign}` : undefined
}
