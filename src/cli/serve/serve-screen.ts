import { relative } from 'node:path'
import type { Finding } from '../../scenarios/source/finding.ts'
import { formatFindingsAsText } from '../../scenarios/source/format-text.ts'
import { reopenSource } from '../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../scenarios/source/source-file.ts'
import type { RunningServer } from '../../server/start-server.ts'
import type { UsedModel } from '../../server/understanding/open-understanding.ts'
import { checkLines } from '../../server/workspace/check-lines.ts'
import { checkKnowledge } from '../../server/workspace/check-knowledge.ts'
import { checkVoices } from '../../server/workspace/check-voices.ts'
import type { ChangedFile, SurroundingsChange } from '../../server/workspace/live-surroundings.ts'
import type { LoadReport } from '../../server/workspace/live-workspace.ts'
import { LINES_FILE } from '../../server/workspace/read-campaign-files.ts'
import type { Surroundings } from '../../server/workspace/read-surroundings.ts'
import type { Store } from '../../engine/store/index.ts'
import type { CampaignsReport } from '../../server/campaigns/live-campaigns.ts'
import { countCampaign } from '../../server/campaigns/count-campaign.ts'
import type { Cli } from '../cli.ts'
import { createPlaces } from '../place-files.ts'
import { printBanner } from './banner.ts'

/** What `serve` tells whoever looks at its terminal, besides its log. */
export interface ServeScreen {
  /** What to enter in jambonz, what is loaded, and what is wrong with it. */
  begin(server: RunningServer, report: LoadReport, around: Surroundings, model: UsedModel | undefined): void
  /** What a change of scenarios brought. */
  reloaded(before: LoadReport, report: LoadReport): void
  /** What a change of voices, lines or the clinic's fixture brought. */
  changed(change: SurroundingsChange): void
  /** What lines.yaml and the scenarios promise each other and do not keep; only what was not told before. */
  checkLines(around: Surroundings, report: LoadReport): void
  /** Which campaigns there are, and what is wrong with their files. */
  campaigns(store: Store, report: CampaignsReport): Promise<void>
  /** What a change of campaigns, countries or messages brought. */
  campaignsChanged(report: CampaignsReport): void
  /** A folder cannot be read or watched. */
  failed(error: unknown): void
}

/** The screen of a server. */
export function createServeScreen(cli: Cli): ServeScreen {
  const { paint } = cli
  const { settings } = cli.settings()
  const places = createPlaces(settings, cli.world.folder)
  let told: ReadonlySet<string> = new Set()

  /** Errors only: warnings belong to `trucada check`. */
  const tell = (findings: readonly Finding[], sources: ReadonlyMap<string, SourceFile>): void => {
    const errors = findings.filter(finding => finding.severity === 'error')
    if (errors.length === 0) return
    const shown = places.showAll(errors, sources)
    cli.warn(formatFindingsAsText(shown.findings, shown.sources, cli.findingStyle).trimEnd())
  }
  const checkBoth = (around: Surroundings, report: LoadReport): void => {
    const findings = [
      ...checkLines(settings, around, report.workspace),
      ...checkVoices(around, report.workspace),
      ...checkKnowledge(around, report.workspace, { now: Date.now(), oldAfterDays: settings.facts_old_after }),
    ]
    const nameOf = ({ file, span, message }: Finding): string => `${file}:${span.line}: ${message}`
    const known = told
    told = new Set(findings.map(nameOf))
    tell(
      findings.filter(finding => !known.has(nameOf(finding))),
      new Map([...report.workspace.sources, ...reopenAll(around.files)]),
    )
  }
  return {
    begin(server, report, around, model) {
      tell(around.findings, reopenAll(around.files))
      tell(report.findings, report.workspace.sources)
      checkBoth(around, report)
      printBanner(cli, server, report, around.lines.lines, places.show(LINES_FILE), model)
    },
    reloaded(before, report) {
      tell(report.findings, report.workspace.sources)
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
    },
    changed(change) {
      tell(change.findings, reopenAll(change.files))
      for (const { file, state } of change.changed) {
        const [style, mark, words] = CHANGES[state]
        cli.print(`${paint(style, mark)} ${places.show(file)} ${words}`)
      }
    },
    checkLines: checkBoth,
    async campaigns(store, report) {
      tell(report.findings, report.sources)
      for (const { name, state } of await store.campaigns.list()) {
        const { contacts } = await countCampaign(store, name)
        cli.print(`  ${paint(state === 'running' ? 'green' : 'dim', '▸')} campaign ${name}, ${state}: ${contacts.waiting} wait`)
      }
    },
    campaignsChanged(report) {
      tell(report.findings, report.sources)
      for (const name of report.changed) cli.print(`${paint('green', '↻')} campaign ${name} goes on by its new version`)
    },
    failed(error) {
      const folder = relative(cli.world.folder, settings.scenarios) || '.'
      const words = error instanceof Error ? error.message : 'cannot be watched'
      cli.warn(`${paint('yellow', folder)}: ${words} What was loaded stays.`)
    },
  }
}

const CHANGES: Readonly<Record<ChangedFile['state'], readonly ['green' | 'red' | 'yellow', string, string]>> = {
  loaded: ['green', '↻', 'is loaded; the next call uses it'],
  kept: ['red', '✗', 'has errors; calls go on with what was loaded before'],
  gone: ['yellow', '-', 'is gone; calls go on without'],
  waits: ['yellow', '!', 'is read at the start only; start trucada again to use it'],
}

function reopenAll(files: ReadonlyMap<string, string>): ReadonlyMap<string, SourceFile> {
  return new Map([...files].map(([file, text]) => [file, reopenSource(file, text)]))
}
