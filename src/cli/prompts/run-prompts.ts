import { createSpeaking } from '../../engine/speaking/index.ts'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import { createLog } from '../../server/log.ts'
import { buildPrompts, type BuildReport } from '../../server/prompts/build-prompts.ts'
import { listPrompts, type PromptList } from '../../server/prompts/list-prompts.ts'
import { openPromptFiles } from '../../server/prompts/prompt-files.ts'
import { readRecordings, recordingKey, type Recordings } from '../../server/prompts/recordings.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { openSpeech } from '../../server/speech/open-speech.ts'
import { readSurroundings } from '../../server/workspace/read-surroundings.ts'
import type { Cli } from '../cli.ts'
import type { PromptsCommandOptions } from '../commands/prompts.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { loadScenarios } from '../load-scenarios.ts'
import { readLanguages } from '../read-languages.ts'
import { UsageError } from '../usage-error.ts'

/** Makes or lists the sentences that are the same in every call. */
export async function runPrompts(cli: Cli, what: string, options: PromptsCommandOptions): Promise<ExitCode> {
  if (what !== 'build' && what !== 'list') throw new UsageError(`There is no "trucada prompts ${what}".`, 'It is build or list.')
  const { settings } = cli.settings()
  const only = readLanguages(options.lang)
  const { scenarios } = await loadScenarios(settings)
  const all = listPrompts(scenarios.values(), createSpeaking())
  const list: PromptList = {
    ...all,
    prompts: all.prompts.filter(({ language }) => only === undefined || only.includes(language)),
  }
  const recordings = await readRecordings(settings.recordings, all.prompts)
  for (const file of recordings.unknown)
    cli.warn(`${cli.paint('yellow', '!')} ${file} is a recording of no sentence that is spoken`)
  return what === 'list' ? printList(cli, list, recordings, options) : build(cli, list, recordings, options)
}

function printList(cli: Cli, { prompts }: PromptList, recordings: Recordings, options: PromptsCommandOptions): ExitCode {
  const rows = prompts.map(prompt => ({ ...prompt, recorded: recordings.files.has(recordingKey(prompt.language, prompt.text)) }))
  if (options.json === true) {
    cli.print(JSON.stringify(rows, undefined, 2))
    return EXIT.ok
  }
  for (const { language, names, text, recorded } of rows) {
    const mark = recorded ? cli.paint('green', '✓') : ' '
    cli.print(`${mark} ${cli.paint('dim', `${language}/${names[0] ?? ''}.wav`)}\n    ${text}`)
  }
  return EXIT.ok
}

async function build(cli: Cli, list: PromptList, recordings: Recordings, options: PromptsCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const { paint } = cli
  const speech = openSpeech(settings, createRealClock(), createLog('silent', { write: () => undefined }, false))
  const stop = new AbortController()
  const unregister = cli.world.onStop(() => stop.abort(new Error('told to stop')))
  const progress = createProgress(cli)
  const { voices } = await readSurroundings(settings)
  const reports = await buildPrompts({
    list,
    recordings,
    voices,
    files: openPromptFiles(settings.data, speech),
    signal: stop.signal,
    onProgress: progress.show,
  })
  progress.end()
  unregister()
  if (options.json === true) cli.print(JSON.stringify(reports, undefined, 2))
  else for (const report of reports) for (const line of describe(report, list.changing[report.language] ?? 0)) cli.print(line)
  for (const { language, failure } of reports)
    if (failure !== undefined)
      cli.warn(
        `${paint('red', '✗')} ${language}: ${failure.message} ${Object.values(failure.facts).join(': ')}${failure.remedy === undefined ? '' : `\n  ${failure.remedy}`}`,
      )
  return reports.some(({ failure }) => failure !== undefined) || stop.signal.aborted ? EXIT.found : EXIT.ok
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`)

function describe(report: BuildReport, changing: number): readonly string[] {
  const { language, fixed, recorded, ready, made, elsewhere } = report
  const files = recorded + ready + made
  const parts = [
    `${made} made now`,
    `${ready} were there`,
    ...(recorded === 0 ? [] : [`${recorded} recorded`]),
    ...(elsewhere === 0 ? [] : [`${elsewhere} have a voice of jambonz, or one that is not set up here`]),
  ]
  return [
    `${language}  ${files} of ${fixed} fixed sentences are files (${percent(files, fixed)}): ${parts.join(', ')}`,
    `    ${fixed} of ${fixed + changing} sentences are fixed (${percent(fixed, fixed + changing)}); the others say something of the call`,
  ]
}

function createProgress(cli: Cli): { show(language: Language, done: number, all: number): void; end(): void } {
  const isShown = cli.world.stderr.isTTY === true
  return {
    show(language, done, all) {
      if (isShown && LANGUAGES.includes(language)) cli.world.stderr.write(`\r${language}  ${done} of ${all} `)
    },
    end() {
      if (isShown) cli.world.stderr.write('\r                    \r')
    },
  }
}
