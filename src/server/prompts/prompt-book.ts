import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { mapVoices, SENTENCE_HEADER, type Voices } from '../../engine/jambonz/index.ts'
import type { Log } from '../log.ts'
import { AUDIO_TYPES, sendFile } from '../send-file.ts'
import { type Prompt, type PromptList } from './list-prompts.ts'
import type { PromptFiles } from './prompt-files.ts'
import { type RecordedFile, recordingKey, type Recordings } from './recordings.ts'

/** Path under which files are served; names of files follow. */
export const PROMPTS_PATH = '/prompts/'

/** What the sentences of calls were: recorded by a person, ready as a file, or spoken anew. */
export interface PromptCounts {
  readonly recorded: number
  readonly ready: number
  readonly spoken: number
}

/** Fixed sentences as files. */
export interface PromptBook {
  /** Voices that play a file where there is one. */
  withPrompts(voices: Voices): Voices
  /** Answers requests under PROMPTS_PATH. */
  answer(request: IncomingMessage, response: ServerResponse): void
  counts(): PromptCounts
}

/** What a book is made of. */
export interface PromptBookOptions {
  /** Where jambonz finds this server: `https://robot.example.org`, without a slash at the end. */
  readonly address: string
  /** What is fixed now; asked again after a change of scenarios. */
  list(): PromptList
  /** What was recorded of it. */
  recordings(): Recordings
  readonly files: PromptFiles
  readonly log: Log
}

const NAME = /^[0-9a-f]{32}\.(wav|mp3)$/

/**
 * Answers where a sentence lies as a file. One that is fixed and not there yet is made in the background, one at a time, for the next
 * call. What a call says of its caller is never kept: only sentences of the list are.
 */
export function createPromptBook(options: PromptBookOptions): PromptBook {
  const { address, files, log } = options
  const counts = { recorded: 0, ready: 0, spoken: 0 }
  const known = new WeakMap<PromptList, ReadonlySet<string>>()
  const made = new WeakMap<Voices, Voices>()
  const waiting = new Map<string, () => Promise<void>>()
  /** Sentences of the files that were named to jambonz. */
  const sentences = new Map<string, string>()
  let isMaking = false

  const fixedNow = (): ReadonlySet<string> => {
    const list = options.list()
    let fixed = known.get(list)
    if (fixed === undefined) {
      fixed = new Set(list.prompts.map(({ language, text }: Prompt) => recordingKey(language, text)))
      known.set(list, fixed)
    }
    return fixed
  }
  const makeNext = async (): Promise<void> => {
    if (isMaking) return
    isMaking = true
    for (let next = waiting.entries().next(); next.done !== true; next = waiting.entries().next()) {
      const [name, make] = next.value
      try {
        await make()
      } catch (error) {
        log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a prompt could not be made ahead')
        // The voice is not well: what waits comes up again with the next calls.
        waiting.clear()
        break
      }
      waiting.delete(name)
    }
    isMaking = false
  }
  const play = (what: 'recorded' | 'ready', name: string, sentence: string): string => {
    counts[what] += 1
    sentences.set(name, sentence)
    return `${address}${PROMPTS_PATH}${name}`
  }
  const speak = (): undefined => {
    counts.spoken += 1
  }
  return {
    withPrompts(voices) {
      let changed = made.get(voices)
      changed ??= mapVoices(voices, (voice, language) => ({
        ...voice,
        findPrompt(sentence, written) {
          const key = recordingKey(language, sentence)
          const recording = options.recordings().files.get(key)
          if (recording !== undefined) return play('recorded', fileName(recording), sentence)
          const name = files.nameOf(written, voice.synthesizer)
          if (name === undefined || !fixedNow().has(key)) return speak()
          if (files.has(name)) return play('ready', name, sentence)
          waiting.set(name, () => files.make(written, voice.synthesizer, AbortSignal.timeout(30_000)))
          void makeNext()
          return speak()
        },
      }))
      made.set(voices, changed)
      return changed
    },
    answer(request, response) {
      const name = (request.url ?? '').split('?', 1)[0]?.slice(PROMPTS_PATH.length) ?? ''
      const extension = NAME.exec(name)?.[1] as keyof typeof AUDIO_TYPES | undefined
      const isReading = request.method === 'GET' || request.method === 'HEAD'
      if (extension === undefined || !isReading) return void response.writeHead(404).end()
      // Another process may have named it to jambonz: what it is called is all that counts.
      const recording = [...options.recordings().files.values()].find(one => fileName(one) === name)
      const sentence = sentences.get(name)
      // Whoever shows a call rather than hear it reads what the file says.
      const words = sentence === undefined ? {} : { [SENTENCE_HEADER]: encodeURIComponent(sentence) }
      const path = recording?.path ?? join(files.folder, name)
      // Its name is that of its content: it never changes.
      const headers = { 'content-type': AUDIO_TYPES[extension], 'cache-control': 'public, max-age=31536000, immutable', ...words }
      void sendFile(path, headers, request, response)
    },
    counts: () => ({ ...counts }),
  }
}

function fileName({ id, extension }: RecordedFile): string {
  return `${id}.${extension}`
}
