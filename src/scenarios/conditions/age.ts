import type { ASTNode, Environment } from '@marcbachmann/cel-js'
import { DAY_MS, findZoneClock } from '../contact/zone-clock.ts'
import { createMacro } from './macro.ts'

/** What `age()` reads besides its argument. */
export const AGE_READS = ['now', 'clinic'] as const

/** Adds `age(patient.born)`: whole years on the day that it is at the clinic. A function of the library does not see `now`, so it is a macro. */
export function registerAge(base: Environment): void {
  base.registerFunction('age(ast): double', makeAge as never)
}

/** Whole years from a birth date (`1961-03-12`) to a day of the same form; who was born on 29 February has a birthday on 1 March of other years. */
function countYears(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return today.slice(5) < born.slice(5) ? years - 1 : years
}

function makeAge(macro: { readonly args: readonly ASTNode[] }): object {
  return createMacro(macro, 'double', (variables, read) => {
    const clinic = variables.getValue('clinic') as { readonly zone?: string } | undefined
    return countYears(String(read()), dayAt(Number(variables.getValue('now')), clinic?.zone ?? 'UTC'))
  })
}

function dayAt(now: number, zone: string): string {
  const local = findZoneClock(zone)?.toLocal(now) ?? now
  return new Date(Math.floor(local / DAY_MS) * DAY_MS).toISOString().slice(0, 10)
}
