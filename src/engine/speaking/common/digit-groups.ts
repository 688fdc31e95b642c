/** A group of digits as it is said: leading zeros one by one, the rest as a number; over three digits one by one. */
export function sayGroup(group: string, digits: (text: string) => string, cardinal: (n: number) => string): string {
  if (group.length > 3) return digits(group)
  const zeros = /^0*/.exec(group)?.[0] ?? ''
  const rest = group.slice(zeros.length)
  return [digits(zeros), rest === '' ? '' : cardinal(Number(rest))].filter(word => word !== '').join(' ')
}
