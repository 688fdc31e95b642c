import { existsSync } from 'node:fs'
import { createSpeaking } from '../../engine/speaking/index.ts'
import type { Speech } from '../../engine/speech/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings/index.ts'
import { listPrompts, type PromptList } from './list-prompts.ts'
import { createPromptBook, type PromptBook } from './prompt-book.ts'
import { openPromptFiles } from './prompt-files.ts'
import { readRecordings, type Recordings } from './recordings.ts'

/** What a server's prompts come from. */
export interface PromptSources {
  readonly settings: Settings
  /** Where jambonz finds the server. */
  readonly address: string
  scenarios(): ReadonlyMap<string, CompiledScenario>
  /** Absent: only recordings are played. */
  readonly speech: Speech | undefined
  readonly log: Log
}

/** The prompts of a server, undefined where the settings want none or there can be none. A change of scenarios is followed. */
export async function openPromptBook(sources: PromptSources): Promise<PromptBook | undefined> {
  const { settings, address, speech, log } = sources
  if (settings.prompts === 'off' || (speech === undefined && !existsSync(settings.recordings))) return undefined
  const speaking = createSpeaking()
  let of = sources.scenarios()
  let list: PromptList = listPrompts(of.values(), speaking)
  let recordings: Recordings = await readRecordings(settings.recordings, list.prompts)
  if (speech === undefined && recordings.files.size === 0) return undefined
  for (const file of recordings.unknown) log.warn({ file }, 'a recording belongs to no sentence')
  const follow = (): void => {
    const now = sources.scenarios()
    if (now === of) return
    of = now
    list = listPrompts(now.values(), speaking)
    readRecordings(settings.recordings, list.prompts).then(
      read => (recordings = read),
      () => log.warn({}, 'the recordings cannot be read; those read before are played'),
    )
  }
  return createPromptBook({
    address,
    list() {
      follow()
      return list
    },
    recordings: () => recordings,
    files: openPromptFiles(settings.data, speech),
    log,
  })
}
