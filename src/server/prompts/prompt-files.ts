import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Synthesizer } from '../../engine/jambonz/index.ts'
import { makeWavHeader } from '../../engine/speech/audio/wav.ts'
import type { Speech } from '../../engine/speech/index.ts'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'

/** Wide enough for HD telephones; the others hear no difference. */
const SAMPLE_RATE = 16_000

/** Speech that was made once, a file for each sentence and voice. */
export interface PromptFiles {
  readonly folder: string
  /** Name of a sentence's file, whether it is there or not; undefined where our own speech has not this voice. */
  nameOf(written: string, voice: Synthesizer): string | undefined
  has(name: string): boolean
  /** Makes the file. Throws a `SpeechError` when the voice fails: another voice of the chain would be taken for it ever after. */
  make(written: string, voice: Synthesizer, signal: AbortSignal): Promise<void>
}

/** Opens the folder `prompts` of the data folder. Throws an `OperationalError` when it cannot be used. */
export function openPromptFiles(dataFolder: string, speech: Speech | undefined): PromptFiles {
  const folder = join(dataFolder, 'prompts')
  const there = new Set(listThere(folder))
  const firstVoice = ({ vendor, voice }: Synthesizer): string | undefined => {
    if (!vendor.startsWith('custom:') || typeof voice !== 'string') return undefined
    const [first = ''] = voice.split('|')
    return speech?.synthesisers.includes(first.split(':', 1)[0] ?? '') === true ? first : undefined
  }
  const nameOf = (written: string, synthesizer: Synthesizer): string | undefined => {
    const voice = firstVoice(synthesizer)
    if (voice === undefined) return undefined
    const parts = JSON.stringify([voice, synthesizer.language ?? '', SAMPLE_RATE, written])
    return `${createHash('sha256').update(parts).digest('hex').slice(0, 32)}.wav`
  }
  return {
    folder,
    nameOf,
    has: name => there.has(name),
    async make(written, synthesizer, signal) {
      const name = nameOf(written, synthesizer)
      const voice = firstVoice(synthesizer)
      if (speech === undefined || name === undefined || voice === undefined || there.has(name)) return
      const { language } = synthesizer
      const kind = written.startsWith('<speak>') ? 'ssml' : 'text'
      const request = {
        text: written,
        kind,
        voice,
        sampleRate: SAMPLE_RATE,
        ...(language === undefined ? {} : { language }),
      } as const
      const { audio } = await speech.synthesise(request, signal)
      const chunks: Uint8Array[] = []
      for await (const chunk of audio) chunks.push(chunk)
      const samples = Buffer.concat(chunks)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Renamed into place, so that nobody is served half of it.
      const unfinished = join(folder, `${name}.${process.pid}`)
      await writeFile(unfinished, Buffer.concat([makeWavHeader(SAMPLE_RATE, samples.length), samples]), { mode: 0o600 })
      await rename(unfinished, join(folder, name))
      there.add(name)
    },
  }
}

function listThere(folder: string): readonly string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return readdirSync(folder).filter(name => name.endsWith('.wav'))
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown'
    throw new OperationalError('data/unusable', `"${folder}" cannot be used (${code}).`, {
      facts: { code },
      remedy: 'Give the user that runs trucada the right to it, or name another folder with --data.',
      cause: error,
    })
  }
}
