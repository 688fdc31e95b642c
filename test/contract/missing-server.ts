/**
 * Says loudly what is not tested, because this machine lacks a server; in the continuous integration, which installs it, that is an error.
 * @param server what is missing
 * @param untested what does not run without it
 */
export function reportMissing(server: string, untested: string): void {
  const message = `${server} is not on this machine: ${untested} not tested.`
  if (process.env['TRUCADA_CI'] !== undefined) throw new Error(message)
  console.warn(`\n*** SKIPPED: ${message} ***\n`)
}
