import { createServices, type ReceiverAddress } from './services.ts'
import { createLog } from '../../src/server/log.ts'
import { createRealClock } from '../../src/server/real-clock.ts'
import { readSettings } from '../../src/server/settings/index.ts'
import { startServer } from '../../src/server/start-server.ts'
import { openUnderstanding } from '../../src/server/understanding/open-understanding.ts'
import { openLiveSurroundings } from '../../src/server/workspace/live-surroundings.ts'
import { openLiveWorkspace } from '../../src/server/workspace/live-workspace.ts'

/**
 * What `trucada serve` is, with the services of a clinic that outlives it: one of the two processes of chaos-calls.ts. Argument: flags of
 * `serve` and the receiver's address, as JSON. Prints its log, and READY.
 */
const { flags, receiver } = JSON.parse(process.argv[2] ?? '') as {
  readonly flags: Readonly<Record<string, string>>
  readonly receiver: ReceiverAddress
}
const { settings } = readSettings({ flags, env: {}, folder: process.cwd() })
const log = createLog('info', process.stdout, false)
const clock = createRealClock()
const understanding = openUnderstanding(settings, clock, log)
const live = await openLiveWorkspace(settings.scenarios, understanding)
const around = await openLiveSurroundings(settings)
const server = await startServer({
  settings,
  clock,
  log,
  understanding,
  scenarios: () => live.scenarios(),
  surroundings: () => around.current(),
  services: createServices(receiver),
})
process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ heapBytes: process.memoryUsage().heapUsed, calls: server.calls })
})
process.on('disconnect', () => process.exit())
process.stdout.write('READY\n')
