import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { UsageError } from '../usage-error.ts'

/** Speaks what the robot says through the machine's loudspeaker. */
export interface Loudspeaker {
  /** Speaks a text; what was being spoken stops. `language` as on the wire: `pl-PL`. */
  speak(text: string, language: string | undefined): void
  stop(): void
}

/** A loudspeaker by espeak-ng. Throws a `UsageError` where that is not installed. */
export function createLoudspeaker(): Loudspeaker {
  if (spawnSync('espeak-ng', ['--version'], { stdio: 'ignore' }).status !== 0) {
    throw new UsageError(
      '--voice needs espeak-ng, and it is not installed.',
      'Install it (Debian: apt-get install espeak-ng; macOS: brew install espeak-ng), or talk without --voice.',
    )
  }
  let speaking: ChildProcess | undefined
  const stop = (): void => {
    speaking?.kill()
    speaking = undefined
  }
  return {
    speak(text, language) {
      stop()
      // The text goes by standard input, where nothing of it can be taken for an option.
      const child = spawn('espeak-ng', ['-v', (language ?? 'en').slice(0, 2), '--stdin'], { stdio: ['pipe', 'ignore', 'ignore'] })
      child.on('error', () => undefined)
      child.stdin.on('error', () => undefined)
      child.stdin.end(text)
      speaking = child
    },
    stop,
  }
}
