import { spawn } from 'node:child_process'
import { readWavStream } from '../audio/wav.ts'
import type { SpeechProvider, SpokenAudio, SynthesisRequest } from '../provider.ts'
import { SpeechError } from '../speech-error.ts'
import { createQueue } from './queue.ts'

/** How espeak-ng is reached. */
export interface EspeakOptions {
  /** The program; default `espeak-ng`, found by PATH. */
  readonly program?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Words a minute; default 160, a little slower than its own. */
  readonly wordsPerMinute?: number
  /** Processes at once; more wait. Default 8. */
  readonly most?: number
}

const LONGEST_COMPLAINT = 500

/**
 * espeak-ng as a process: a plain voice in all five languages that needs no network and no key. It cannot listen. A voice is a name of its
 * own with or without a variant: `pl`, `en-gb+f3`; without one, the language's.
 */
export function createEspeakProvider(options: EspeakOptions = {}): SpeechProvider {
  const queue = createQueue(options.most ?? 8)
  return {
    name: 'espeak',
    async synthesise(request, signal) {
      const leave = await queue.enter(signal)
      return speak(options, request, signal, leave)
    },
  }
}

async function speak(
  { program = 'espeak-ng', env = process.env, wordsPerMinute = 160 }: EspeakOptions,
  { text, kind, voice, language }: SynthesisRequest,
  signal: AbortSignal,
  leave: () => void,
): Promise<SpokenAudio> {
  const name = voice ?? chooseVoice(language)
  // The text goes by standard input, where nothing of it can be taken for an option.
  const args = ['-v', name, '-s', String(wordsPerMinute), ...(kind === 'ssml' ? ['-m'] : []), '--stdin', '--stdout']
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env })
  const kill = (): void => void child.kill('SIGKILL')
  if (signal.aborted) kill()
  signal.addEventListener('abort', kill, { once: true })
  let complaint = ''
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(-LONGEST_COMPLAINT)
  })
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  child.on('error', cause => failed.reject(describeFailure(cause)))
  child.on('close', () => {
    signal.removeEventListener('abort', kill)
    leave()
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(text)
  try {
    return await Promise.race([readWavStream(child.stdout as AsyncIterable<Uint8Array>), failed.promise])
  } catch (cause) {
    kill()
    if (cause instanceof SpeechError) throw cause
    // Its words name the voice or a file of its own, never the text.
    const isVoice = /voice/i.test(complaint)
    throw new SpeechError(isVoice ? 'refused' : 'failed', 'espeak', {
      detail: isVoice ? `espeak-ng has no voice "${name}"` : 'espeak-ng gave no audio',
      cause,
    })
  }
}

/** espeak-ng knows languages without a region, except where the region changes the sound. */
function chooseVoice(language: string | undefined): string {
  if (language === undefined)
    throw new SpeechError('unsupported', 'espeak', { detail: 'neither a language nor a voice was named' })
  const tag = language.toLowerCase()
  return tag.startsWith('en-') ? tag : (tag.split('-')[0] ?? tag)
}

function describeFailure(cause: NodeJS.ErrnoException): SpeechError {
  return new SpeechError('refused', 'espeak', {
    detail: cause.code === 'ENOENT' ? 'espeak-ng is not installed' : `espeak-ng cannot be run (${cause.code ?? 'unknown'})`,
    remedy: 'Install it (Debian: apt-get install espeak-ng; macOS: brew install espeak-ng).',
    cause,
  })
}
