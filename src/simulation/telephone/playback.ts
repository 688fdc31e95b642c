import type { Clock } from '../../engine/call/ports.ts'
import type { SayBody } from '../../engine/jambonz/protocol.ts'
import type { Sound, SoundTrack } from './sounds.ts'

/** How fast the voice reads: characters per second at normal pace. */
const CHARACTERS_PER_SECOND = 14
const SHORTEST_MS = 250
/** Rates by name, as SSML's `prosody` has them. */
const NAMED_RATES: Readonly<Record<string, number>> = {
  'x-slow': 0.6,
  slow: 0.8,
  medium: 1,
  default: 1,
  fast: 1.2,
  'x-fast': 1.4,
}

/** A text without SSML, its silences in ms and its rate (1 = normal). */
export interface PlainText {
  readonly text: string
  readonly pauseMs: number
  readonly rate: number
}

function readRate(written: string | undefined): number {
  if (written === undefined) return 1
  const named = NAMED_RATES[written]
  if (named !== undefined) return named
  const amount = Number.parseFloat(written)
  if (!Number.isFinite(amount) || amount === 0) return 1
  if (!written.endsWith('%')) return amount > 0 ? amount : 1
  return written.startsWith('-') || written.startsWith('+') ? 1 + amount / 100 : amount / 100
}

/** Takes the words out of SSML; a text without marks is given back as it is. */
export function readSpokenText(text: string): PlainText {
  if (text.startsWith('silence_stream://')) return { text: '', pauseMs: Number.parseInt(text.slice(17), 10) || 0, rate: 1 }
  if (!text.includes('<')) return { text, pauseMs: 0, rate: 1 }
  let pauseMs = 0
  for (const [, amount, unit] of text.matchAll(/<break[^>]*time="([\d.]+)(ms|s)"/g))
    pauseMs += Number(amount) * (unit === 's' ? 1000 : 1)
  const rate = readRate(/<prosody[^>]*rate="([^"]+)"/.exec(text)?.[1])
  const words = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
  return { text: words.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll(/\s+/g, ' ').trim(), pauseMs, rate }
}

/** How long the voice needs for a text, in ms. */
export function measureSpeech(plain: PlainText): number {
  if (plain.text === '') return plain.pauseMs
  return Math.max(SHORTEST_MS, Math.round((plain.text.length * 1000) / CHARACTERS_PER_SECOND / plain.rate)) + plain.pauseMs
}

/** Events of a `say`, in jambonz's words. */
export type PlaybackEvent = 'start-playback' | 'stop-playback' | 'kill-playback'

/** A say that plays, alone or nested in a gather. */
export interface Playback {
  readonly startedAt: number
  readonly totalMs: number
  isPlaying(): boolean
  /** Cuts it. jambonz reports `kill-playback` even when all was played out already; a second kill does nothing. */
  kill(): void
}

/** What a playback needs of its call. */
export interface PlaybackHost {
  readonly clock: Clock
  readonly track: SoundTrack
  /** Language that the voice speaks when the verb names none. */
  readonly language: string | undefined
  enter(run: () => void): void
  notify(event: PlaybackEvent): void
}

/**
 * Plays the texts one after another: `stop-playback` is reported after each of them, as jambonz does. `onEnd` is called once, when all
 * was played out or it was killed.
 */
export function startPlayback(host: PlaybackHost, say: SayBody, onEnd: () => void): Playback {
  const { clock, track } = host
  const plain = (typeof say.text === 'string' ? [say.text] : say.text).map(readSpokenText)
  const durations = plain.map(measureSpeech)
  const language = say.synthesizer?.language ?? host.language
  const rate = readRate(say.synthesizer?.options?.['rate']?.toString() ?? say.synthesizer?.options?.['speed']?.toString())
  let timer: unknown
  let sound: Sound | undefined
  let soundMs = 0
  let isPlaying = true
  let isKilled = false
  let hasReportedStop = false

  const playNext = (at: number): void => {
    const text = plain[at]
    if (text === undefined) {
      isPlaying = false
      onEnd()
      return
    }
    soundMs = (durations[at] ?? 0) / rate
    sound =
      text.text === ''
        ? undefined
        : track.begin({ who: 'bot', kind: 'speech', text: text.text, ...(language === undefined ? {} : { language }) })
    timer = clock.setTimeout(
      () =>
        host.enter(() => {
          if (sound !== undefined) track.end(sound)
          hasReportedStop = true
          host.notify('stop-playback')
          if (!isKilled) playNext(at + 1)
        }),
      soundMs,
    )
  }
  const playback: Playback = {
    startedAt: clock.now(),
    totalMs: durations.reduce((sum, ms) => sum + ms, 0) / rate,
    isPlaying: () => isPlaying,
    kill() {
      if (isKilled) return
      isKilled = true
      clock.clearTimeout(timer)
      if (!hasReportedStop) host.notify('stop-playback')
      host.notify('kill-playback')
      if (!isPlaying) return
      isPlaying = false
      if (sound !== undefined) track.end(sound, soundMs === 0 ? 1 : Math.min(1, (clock.now() - sound.from) / soundMs))
      onEnd()
    },
  }
  host.notify('start-playback')
  playNext(0)
  return playback
}
