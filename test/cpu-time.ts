/** CPU time that this thread has used, ms: what is measured by it does not take longer on a machine that others use, too. */
export function readCpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
