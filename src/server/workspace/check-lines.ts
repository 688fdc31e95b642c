import { isAddress, type Lines } from '../../engine/jambonz/index.ts'
import { type Language, LANGUAGES, type ScenarioDocument } from '../../scenarios/model/documents.ts'
import type { Step } from '../../scenarios/model/step.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { makeFinding } from '../../scenarios/source/make-finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../scenarios/source/source-file.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { isOfAnotherClinic, LINES_FILE } from './read-campaign-files.ts'
import type { Surroundings } from './read-surroundings.ts'

/**
 * What lines.yaml and the scenarios promise each other and do not keep: numbers answered by a scenario that is not there, transfers to
 * lines that are not. A clinic without lines.yaml promised nothing. Faulty scenarios and lines have findings of their own.
 */
export function checkLines(
  folders: { readonly scenarios: string; readonly campaigns: string },
  around: Pick<Surroundings, 'lines' | 'files' | 'music'>,
  workspace: Workspace,
): readonly Finding[] {
  if (isOfAnotherClinic(folders)) return []
  const text = around.files.get(LINES_FILE)
  if (text === undefined) return []
  const { source, data } = parseSource(LINES_FILE, text)
  const findings: Finding[] = []
  for (const { number, key, name, language } of listAnswers(around.lines)) {
    const path = ['lines', number]
    const scenario = workspace.scenarios.get(name)
    if (scenario === undefined) {
      if (workspace.unread.has(name)) continue
      const known = [...workspace.scenarios.keys()].sort()
      const facts = { number, scenario: name, nearest: suggest(name, known), known }
      findings.push(makeFinding('lines/unknown-scenario', source, [...path, key], 'value', facts))
    } else if (language !== undefined && scenario.broken?.has('.also') !== true) {
      const known = LANGUAGES.filter(one => one === scenario.speaks || scenario.also.includes(one))
      if (!known.includes(language))
        findings.push(
          makeFinding('lines/unknown-language', source, [...path, 'language'], 'value', {
            number,
            scenario: name,
            language,
            known,
          }),
        )
    }
  }
  findings.push(...checkNotices(source, around.lines, workspace), ...checkQueues(source, around.lines))
  findings.push(...checkMusic(source, around))
  findings.push(...checkAnnouncements(source, around.lines, workspace))
  const transfers = readTransferNames(data)
  return transfers === undefined ? findings : [...findings, ...checkTransfers(workspace, transfers)]
}

/** Each scenario that answers a line, and the key that names it. */
function listAnswers({ lines }: Lines) {
  return lines.flatMap(({ number, scenario, afterHours, language }) => [
    { number, key: 'scenario', name: scenario, language },
    ...(afterHours === undefined ? [] : [{ number, key: 'after_hours', name: afterHours, language }]),
  ])
}

/** What a line announces is heard in the language in which its calls begin. */
function checkAnnouncements(source: SourceFile, { lines }: Lines, workspace: Workspace): readonly Finding[] {
  return lines.flatMap(({ number, announcement, language, scenario, afterHours }) => {
    if (announcement === undefined) return []
    const begins = [scenario, afterHours].flatMap(name => language ?? workspace.scenarios.get(name ?? '')?.speaks ?? [])
    return [...new Set(begins)]
      .filter(one => announcement[one] === undefined)
      .map(one =>
        makeFinding('lines/no-announcement', source, ['lines', number, 'announcement'], 'key', { number, language: one }),
      )
  })
}

/** Calls that are recorded need a notice in every language in which they can be held; those that go out belong to no line. */
function checkNotices(source: SourceFile, lines: Lines, workspace: Workspace): readonly Finding[] {
  const missing = new Map<string, Set<Language>>()
  const note = (plan: ReturnType<Lines['planRecording']>, scenario: ScenarioDocument | undefined): void => {
    if (plan === undefined || scenario === undefined) return
    const country = plan.country ?? ''
    for (const language of [scenario.speaks, ...scenario.also])
      if (plan.notice[language] === undefined) missing.set(country, (missing.get(country) ?? new Set()).add(language))
  }
  for (const line of lines.lines) note(lines.planRecording(line), workspace.scenarios.get(line.scenario))
  for (const scenario of workspace.scenarios.values()) note(lines.planRecording(undefined), scenario)
  return [...missing].flatMap(([country, languages]) =>
    LANGUAGES.filter(language => languages.has(language)).map(language =>
      makeFinding('lines/no-notice', source, country === '' ? ['lines'] : ['countries', country, 'notice'], 'key', {
        country,
        language,
      }),
    ),
  )
}

/** Callers who wait, and the people who take them out, must meet. */
function checkQueues(source: SourceFile, lines: Lines): readonly Finding[] {
  const waited = new Map(
    lines.transfers.flatMap(({ name, reach }) => (reach.kind === 'queue' ? [[reach.queue.name, name] as const] : [])),
  )
  const served = new Set(lines.agentLines.map(line => line.queue))
  const unknown = lines.agentLines
    .filter(({ queue }) => !waited.has(queue))
    .map(({ number, queue }) => {
      const facts = { number, queue, nearest: suggest(queue, [...waited.keys()]) }
      return makeFinding('lines/unknown-queue', source, ['lines', number, 'queue'], 'value', facts)
    })
  const unserved = [...waited]
    .filter(([queue]) => !served.has(queue))
    .map(([queue, name]) => makeFinding('lines/unserved-queue', source, ['transfers', name, 'queue'], 'key', { name, queue }))
  return [...unknown, ...unserved]
}

/** Whoever waits hears what is there. */
function checkMusic(source: SourceFile, { lines, music }: Pick<Surroundings, 'lines' | 'music'>): readonly Finding[] {
  return lines.transfers.flatMap(({ name, reach }) => {
    const file = reach.kind === 'queue' ? reach.queue.music : undefined
    if (file === undefined || isAddress(file) || music.includes(file)) return []
    return [makeFinding('lines/no-music', source, ['transfers', name, 'queue', 'music'], 'value', { file, known: music })]
  })
}

function checkTransfers(workspace: Workspace, known: readonly string[]): readonly Finding[] {
  const findings: Finding[] = []
  for (const { file, step } of listSteps(workspace)) {
    const source = workspace.sources.get(file)
    if (step.verb !== 'transfer' || known.includes(step.to) || source === undefined) continue
    const facts = { name: step.to, nearest: suggest(step.to, known) }
    findings.push(makeFinding('lines/unknown-transfer', source, [...step.path, 'transfer'], 'value', facts))
  }
  return findings
}

function* listSteps(workspace: Workspace): Iterable<{ readonly file: string; readonly step: Step }> {
  for (const document of [...workspace.scenarios.values(), ...workspace.blocks.values()])
    for (const step of document.steps.values()) yield { file: document.file, step }
  for (const { file, anytime, answeredBy } of workspace.policies.values())
    for (const entry of [...anytime.values(), ...answeredBy.values()]) if ('verb' in entry) yield { file, step: entry }
}

/** All names as written, also of entries with a fault; undefined when the file cannot be read so far. */
function readTransferNames(data: unknown): readonly string[] | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { transfers } = data as { readonly transfers?: unknown }
  if (transfers === undefined || transfers === null) return []
  return typeof transfers === 'object' ? Object.keys(transfers) : undefined
}
