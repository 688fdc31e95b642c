import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { createSpeaking } from '../../engine/speaking/index.ts'
import { openServedClinic } from '../../server/clinic/open-served-clinic.ts'
import { openCampaigns } from '../../server/campaigns/open-campaigns.ts'
import { enrolVisits } from '../../server/campaigns/enrol-visits.ts'
import { followVisits } from '../../server/campaigns/follow-visits.ts'
import { isForTrial, openDemonstration } from '../../server/demonstration/open-demonstration.ts'
import { createLog } from '../../server/log.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import type { Settings } from '../../server/settings/index.ts'
import { createCheckedFiles } from '../../server/workspace/checked-files.ts'
import { type LoadReport, openLiveWorkspace } from '../../server/workspace/live-workspace.ts'
import { openLiveSurroundings } from '../../server/workspace/live-surroundings.ts'
import { openUnderstanding } from '../../server/understanding/open-understanding.ts'
import type { Surroundings } from '../../server/workspace/read-surroundings.ts'
import { startRetention } from '../../server/retention/start-retention.ts'
import type { Cli } from '../cli.ts'
import { createLiveBlock, type LiveBlock } from '../demonstration/live-block.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { createServeScreen } from './serve-screen.ts'

/** Serves until it is told to stop. Resolves to the exit code. */
export async function runServe(cli: Cli): Promise<ExitCode> {
  // Told to stop while still loading: that counts too.
  const told = new Promise<void>(resolve => cli.world.onStop(resolve))
  // Calls matter more than their log: they go on when nobody reads it.
  cli.world.onUnread(() => undefined)
  const { settings } = cli.settings()
  const block = createLiveBlock(cli.world)
  const shown: Cli = { ...cli, print: line => block.write(`${line}\n`), warn: line => block.warn(`${line}\n`) }
  const log = createLog(settings.log_level, { write: block.write, columns: block.width }, cli.world.stdout.isTTY === true)
  const clock = createRealClock()
  const understanding = openUnderstanding(settings, clock, log)
  const live = await openLiveWorkspace(settings.scenarios, understanding, createCheckedFiles(settings.data))
  const around = await openLiveSurroundings(settings)
  const campaigns = await openCampaigns(settings, {
    clock,
    log,
    speaking: createSpeaking(),
    scenarios: { compiled: () => live.scenarios(), checked: () => live.report.workspace },
    lines: () => around.current().lines,
  })
  const clinic = await openServedClinic({
    settings,
    clock,
    log,
    store: campaigns.store,
    mapping: around.current().fhir,
    zone: [...live.scenarios().values()][0]?.clinic.zone ?? 'Europe/Warsaw',
    knowledge: () => around.current().knowledge,
    campaigns: () => campaigns.live.current(),
    workspace: () => live.report.workspace,
  })
  const follower =
    clinic?.system &&
    followVisits({
      system: clinic.system,
      clock,
      log,
      store: campaigns.store,
      campaigns: () => campaigns.live.current().campaigns,
    })
  const enrolment =
    clinic?.system &&
    enrolVisits({
      system: clinic.system,
      clock,
      log,
      store: campaigns.store,
      campaigns: () => campaigns.live.current(),
      workspace: () => live.report.workspace,
    })
  for (const follows of [follower, enrolment]) if (follows !== undefined) clinic?.changes?.listen(follows.soon)
  const server = await startServer({
    settings,
    clock,
    log,
    understanding,
    scenarios: () => live.scenarios(),
    surroundings: () => around.current(),
    callsIn: campaigns,
    ...(clinic?.changes && { changes: clinic.changes }),
    ...(clinic === undefined ? {} : { services: clinic.services, isClinicTold: true }),
    api: {
      store: campaigns.store,
      events: campaigns.events,
      callbacks: campaigns.callbacks,
      campaigns: campaigns.live,
      workspace: () => live.report.workspace,
    },
    ...(campaigns.calls === undefined ? {} : { campaigns: campaigns.calls }),
  })
  const screen = createServeScreen(shown)
  screen.begin(server, live.report, around.current(), understanding.model)
  void live.prepare()
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
  const stopRetention = startRetention({
    store: campaigns.store,
    dataFolder: settings.data,
    clock,
    log,
    countries: () => campaigns.live.current().countries,
  })
  const stop = new AbortController()
  // Who has connected a clinic of their own has seen it.
  const shows = clinic === undefined ? showTo(shown, block, live.scenarios(), around.current(), stop.signal) : undefined
  await told
  stop.abort()
  stopRetention()
  await shows
  await letCallsEnd(cli, server, settings)
  live.close()
  around.close()
  await server.close()
  follower?.close()
  enrolment?.close()
  await clinic?.close()
  await campaigns.close()
  return EXIT.ok
}

/** Shows the demonstration where the server is only tried out. It keeps nothing from being served: when it fails, that is said. */
async function showTo(
  cli: Cli,
  block: LiveBlock,
  scenarios: ReadonlyMap<string, CompiledScenario>,
  around: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const { settings } = cli.settings()
  if (!isForTrial(settings)) return
  try {
    const opened = await openDemonstration(settings, scenarios, around)
    if (opened === undefined) return
    // The telephone that is played is loaded when calls are answered already.
    const { showDemonstration } = await import('../demonstration/show-demonstration.ts')
    await showDemonstration(cli, block, opened, signal)
  } catch (error) {
    cli.warn(`The demonstration has ended: ${error instanceof Error ? error.message : 'unknown'}. Calls are answered.`)
  }
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
