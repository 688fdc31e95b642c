import { createSpeaking } from '../../engine/speaking/index.ts'
import { openCampaigns } from '../../server/campaigns/open-campaigns.ts'
import { createLog } from '../../server/log.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import type { Settings } from '../../server/settings/index.ts'
import { type LoadReport, openLiveWorkspace } from '../../server/workspace/live-workspace.ts'
import { openLiveSurroundings } from '../../server/workspace/live-surroundings.ts'
import { openUnderstanding } from '../../server/understanding/open-understanding.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { createServeScreen } from './serve-screen.ts'

/** Serves until it is told to stop. Resolves to the exit code. */
export async function runServe(cli: Cli): Promise<ExitCode> {
  // Told to stop while still loading: that counts too.
  const told = new Promise<void>(resolve => cli.world.onStop(resolve))
  // Calls matter more than their log: they go on when nobody reads it.
  cli.world.onUnread(() => undefined)
  const { settings } = cli.settings()
  const log = createLog(settings.log_level, cli.world.stdout, cli.world.stdout.isTTY === true)
  const clock = createRealClock()
  const understanding = openUnderstanding(settings, clock, log)
  const live = await openLiveWorkspace(settings.scenarios, scenario => understanding.prepare(scenario))
  const around = await openLiveSurroundings(settings)
  const campaigns = await openCampaigns(settings, {
    clock,
    log,
    speaking: createSpeaking(),
    scenarios: { compiled: () => live.scenarios(), checked: () => live.report.workspace },
    lines: () => around.current().lines,
  })
  const server = await startServer({
    settings,
    clock,
    log,
    understanding,
    scenarios: () => live.scenarios(),
    surroundings: () => around.current(),
    callsIn: campaigns,
    ...(campaigns.calls === undefined ? {} : { campaigns: campaigns.calls }),
  })
  const screen = createServeScreen(cli)
  screen.begin(server, live.report, around.current(), understanding.model)
  let before: LoadReport = live.report
  live.watch(report => {
    screen.reloaded(before, report)
    before = report
    screen.checkLines(around.current(), report)
  }, screen.failed)
  around.watch(change => {
    screen.changed(change)
    screen.checkLines(around.current(), live.report)
  }, screen.failed)
  await screen.campaigns(campaigns.store, campaigns.live.report)
  campaigns.live.watch(report => screen.campaignsChanged(report), screen.failed)
  await told
  await letCallsEnd(cli, server, settings)
  live.close()
  around.close()
  await server.close()
  await campaigns.close()
  return EXIT.ok
}

/** Resolves when no call is held any more, when that takes too long, or when told to stop a second time. */
async function letCallsEnd(cli: Cli, server: RunningServer, { drain, redis_url }: Settings): Promise<void> {
  if (server.calls > 0) cli.warn(`Stopping: no new calls; ${server.calls} held now may end first. Once more stops at once.`)
  let timer: NodeJS.Timeout | undefined
  const isTooLong = new Promise<void>(resolve => {
    cli.world.onStop(resolve)
    timer = setTimeout(resolve, drain * 1000)
  })
  await Promise.race([server.drain(), isTooLong])
  clearTimeout(timer)
  if (server.calls === 0) return
  const fate = redis_url === undefined ? 'are cut' : 'go on in another process'
  cli.warn(`${server.calls} ${server.calls === 1 ? 'call' : 'calls'} ${fate}.`)
}
