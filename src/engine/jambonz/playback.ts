import type { Clock, TelephoneEvent } from '../call/ports.ts'

/**
 * jambonz reports the last text's `stop-playback` both when it was played out and, followed at once by `kill-playback`, when it was cut.
 * So the end of a prompt is believed after this long without a kill.
 */
const SETTLE_MS = 40

/** Follows the playback of one prompt through `verb:status` and reports it once: started, then finished or cut. */
export interface PlaybackTrack {
  /** A status of the say that plays the prompt. */
  hearStatus(event: string): void
  /** The voice failed: no more of the prompt will be heard. */
  fail(): void
  /** The turn is over: what was not reported yet is now. `isPlayedOut`: it ended by silence, thus after the prompt. */
  end(isPlayedOut: boolean): void
  /** Started and not yet reported as finished or cut. */
  isPlaying(): boolean
}

/** Letters a second of a voice, about: only how far the piece that was cut had got is guessed by it. */
const LETTERS_A_SECOND = 14

/** Follows a prompt of these pieces (none: nothing is reported). `onDone` is called after it was reported as finished or cut. */
export function trackPlayback(
  turn: string,
  pieces: readonly string[],
  clock: Clock,
  emit: (event: TelephoneEvent) => void,
  onDone: () => void = () => undefined,
): PlaybackTrack {
  const texts = pieces.length
  let startedAt: number | undefined
  let stops = 0
  let stoppedAt = 0
  let timer: unknown
  let isDone = texts === 0

  /** Whole pieces by jambonz's word, whatever voice or file they came from; of the one that was cut, as much as its time allows. */
  const shareAt = (at: number): number => {
    if (startedAt === undefined) return 0
    // A kill reports a stop before itself where none came yet: that is no piece played out.
    const whole = stops === 1 && clock.now() - stoppedAt <= SETTLE_MS ? 0 : stops
    const lengths = pieces.map(piece => piece.length)
    const before = lengths.slice(0, whole).reduce((sum, length) => sum + length, 0)
    const all = lengths.reduce((sum, length) => sum + length, 0)
    const elapsedMs = at - (whole === 0 ? startedAt : stoppedAt)
    const part = Math.min(lengths[whole] ?? 0, (elapsedMs / 1000) * LETTERS_A_SECOND)
    return Math.min(1, (before + part) / Math.max(1, all))
  }
  const report = (state: 'finished' | 'cut', at: number): void => {
    if (isDone) return
    isDone = true
    clock.clearTimeout(timer)
    emit(
      startedAt === undefined && state === 'finished'
        ? { kind: 'prompt', turn, state }
        : {
            kind: 'prompt',
            turn,
            state,
            heardMs: at - (startedAt ?? at),
            ...(state === 'cut' ? { heardShare: shareAt(at) } : {}),
          },
    )
    onDone()
  }
  return {
    hearStatus(event) {
      if (isDone) return
      if (event === 'start-playback' && startedAt === undefined) {
        startedAt = clock.now()
        emit({ kind: 'prompt', turn, state: 'started' })
      } else if (startedAt === undefined) {
        // The end of an earlier prompt that jambonz did not name.
        return
      } else if (event === 'stop-playback') {
        stops += 1
        stoppedAt = clock.now()
        if (stops === texts) timer = clock.setTimeout(() => report('finished', stoppedAt), SETTLE_MS)
      } else if (event === 'kill-playback') {
        report('cut', stops >= texts ? stoppedAt : clock.now())
      }
    },
    fail: () => report('cut', startedAt === undefined || stops >= texts ? stoppedAt : clock.now()),
    end(isPlayedOut) {
      if (isPlayedOut) report('finished', stops >= texts ? stoppedAt : clock.now())
      else report(stops >= texts ? 'finished' : 'cut', stops >= texts ? stoppedAt : clock.now())
    },
    isPlaying: () => startedAt !== undefined && !isDone,
  }
}
