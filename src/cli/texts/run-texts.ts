import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findTranslation } from '../../scenarios/compile/document-texts.ts'
import { readContact } from '../../scenarios/contact/index.ts'
import type { Language, PolicyDocument, ScenarioDocument } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { Cli } from '../cli.ts'
import type { TextsCommandOptions } from '../commands/texts.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { createPlaces, type Places } from '../place-files.ts'
import { readLanguages } from '../read-languages.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { takeScenario } from '../suggest-scenario.ts'
import { readContactFile } from '../talk/read-contact-file.ts'
import { UsageError } from '../usage-error.ts'
import { completeTexts } from './complete-texts.ts'
import { listParts, listTexts, type SpeakingPart, type TextState } from './list-texts.ts'
import { formatSpokenLines, formatTextStates } from './show-texts.ts'
import { speakLines, type SpokenLine } from './speak-lines.ts'

/** Lists, completes or speaks the texts of scenarios and of what they are made of. */
export async function runTexts(cli: Cli, names: readonly string[], options: TextsCommandOptions): Promise<ExitCode> {
  const isWriting = options.skeleton === true || options.accept === true
  if (isWriting && options.print === true)
    throw new UsageError('--print changes nothing, --skeleton and --accept do.', 'Print in a run of its own.')
  if (options.key !== undefined && options.accept !== true)
    throw new UsageError('--key says which texts are accepted.', 'Add --accept.')
  const { settings } = cli.settings()
  const only = readLanguages(options.lang)
  const read = async () => {
    const { workspace } = await loadScenarios(settings)
    return { workspace, parts: takeParts(workspace, names, only) }
  }
  let { workspace, parts } = await read()
  const places = createPlaces(settings, cli.world.folder)
  if (options.print === true) return printLines(cli, workspace, parts, places, options)
  let isWhole = true
  if (isWriting) {
    isWhole = await writeFiles(cli, listTexts(workspace, parts), parts, places, options)
    ;({ workspace, parts } = await read())
  }
  const states = listTexts(workspace, parts).map(state => ({ ...state, file: places.show(state.file) }))
  if (options.json === true) cli.print(JSON.stringify(states, undefined, 2))
  else for (const line of formatTextStates(cli, states)) cli.print(line)
  isWhole &&= states.every(({ fileState, missing, stale }) => fileState !== 'unreadable' && missing.length + stale.length === 0)
  return isWhole ? EXIT.ok : EXIT.found
}

/** The documents of a command line: scenarios with all that they are made of, blocks and policies by themselves; without names all. */
function takeParts(
  workspace: Workspace,
  names: readonly string[],
  only: readonly Language[] | undefined,
): readonly SpeakingPart[] {
  const every = [...workspace.scenarios.values()]
  if (names.length === 0) return listParts(workspace, every, only)
  const all = listParts(workspace, every, only)
  const alone = names.filter(name => name.includes('/') && all.some(({ view }) => view.name === name))
  const scenarios = names
    .filter(name => !alone.includes(name))
    .map(name => takeScenario(workspace.scenarios, name, workspace.unread))
  const own = scenarios.length === 0 ? [] : listParts(workspace, scenarios, only)
  const covered = new Set(own.map(({ view }) => view.name))
  return [...own, ...all.filter(({ view }) => alone.includes(view.name) && !covered.has(view.name))]
}

/** Writes what is to be written, and tells of each file; false where one could not be. */
async function writeFiles(
  cli: Cli,
  states: readonly TextState[],
  parts: readonly SpeakingPart[],
  places: Places,
  options: TextsCommandOptions,
): Promise<boolean> {
  if (cli.settings().origins.scenarios === 'shipped')
    throw new UsageError(
      'The texts in use are those that come with trucada, and are not written to.',
      'Copy its folder of scenarios here, or name yours with --scenarios.',
    )
  const keys = options.key === undefined ? undefined : readKeys(options.key, parts)
  const wish = { skeleton: options.skeleton === true, accept: options.accept === true, ...(keys === undefined ? {} : { keys }) }
  let isWhole = true
  for (const { document, language, file } of states) {
    const lines = parts.find(({ view }) => view.name === document)?.view.lines ?? []
    const path = places.locate(file)
    const before = existsSync(path) ? await readFile(path, 'utf8') : undefined
    // Nothing is accepted in a file that is not there.
    if (before === undefined && !wish.skeleton) continue
    const done = completeTexts(before, language, lines, wish)
    if (done.kind === 'refused') {
      cli.warn(`${places.show(file)} ${done.why}.`)
      isWhole = false
    } else if (done.text !== before) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, done.text)
      cli.warn(`${places.show(file)}: ${done.added} added, ${done.marked} marked as translated from the present text`)
    }
  }
  return isWhole
}

/** The keys of `--key`, each of which some document has. */
function readKeys(given: string, parts: readonly SpeakingPart[]): ReadonlySet<string> {
  const known = new Set(parts.flatMap(({ view }) => view.lines.map(({ key }) => key)))
  const keys = given
    .split(',')
    .map(key => key.trim())
    .filter(key => key !== '')
  for (const key of keys) {
    if (known.has(key)) continue
    const near = suggest(key, [...known])
    throw new UsageError(`There is no text "${key}".`, near === undefined ? undefined : `Did you mean "${near}"?`)
  }
  return new Set(keys)
}

async function printLines(
  cli: Cli,
  workspace: Workspace,
  parts: readonly SpeakingPart[],
  places: Places,
  options: TextsCommandOptions,
): Promise<ExitCode> {
  const all: SpokenLine[] = []
  for (const part of parts) {
    const policy = workspace.policies.get(part.scenario.policy)
    if (policy === undefined)
      throw new UsageError(
        `The scenario "${part.scenario.name}" has no policy that can be read.`,
        'Run "trucada check" to see what is wrong with it.',
      )
    const contact = await readExample(cli, part.scenario, policy)
    for (const language of part.languages) {
      const facts = findTranslation(workspace, policy, language)?.clinic
      const spoken = speakLines(part, language, { contact, clinic: { ...policy.clinic, ...facts } })
      all.push(...spoken)
      if (options.json === true) continue
      const file = language === part.view.document.speaks ? part.view.document.file : part.view.translations.get(language)?.file
      for (const line of formatSpokenLines(cli, file === undefined ? '' : places.show(file), spoken)) cli.print(line)
    }
  }
  if (options.json === true) cli.print(JSON.stringify(all, undefined, 2))
  else {
    const count = (kind: string): number => all.filter(({ marks }) => marks.some(mark => mark.kind === kind)).length
    cli.warn(
      `${all.length} lines; ${count('long')} longer than 12 seconds, ${count('unspeakable')} with what a voice cannot say, ${count('missing') + count('faulty')} missing or faulty`,
    )
  }
  return all.every(({ marks }) => marks.every(mark => mark.kind === 'long')) ? EXIT.ok : EXIT.found
}

/** The contact beside the scenario; none where there is no such file. */
async function readExample(
  cli: Cli,
  scenario: ScenarioDocument,
  policy: PolicyDocument,
): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(join(cli.settings().settings.scenarios, scenario.name, 'example.yaml'))) return {}
  const raw = await readContactFile(cli, { ...scenario, clinic: policy.clinic }, undefined)
  const reading = readContact(scenario.gets, raw, policy.clinic.zone)
  return reading.kind === 'contact' ? reading.data : {}
}
