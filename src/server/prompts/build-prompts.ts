import { type Voice, type Voices, writeSentence } from '../../engine/jambonz/index.ts'
import { type SpeechError, asSpeechError } from '../../engine/speech/index.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { PromptList } from './list-prompts.ts'
import type { PromptFiles } from './prompt-files.ts'
import { recordingKey, type Recordings } from './recordings.ts'

/** What building needs. */
export interface BuildOptions {
  readonly list: PromptList
  readonly recordings: Recordings
  readonly voices: Voices
  readonly files: PromptFiles
  readonly signal: AbortSignal
  onProgress(language: Language, done: number, all: number): void
}

/** What came of it in one language; sentences. */
export interface BuildReport {
  readonly language: Language
  readonly fixed: number
  readonly recorded: number
  /** Were there before. */
  readonly ready: number
  readonly made: number
  /** Have a voice that our own speech service has not. */
  readonly elsewhere: number
  /** Why the rest was not made. */
  readonly failure?: SpeechError
}

/** Sentences that are made at once. */
const AT_ONCE = 4

/**
 * Makes a file of every fixed sentence that has neither one nor a recording, at the usual speed of each voice in whose calls it is spoken.
 * The first failure ends a language: what was made stays, and the next run goes on.
 */
export async function buildPrompts(options: BuildOptions): Promise<readonly BuildReport[]> {
  const languages = [...new Set(options.list.prompts.map(({ language }) => language))]
  const reports: BuildReport[] = []
  for (const language of languages) reports.push(await buildLanguage(language, options))
  return reports
}

async function buildLanguage(language: Language, options: BuildOptions): Promise<BuildReport> {
  const { list, recordings, files, signal } = options
  const prompts = list.prompts.filter(prompt => prompt.language === language)
  const counts = { recorded: 0, ready: 0, made: 0, elsewhere: 0 }
  const jobs: (() => Promise<void>)[] = []
  for (const { text, scenarios } of prompts) {
    if (recordings.files.has(recordingKey(language, text))) {
      counts.recorded += 1
      continue
    }
    const wanted = new Map<string, Voice>()
    for (const voice of new Set(scenarios.map(name => options.voices.ofScenario(name).voiceOf(language)))) {
      const name = files.nameOf(writeSentence(text, voice.normal), voice.synthesizer)
      if (name !== undefined) wanted.set(name, voice)
    }
    const missing = [...wanted].filter(([name]) => !files.has(name))
    if (wanted.size === 0) counts.elsewhere += 1
    else if (missing.length === 0) counts.ready += 1
    else
      jobs.push(async () => {
        for (const [, voice] of missing) await files.make(writeSentence(text, voice.normal), voice.synthesizer, signal)
        counts.made += 1
      })
  }
  const all = jobs.length
  let failure: SpeechError | undefined
  const work = async (): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined && failure === undefined && !signal.aborted; job = jobs.shift()) {
      try {
        await job()
        options.onProgress(language, counts.made, all)
      } catch (cause) {
        if (!signal.aborted) failure ??= asSpeechError(cause, 'all')
        return
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { language, fixed: prompts.length, ...counts, ...(failure === undefined ? {} : { failure }) }
}
