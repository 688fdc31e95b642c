import { spawn } from 'node:child_process'
import { isEspeakInstalled } from '../../engine/speech/espeak/index.ts'
import { UsageError } from '../usage-error.ts'
import { findPlayer, playSpeech, type Utterance, type Voicing } from './play-speech.ts'

/** Speaks what the robot says through the machine's loudspeaker. */
export interface Loudspeaker {
  /** Speaks a text after those before it. `language` as on the wire: `pl-PL`. */
  speak(text: string, language: string | undefined): void
  /** Is silent at once. */
  stop(): void
  /** Calls back once, when it cannot be heard, with a reason. */
  onFailure(run: (reason: string) => void): void
  /** Resolves when all was spoken, or stopped. */
  whenQuiet(): Promise<void>
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * A loudspeaker: the voices of calls (`voicing`) where the machine has a program that plays sound, else espeak-ng, which plays its own. Throws a
 * `UsageError` where there is neither.
 */
export function createLoudspeaker(env: Env, voicing: Voicing): Loudspeaker {
  const player = findPlayer(env)
  if (player !== undefined) return queueUtterances((text, language) => playSpeech(player, env, voicing, text, language))
  if (!isEspeakInstalled(env)) {
    throw new UsageError(
      '--voice needs espeak-ng, and it is not installed.',
      'Install it (Debian: apt-get install espeak-ng; macOS: brew install espeak-ng), or talk without --voice.',
    )
  }
  return queueUtterances((text, language) => speakByEspeak(env, text, language))
}

function queueUtterances(begin: (text: string, language: string | undefined) => Utterance): Loudspeaker {
  const waiting: (() => void)[] = []
  let queue: { readonly text: string; readonly language: string | undefined }[] = []
  let speaking: Utterance | undefined
  let tellFailure: ((reason: string) => void) | undefined

  const speakNext = (): void => {
    const next = queue.shift()
    if (next === undefined) {
      for (const resume of waiting.splice(0)) resume()
      return
    }
    const utterance = begin(next.text, next.language)
    speaking = utterance
    void utterance.over.then(reason => {
      if (reason !== undefined) tellFailure?.(reason)
      if (reason !== undefined) tellFailure = undefined
      if (speaking !== utterance) return
      speaking = undefined
      speakNext()
    })
  }
  return {
    speak(text, language) {
      queue.push({ text, language })
      if (speaking === undefined) speakNext()
    },
    stop() {
      queue = []
      const utterance = speaking
      speaking = undefined
      utterance?.stop()
      speakNext()
    },
    onFailure(run) {
      tellFailure = run
    },
    whenQuiet: () => (speaking === undefined ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))),
  }
}

function speakByEspeak(env: Env, text: string, language: string | undefined): Utterance {
  const over = Promise.withResolvers<string | undefined>()
  // The text goes by standard input, where nothing of it can be taken for an option.
  const child = spawn('espeak-ng', ['-v', (language ?? 'en').slice(0, 2), '--stdin'], { stdio: ['pipe', 'ignore', 'pipe'], env })
  let complaint = ''
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(-4000)
  })
  child.on('error', error => over.resolve(`espeak-ng says "${error.message}"`))
  child.on('close', () => {
    // It ends with 0 even where there is no sound card, and only says so, after many lines of the sound system.
    const reason = /^error: (.+)$/im.exec(complaint)?.[1]
    over.resolve(reason === undefined ? undefined : `espeak-ng says "${reason}"`)
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(text)
  return { over: over.promise, stop: () => void child.kill() }
}
