const PAUSE_MS = 5000

/** Tells how a run goes on standard error, at most every five seconds. */
export function createProgress(): (line: string) => void {
  let shown = 0
  return line => {
    if (Date.now() - shown < PAUSE_MS) return
    shown = Date.now()
    console.error(`  ${line}`)
  }
}

/** Prints how often each thing happened that must not; true when none did. */
export function reportFaults(rows: readonly (readonly [name: string, count: number])[]): boolean {
  for (const [name, count] of rows) console.log(`  ${String(count).padStart(5)}  ${name}${count === 0 ? '' : '  WRONG'}`)
  return rows.every(([, count]) => count === 0)
}
