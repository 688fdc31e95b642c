import type { SpeechResult } from '../../engine/jambonz/protocol.ts'
import type { Exchange, Recogniser } from './exchange.ts'

/** How a caller says something. */
export interface Speech {
  readonly text: string
  /** 0..1; absent: the recogniser gives none. */
  readonly confidence?: number
  /** Other guesses of the recogniser, best first. */
  readonly alternatives?: readonly string[]
  /** The recogniser's name of the language that it heard, e.g. `uk-UA`; absent: the one it was told to expect. */
  readonly language?: string
  /** From the last word to the final, in ms. */
  readonly finalAfterMs?: number
  /** The final comes again so many ms later: duplicates happen with several vendors. */
  readonly twiceAfterMs?: number
  /** Words are guessed but no final ever comes. */
  readonly partialsOnly?: boolean
  /** `false`: the recogniser guesses nothing before the final. */
  readonly partials?: boolean
  /** Words per second; default: 14 characters a second. */
  readonly wordsPerSecond?: number
  /** Nothing that a person said: a cough, a television. */
  readonly isNoise?: boolean
}

const FINAL_AFTER_MS = 700
const CHARACTERS_PER_SECOND = 14
const SHORTEST_WORD_MS = 200
/** So much of a word may be missed before it is lost to a recogniser that started late. */
const TOLERATED_MS = 120

interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
}

function layOutWords(speech: Speech, startMs: number): Word[] {
  let at = startMs
  return speech.text
    .split(/\s+/)
    .filter(word => word !== '')
    .map(text => {
      const from = at
      const ms =
        speech.wordsPerSecond === undefined ? ((text.length + 1) * 1000) / CHARACTERS_PER_SECOND : 1000 / speech.wordsPerSecond
      at += Math.max(SHORTEST_WORD_MS, ms)
      return { text, from, to: at }
    })
}

/** After how many words the recogniser shows a guess: the first, the middle, the last. */
const chooseGuesses = (count: number): number[] =>
  [...new Set([1, Math.ceil(count / 2), count])].filter(at => at >= 1 && at <= count)

/**
 * What a recogniser makes of the words so far. A recogniser that started in the middle hears the rest only; a final of an utterance that
 * was over before it started reaches it whole: the late final of the vendor's session before.
 */
function transcribe(words: readonly Word[], count: number, recogniser: Recogniser): string {
  const said = words.slice(0, count)
  const isLate = (words.at(-1)?.to ?? 0) <= recogniser.since
  return (isLate ? said : said.filter(word => word.from >= recogniser.since - TOLERATED_MS)).map(word => word.text).join(' ')
}

/** Lets the caller say something now. Calls `onSaid` when the last word was spoken; gives back what cancels the rest. */
export function startUtterance(exchange: Exchange, speech: Speech, onSaid?: () => void): () => void {
  const { clock, track, recognisers } = exchange
  const startedAt = clock.now()
  const words = layOutWords(speech, startedAt)
  const endsAt = words.at(-1)?.to ?? startedAt
  const sound = track.begin({ who: 'caller', kind: speech.isNoise === true ? 'noise' : 'speech', text: speech.text })
  const timers: unknown[] = []

  const at = (time: number, run: () => void): void => {
    timers.push(clock.setTimeout(() => exchange.enter(run), time - startedAt))
  }
  const deliver = (count: number, isFinal: boolean): void => {
    // Hearing may end a gather, which removes it and may add another that must not hear this again.
    for (const recogniser of Array.from(recognisers)) {
      const transcript = transcribe(words, count, recogniser)
      if (transcript === '') continue
      const language = speech.language ?? recogniser.language
      const best = speech.confidence === undefined ? { transcript } : { transcript, confidence: speech.confidence }
      const others = isFinal ? (speech.alternatives ?? []).map(other => ({ transcript: other })) : []
      const result: SpeechResult = {
        ...(language === undefined ? {} : { language_code: language }),
        is_final: isFinal,
        alternatives: [best, ...others],
      }
      recogniser.hear(result)
    }
  }
  if (speech.partials !== false) {
    for (const count of chooseGuesses(words.length)) at(words[count - 1]?.to ?? endsAt, () => deliver(count, false))
  }
  at(endsAt, () => {
    track.end(sound)
    onSaid?.()
  })
  if (speech.partialsOnly !== true) {
    const finalAt = endsAt + (speech.finalAfterMs ?? FINAL_AFTER_MS)
    at(finalAt, () => deliver(words.length, true))
    if (speech.twiceAfterMs !== undefined) at(finalAt + speech.twiceAfterMs, () => deliver(words.length, true))
  }
  return () => {
    for (const timer of timers) clock.clearTimeout(timer)
  }
}
