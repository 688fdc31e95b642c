import type { Clock } from '../../engine/call/ports.ts'

/** Something that was audible on the line. Times are epoch ms; `to` is absent while it lasts. */
export interface Sound {
  readonly who: 'bot' | 'caller' | 'line'
  /** `noise` and `ringing` have no words; `keys` are the caller's digits. */
  readonly kind: 'speech' | 'keys' | 'noise' | 'ringing' | 'bridged' | 'music'
  /** Whole text, also when only a part was heard. */
  readonly text: string
  readonly from: number
  to?: number
  /** Share of the text that was played, 0..1. */
  share?: number
  /** Wire name of the language, e.g. `pl-PL`. */
  readonly language?: string
}

/** Everything audible in one call, in order of beginning. */
export interface SoundTrack {
  readonly sounds: readonly Sound[]
  begin(sound: Omit<Sound, 'from' | 'to' | 'share'>): Sound
  end(sound: Sound, share?: number): void
  /** Something was said to the other leg of a transfer, which the caller does not hear. */
  whisper(text: string): void
  /** The call is recorded from now on, or no longer. */
  record(isOn: boolean): void
  /** Whether any of a sound was recorded. */
  isRecorded(sound: Sound): boolean
  /** Texts said to other legs, in order. */
  readonly whispers: readonly string[]
  /** Ends what still sounds. */
  close(): void
  /** The longest time, in ms, in which nothing was audible between `from` and the end of the call. */
  measureLongestSilence(from: number, to: number): number
}

/** An empty track on a clock. `onSound` sees each sound as it begins. */
export function createSoundTrack(clock: Clock, onSound?: (sound: Sound) => void): SoundTrack {
  const sounds: Sound[] = []
  const whispers: string[] = []
  const open = new Set<Sound>()
  const recorded: { readonly from: number; to?: number }[] = []
  return {
    sounds,
    whispers,
    whisper(text) {
      whispers.push(text)
    },
    record(isOn) {
      const last = recorded.at(-1)
      const isRunning = last !== undefined && last.to === undefined
      if (isOn && !isRunning) recorded.push({ from: clock.now() })
      else if (!isOn && isRunning) last.to = clock.now()
    },
    isRecorded: ({ from, to }) =>
      recorded.some(span => from < (span.to ?? Number.POSITIVE_INFINITY) && (to ?? Number.POSITIVE_INFINITY) > span.from),
    begin(begun) {
      const sound: Sound = { ...begun, from: clock.now() }
      sounds.push(sound)
      open.add(sound)
      onSound?.(sound)
      return sound
    },
    end(sound, share = 1) {
      if (!open.delete(sound)) return
      sound.to = clock.now()
      sound.share = share
    },
    close() {
      for (const sound of open) sound.to = clock.now()
      open.clear()
    },
    measureLongestSilence(from, to) {
      let longest = 0
      let quietSince = from
      for (const sound of sounds) {
        if (sound.from > quietSince) longest = Math.max(longest, sound.from - quietSince)
        quietSince = Math.max(quietSince, sound.to ?? to)
      }
      return Math.max(longest, to - quietSince)
    },
  }
}
