/** The country and the end of a number, by which whoever knows it knows it again: `+48…123`. */
export function maskNumber(number: string): string {
  return `${number.slice(0, 3)}…${number.slice(-3)}`
}
