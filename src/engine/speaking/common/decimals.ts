/** The parts of a broken number: to thousandths where it has just as many, as doses do, else rounded to hundredths. `fraction` is empty where nothing is left of it. */
export function splitDecimal(n: number): { readonly minus: boolean; readonly whole: number; readonly fraction: string } {
  const places = /\.\d{3}$/.test(String(n)) ? 3 : 2
  const [whole = '0', decimals = ''] = Math.abs(n).toFixed(places).split('.')
  const fraction = decimals.replace(/0+$/, '')
  return { minus: n < 0 && (Number(whole) > 0 || fraction !== ''), whole: Number(whole), fraction }
}

/** A number's digits without an exponent, for reading them out one by one. */
export function writeDigits(n: number): string {
  return Number.isInteger(n) ? BigInt(n).toString() : String(n)
}
