import { CALLS_PATH, type RunningServer } from '../../server/start-server.ts'
import { findWebAddress } from '../../server/web-address.ts'
import type { UsedModel } from '../../server/understanding/open-understanding.ts'
import type { LoadReport } from '../../server/workspace/live-workspace.ts'
import type { Surroundings } from '../../server/workspace/read-surroundings.ts'
import type { Cli } from '../cli.ts'
import { describeVendor } from '../speech/vendor-lines.ts'

/** Prints what to enter in jambonz, and what is loaded. `linesFile`: lines.yaml as people see it. */
export function printBanner(
  cli: Cli,
  server: RunningServer,
  report: LoadReport,
  lines: Surroundings['lines']['lines'],
  linesFile: string,
  model: UsedModel | undefined,
): void {
  const { settings } = cli.settings()
  const base = settings.public_url?.replace(/\/+$/, '')
  const url = base === undefined ? server.url : base.endsWith(CALLS_PATH) ? base : `${base}${CALLS_PATH}`
  const { paint } = cli
  cli.print(`${paint('bold', 'trucada')} answers calls.`)
  cli.print('')
  cli.print(`  In jambonz, application, calling webhook:  ${paint(['bold', 'cyan'], url)}`)
  if (settings.jambonz_user !== undefined)
    cli.print('  with HTTP Basic authentication, by the user and password of your settings')
  if (base === undefined && /^(127\.|localhost|\[?::1)/.test(settings.host)) {
    cli.print(paint('dim', '  Only this machine reaches it; --host 0.0.0.0, or a proxy with --public-url,'))
    cli.print(paint('dim', '  lets others in.'))
  }
  cli.print('')
  if (server.speech !== undefined) {
    for (const line of describeVendor(findWebAddress(settings, server.port), server.speech, cli)) cli.print(line)
    cli.print('')
  }
  const width = Math.max(0, ...report.ready.map(name => name.length))
  for (const name of report.ready) {
    const numbers = lines.filter(line => line.scenario === name).map(line => line.number)
    const answers = numbers.length === 0 ? '' : `${' '.repeat(width - name.length)}  answers ${numbers.join(', ')}`
    cli.print(`  ${paint('green', '✓')} ${name}${answers}`)
  }
  for (const name of report.unusable)
    cli.print(`  ${paint('red', '✗')} ${name}  has errors; it cannot be called until they are mended`)
  for (const line of lines) {
    if (!report.ready.includes(line.scenario))
      cli.print(`  ${paint('yellow', '!')} ${linesFile}: ${line.number} answers with "${line.scenario}", which cannot be called`)
  }
  if (report.ready.length === 0)
    cli.print(`  ${paint('yellow', '!')} no scenario can be called; "trucada new scenario NAME" begins one`)
  cli.print('')
  if (model === undefined) cli.print(paint('dim', '  Callers are understood on this machine alone.'))
  else {
    cli.print(`  Where that is unsure, ${paint('bold', model.name)} at ${model.host} is asked what callers mean,`)
    cli.print('  with names, numbers and addresses left out; --llm off keeps everything here.')
  }
  cli.print('')
  cli.print(paint('dim', `  Try one here: ${cli.startedAs} talk ${report.ready[0] ?? 'SCENARIO'}`))
}
