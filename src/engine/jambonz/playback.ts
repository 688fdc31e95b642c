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

/** Follows a prompt of `texts` pieces (0: nothing is reported). `onDone` is called after it was reported as finished or cut. */
export function trackPlayback(
  turn: string,
  texts: number,
  clock: Clock,
  emit: (event: TelephoneEvent) => void,
  onDone: () => void = () => undefined,
): PlaybackTrack {
  let startedAt: number | undefined
  let stops = 0
  let stoppedAt = 0
  let timer: unknown
  let isDone = texts === 0

  const report = (state: 'finished' | 'cut', at: number): void => {
    if (isDone) return
    isDone = true
    clock.clearTimeout(timer)
    emit(
      startedAt === undefined && state === 'finished'
        ? { kind: 'prompt', turn, state }
        : { kind: 'prompt', turn, state, heardMs: at - (startedAt ?? at) },
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
