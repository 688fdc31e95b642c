import { readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import { createSpeaking } from '../../engine/speaking/index.ts'
import { createUnderstanding } from '../../engine/understanding/index.ts'
import { formatFindingsAsText } from '../../scenarios/source/format-text.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import { readSurroundings } from '../../server/workspace/read-surroundings.ts'
import { readWorkspaceFolder } from '../../server/workspace/read-workspace-folder.ts'
import {
  findShortfalls,
  formatReport,
  type SimulationReport,
  simulateWorkspace,
  writeJUnit,
  writeReportJson,
} from '../../simulation/index.ts'
import { createClassifierFiles } from '../../server/understanding/classifier-files.ts'
import type { Cli } from '../cli.ts'
import type { SimulateCommandOptions } from '../commands/simulate.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { createPlaces, type Places } from '../place-files.ts'
import { readLanguages } from '../read-languages.ts'
import { UsageError } from '../usage-error.ts'
import { wrap } from '../wrap.ts'

/** Simulates and reports. */
export async function runSimulate(cli: Cli, paths: readonly string[], options: SimulateCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const languages = readLanguages(options.lang)
  const files = await readFiles(paths.length === 0 ? [settings.simulations] : paths, cli.world.folder)
  if (files.size === 0)
    throw new UsageError(
      'There are no simulations there.',
      'Name files or folders of simulations, or set the folder with --simulations.',
    )
  const [{ scenarios, faulty }, around] = await Promise.all([loadScenarios(settings), readSurroundings(settings)])
  for (const name of faulty)
    cli.warn(`${cli.paint('red', '✗')} ${name} has errors, so none of its calls can be held; "trucada check" shows them`)
  const places = createPlaces(settings, cli.world.folder)
  const held = await simulateWorkspace({
    scenarios,
    files,
    world: {
      understanding: createUnderstanding({ store: createClassifierFiles(settings.data) }),
      speaking: createSpeaking(),
      voices: around.voices,
      lines: around.lines,
      knowledge: around.knowledge,
      fixture: around.fixture,
    },
    ...(languages === undefined ? {} : { languages }),
  })
  // "0 calls, all as simulated" would be no news.
  if (held.results.length === 0 && held.findings.length === 0 && faulty.length === 0)
    throw new UsageError(
      `None of these simulations is held in ${languages?.join(' or ') ?? 'any language'}.`,
      "A simulation is held in its scenario's own language unless it says languages: all, or lists others.",
    )
  const report = { ...held, coverage: placeMissing(held.coverage, places) }
  if (options.junit !== undefined) await writeFile(resolve(cli.world.folder, options.junit), writeJUnit(report))
  if (options.json === true) cli.print(writeReportJson(report).trimEnd())
  else printReport(cli, report, files, { coverage: options.coverage === true, shared: paths.length === 0 })
  return report.passed ? EXIT.ok : EXIT.found
}

/** `shared`: whether blocks and policies are judged too, which needs the simulations of all who use them. */
function printReport(
  cli: Cli,
  report: SimulationReport,
  files: ReadonlyMap<string, string>,
  { coverage, shared }: { readonly coverage: boolean; readonly shared: boolean },
): void {
  const style = { colour: cli.hasColour, width: Math.min(cli.findingStyle.width ?? 120, 160) }
  if (report.findings.length > 0) {
    const faulty = new Set(report.findings.map(finding => finding.file))
    const sources = new Map([...faulty].map(file => [file, parseSource(file, files.get(file) ?? '').source]))
    cli.print(formatFindingsAsText(report.findings, sources, cli.findingStyle))
  }
  cli.print(formatReport(report, { ...style, coverage, shared, findings: false }).trimEnd())
  if (!coverage) return
  const rows = report.coverage.rows.filter(({ document }) => shared || !document.includes('/'))
  const byDocument = Map.groupBy(findShortfalls({ ...report.coverage, rows }, undefined, 0), line =>
    line.slice(0, line.indexOf(': ')),
  )
  const shortfalls = [...byDocument].map(
    ([name, lines]) => `${name}: ${lines.map(line => line.slice(name.length + 2)).join(', ')}`,
  )
  if (shortfalls.length > 0)
    cli.print(cli.paint('yellow', wrap(`Too little: ${shortfalls.join('; ')}`, style.width - 2).join('\n  ')))
  if (!shared && report.coverage.rows.length > rows.length)
    cli.print(cli.paint('dim', 'Blocks and policies are judged over all simulations: trucada simulate --coverage'))
}

/** What no call exercised, where an author can click on it. */
function placeMissing(coverage: SimulationReport['coverage'], places: Places): SimulationReport['coverage'] {
  const rows = coverage.rows.map(row => ({
    ...row,
    missing: row.missing.map(item => ({ ...item, file: places.show(item.file) })),
  }))
  return { ...coverage, rows }
}

/** Simulation files by their path as seen from the working folder. */
async function readFiles(paths: readonly string[], folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const path of paths) {
    const full = resolve(folder, path)
    const show = (file: string): string => relative(folder, file).split(sep).join('/')
    try {
      if ((await stat(full)).isDirectory())
        for (const [file, text] of await readWorkspaceFolder(full)) files.set(show(join(full, file)), text)
      else files.set(show(full), await readFile(full, 'utf8'))
    } catch (error) {
      if (error instanceof OperationalError) throw error
      throw new UsageError(
        `The simulations "${show(full)}" cannot be read (${readSystemCode(error) ?? 'unknown reason'}).`,
        'Name files or folders of simulations, or set the folder with --simulations.',
      )
    }
  }
  return files
}
