import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { UsageError } from '../usage-error.ts'

/** Speaks what the robot says through the machine's loudspeaker. */
export interface Loudspeaker {
  /** Speaks a text after those before it. `language` as on the wire: `pl-PL`. */
  speak(text: string, language: string | undefined): void
  /** Is silent at once. */
  stop(): void
  /** Calls back once, when it cannot be heard, with the words of espeak-ng. */
  onFailure(run: (reason: string) => void): void
  /** Resolves when all was spoken, or stopped. */
  whenQuiet(): Promise<void>
}

/** A loudspeaker by espeak-ng. Throws a `UsageError` where that is not installed. */
export function createLoudspeaker(env: Readonly<Record<string, string | undefined>>): Loudspeaker {
  if (spawnSync('espeak-ng', ['--version'], { stdio: 'ignore', env }).status !== 0) {
    throw new UsageError(
      '--voice needs espeak-ng, and it is not installed.',
      'Install it (Debian: apt-get install espeak-ng; macOS: brew install espeak-ng), or talk without --voice.',
    )
  }
  const waiting: (() => void)[] = []
  let queue: { readonly text: string; readonly language: string }[] = []
  let speaking: ChildProcess | undefined
  let tellFailure: ((reason: string) => void) | undefined

  const fail = (reason: string): void => {
    tellFailure?.(reason)
    tellFailure = undefined
  }
  const speakNext = (): void => {
    const next = queue.shift()
    if (next === undefined) {
      for (const resume of waiting.splice(0)) resume()
      return
    }
    // The text goes by standard input, where nothing of it can be taken for an option.
    const child = spawn('espeak-ng', ['-v', next.language, '--stdin'], { stdio: ['pipe', 'ignore', 'pipe'], env })
    let complaint = ''
    const end = (): void => {
      if (speaking !== child) return
      speaking = undefined
      // It ends with 0 even where there is no sound card, and only says so, after many lines of the sound system.
      const reason = /^error: (.+)$/im.exec(complaint)?.[1]
      if (reason !== undefined) fail(reason)
      speakNext()
    }
    speaking = child
    child.stderr.on('data', (data: Buffer) => {
      complaint = (complaint + data.toString()).slice(-4000)
    })
    child.on('error', error => {
      fail(error.message)
      end()
    })
    child.on('close', end)
    child.stdin.on('error', () => undefined)
    child.stdin.end(next.text)
  }
  return {
    speak(text, language) {
      queue.push({ text, language: (language ?? 'en').slice(0, 2) })
      if (speaking === undefined) speakNext()
    },
    stop() {
      queue = []
      const child = speaking
      speaking = undefined
      child?.kill()
      speakNext()
    },
    onFailure(run) {
      tellFailure = run
    },
    whenQuiet: () => (speaking === undefined ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))),
  }
}
