import type { Lines } from '../../jambonz/index.ts'
import type { Country } from '../countries/index.ts'
import type { Caller } from './judge-caller.ts'

/** What lines.yaml knows of a number. */
export type KnownNumbers = Pick<Lines, 'findLine' | 'isRegistered'>

/**
 * By what a number that calls out is judged: by the rules of the country that it belongs to. Undefined: there are none, or it is registered with
 * its carrier for such calls, to which they do not apply.
 */
export function findCaller(
  number: string,
  countries: ReadonlyMap<string, Country>,
  lines: KnownNumbers | undefined,
): Caller | undefined {
  if (lines?.isRegistered(number) === true) return undefined
  const rules = [...countries.values()].find(({ callingCode }) => number.startsWith(`+${callingCode}`))?.callerNumber
  return rules && { number, rules, isAnswered: lines?.findLine(number) !== undefined }
}
