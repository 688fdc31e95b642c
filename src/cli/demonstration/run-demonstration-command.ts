import { openDemonstration } from '../../server/demonstration/open-demonstration.ts'
import { readSurroundings } from '../../server/workspace/read-surroundings.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { UsageError } from '../usage-error.ts'
import { createLiveBlock } from './live-block.ts'
import { showDemonstration } from './show-demonstration.ts'

/** Shows the demonstration, without a server beside it. */
export async function runDemonstrationCommand(cli: Cli): Promise<ExitCode> {
  const { settings } = cli.settings()
  const stop = new AbortController()
  const unregister = cli.world.onStop(() => stop.abort())
  const { scenarios } = await loadScenarios(settings)
  const opened = await openDemonstration(settings, scenarios, await readSurroundings(settings))
  if (opened === undefined)
    throw new UsageError(
      'The demonstration is of the campaigns "confirmations" and "freed-times", which are not both here, or have errors.',
      'Leave out --campaigns and --scenarios for those that come with Trucada; trucada check shows what is wrong.',
    )
  await showDemonstration(cli, createLiveBlock(cli.world), opened, stop.signal)
  unregister()
  return EXIT.ok
}
