import type { Finding } from '../../scenarios/source/finding.ts'
import { formatFindingsAsText } from '../../scenarios/source/format-text.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import { CALLS_PATH, type RunningServer } from '../../server/start-server.ts'
import type { LoadReport } from '../../server/workspace/live-workspace.ts'
import type { Surroundings } from '../../server/workspace/read-surroundings.ts'
import type { Cli } from '../cli.ts'

/** Prints what to enter in jambonz, and what is loaded. */
export function printBanner(cli: Cli, server: RunningServer, report: LoadReport, around: Surroundings): void {
  const { settings } = cli.settings()
  const base = settings.public_url?.replace(/\/+$/, '')
  const url = base === undefined ? server.url : base.endsWith(CALLS_PATH) ? base : `${base}${CALLS_PATH}`
  const { paint } = cli
  reportFindings(cli, around.findings, around.files)
  printErrors(cli, report)
  cli.print(`${paint('bold', 'trucada')} answers calls.`)
  cli.print('')
  cli.print(`  In jambonz, application, calling webhook:  ${paint(['bold', 'cyan'], url)}`)
  if (settings.jambonz_user !== undefined)
    cli.print('  with HTTP Basic authentication, by the user and password of your settings')
  if (base === undefined && /^(127\.|localhost|\[?::1)/.test(settings.host)) {
    cli.print(paint('dim', '  Only this machine reaches it; --host 0.0.0.0 or a proxy with --public-url lets others in.'))
  }
  cli.print('')
  const lines = around.lines.lines
  const width = Math.max(0, ...report.ready.map(name => name.length))
  for (const name of report.ready) {
    const numbers = lines.filter(line => line.scenario === name).map(line => line.number)
    cli.print(`  ${paint('green', '✓')} ${name.padEnd(width)}${numbers.length === 0 ? '' : `  answers ${numbers.join(', ')}`}`)
  }
  for (const name of report.unusable)
    cli.print(`  ${paint('red', '✗')} ${name}  has errors; it cannot be called until they are mended`)
  for (const line of lines) {
    if (!report.ready.includes(line.scenario))
      cli.print(
        `  ${paint('yellow', '!')} lines.yaml: ${line.number} should be answered by "${line.scenario}", which cannot be called`,
      )
  }
  if (report.ready.length === 0)
    cli.print(`  ${paint('yellow', '!')} no scenario can be called; "trucada new scenario NAME" begins one`)
  cli.print('')
  cli.print(paint('dim', `  Try one here: trucada talk ${report.ready[0] ?? 'SCENARIO'}`))
}

/** Prints what a change of files brought. */
export function printReload(cli: Cli, before: LoadReport, report: LoadReport): void {
  const { paint } = cli
  printErrors(cli, report)
  for (const name of report.kept) cli.print(`${paint('red', '✗')} ${name} has errors; calls go on with its last good version`)
  for (const name of report.unusable)
    cli.print(`${paint('red', '✗')} ${name} has errors; it cannot be called until they are mended`)
  for (const name of before.ready.filter(one => !report.ready.includes(one)))
    cli.print(`${paint('yellow', '-')} ${name} is gone; no new calls`)
  const mended = report.ready.filter(
    name => !report.kept.includes(name) && (before.kept.includes(name) || before.unusable.includes(name)),
  )
  for (const name of mended) cli.print(`${paint('green', '✓')} ${name} is good again`)
  const good = report.ready.length - report.kept.length
  cli.print(`${paint('green', '↻')} loaded: ${good} ${good === 1 ? 'scenario' : 'scenarios'}`)
}

/** Prints what is wrong in files that are no scenarios (voices, lines, the clinic's fixture). */
export function reportFindings(cli: Cli, findings: readonly Finding[], files: ReadonlyMap<string, string>): void {
  if (findings.length === 0) return
  const sources = new Map([...files].map(([file, text]) => [file, parseSource(file, text).source]))
  cli.warn(formatFindingsAsText(findings, sources, { colour: cli.hasColour }))
}

/** Errors only: warnings belong to `trucada check`. */
function printErrors(cli: Cli, report: LoadReport): void {
  const errors = report.findings.filter(finding => finding.severity === 'error')
  if (errors.length > 0) cli.warn(formatFindingsAsText(errors, report.workspace.sources, { colour: cli.hasColour }))
}
