import type { SpokenSentence, Turn } from '../call/ports.ts'
import type { Config, Gather, Recognizer, SayBody, Synthesizer } from './protocol.ts'
import type { Pace, Voice } from './voices.ts'

/** Hooks of our verbs: the `hook` that comes back in `verb:hook` and `dial:confirm`. */
export const HOOKS = {
  turn: '/turn',
  partial: '/partial',
  transcript: '/transcript',
  transfer: '/transfer',
  confirm: '/confirm',
  /** A key of whoever was asked to take the call. */
  take: '/take',
  /** A caller in a queue hears the next. */
  wait: '/wait',
  /** The music of a caller in a queue has ended. */
  music: '/music',
  /** A key of a caller in a queue. */
  key: '/key',
  /** Who answered. */
  detector: '/amd',
  /** Whether the caller agrees to be recorded. */
  consent: '/consent',
  /** How a referral gets on. */
  referred: '/referred',
} as const

/** jambonz hangs up by itself after so many seconds without anything to do, also when this program is gone. */
export const GUARD = { enabled: true, noResponseGiveUpTimeout: 20 } as const
/** jambonz cuts longer texts itself, and then reports more playbacks than texts were sent. */
const LONGEST_TEXT = 850
/** Seconds of silence that end the prompt of a turn which nothing may stop. */
const AFTER_PROMPT_S = 0.1

/** The voice that the call began with: verbs name a synthesizer only where they differ. */
export interface VerbContext {
  readonly voice: Voice
  readonly base: Voice
}

/** First verb of a call: events, the guard against dead air, voice and ear. */
export function makeConfig(base: Voice): Config {
  const { recognizer, synthesizer } = base
  // jambonz takes a missing part as "none", not as "what the application has": `default` keeps the application's.
  const keep = { fallbackVendor: 'default', fallbackLanguage: 'default' }
  const { vendor, language = 'default', label, fallbackVendor, fallbackLabel, fallbackLanguage } = recognizer
  const chosen = { label, fallbackVendor, fallbackLabel, fallbackLanguage }
  return {
    verb: 'config',
    notifyEvents: true,
    actionHookDelayAction: GUARD,
    // Its labels stand here as they are, or not at all: a verb with a synthesizer of its own takes what is missing there from
    // here, and looks its credential up by the very word `default`.
    synthesizer: { ...keep, fallbackVoice: 'default', language: 'default', voice: 'default', ...synthesizer },
    // Options and hints stand in each gather: jambonz adds the session's to them, and its own win.
    recognizer: { vendor, language, label: 'default', fallbackLabel: 'default', ...keep, ...dropAbsent(chosen) },
  }
}

function dropAbsent(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined))
}

/** The pieces that a prompt is spoken in: one a sentence, long ones cut between words. */
export function cutTexts(say: readonly SpokenSentence[]): readonly string[] {
  return say.flatMap(sentence => cutText(sentence.text.trim()))
}

/** jambonz takes whatever parses as a URL for a file to be played, thus also "Adres: …": a space before the colon makes words of it. */
function keepWords(text: string): string {
  // Every one has a colon, and parsing is dear.
  return text.includes(':') && URL.canParse(text) ? text.replace(':', ' :') : text
}

function cutText(text: string): readonly string[] {
  if (text === '') return []
  if (text.length <= LONGEST_TEXT) return [text]
  const space = text.lastIndexOf(' ', LONGEST_TEXT)
  const at = space > LONGEST_TEXT / 2 ? space : LONGEST_TEXT
  return [text.slice(0, at).trim(), ...cutText(text.slice(at).trim())]
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A sentence as it stands in a say: at a rate of its own it is SSML. */
export function writeSentence(sentence: string, pace: Pace): string {
  if (pace.kind !== 'rate') return keepWords(sentence)
  return `<speak><prosody rate="${pace.rate}">${escapeXml(sentence)}</prosody></speak>`
}

/** A nested or bare say. */
export function makeSay(id: string, texts: readonly string[], pace: Turn['pace'], context: VerbContext): SayBody {
  const { voice, base } = context
  const chosen = pace === 'slow' ? voice.slow : voice.normal
  const text = texts.map(one => {
    const written = writeSentence(one, chosen)
    // Among the texts of a say, jambonz plays what is an address: so its statuses tell how far a prompt got, files and all.
    return voice.findPrompt?.(one, written) ?? written
  })
  if (chosen.kind === 'options') return { id, text, synthesizer: withOptions(voice.synthesizer, chosen.options) }
  return voice.synthesizer === base.synthesizer ? { id, text } : { id, text, synthesizer: voice.synthesizer }
}

function withOptions(synthesizer: Synthesizer, options: Readonly<Record<string, unknown>>): Synthesizer {
  return { ...synthesizer, options: { ...synthesizer.options, ...options } }
}

/** The language's recognizer with a step's words. */
function makeRecognizer(voice: Voice, hints: readonly string[]): Recognizer {
  if (hints.length === 0) return voice.recognizer
  const own = voice.recognizer.hints ?? []
  const all = [...own, ...hints]
  // By the first of them jambonz judges whether they have boosts.
  const isBoosted = own.some(hint => typeof hint !== 'string')
  if (isBoosted) return { ...voice.recognizer, hints: all.map(hint => (typeof hint === 'string' ? { phrase: hint } : hint)) }
  return { ...voice.recognizer, hints: own.length === 0 ? hints : [...new Set(all)] }
}

/** Speak and listen, as one gather. `texts` may be empty: then it only listens. */
export function makeGather(turn: Turn, id: string, texts: readonly string[], context: VerbContext): Gather {
  const { silenceMs, interrupt, hints, keys, speech } = turn.listen
  const hearsWords = speech !== false
  const hearsKeys = keys.max > 0 || !hearsWords
  return {
    verb: 'gather',
    id,
    input: [...(hearsWords ? (['speech'] as const) : []), ...(hearsKeys ? (['digits'] as const) : [])],
    actionHook: HOOKS.turn,
    ...(hearsWords ? { partialResultHook: HOOKS.partial } : {}),
    // 0 would mean for ever.
    timeout: Math.max(0.1, silenceMs / 1000),
    bargein: interrupt === 'partial',
    minBargeinWordCount: 1,
    ...(hearsKeys
      ? {
          dtmfBargein: true,
          minDigits: 1,
          maxDigits: Math.max(1, keys.max),
          interDigitTimeout: keys.betweenMs / 1000,
          ...(keys.finishOn === undefined ? {} : { finishOnKey: keys.finishOn }),
        }
      : { dtmfBargein: false }),
    ...(hearsWords ? { recognizer: makeRecognizer(context.voice, hints) } : {}),
    ...(texts.length === 0 ? {} : { say: makeSay(turn.id, texts, turn.pace, context) }),
  }
}

/**
 * A prompt that nothing stops. Keys pressed meanwhile are kept and reported with its end: a wait between keys longer than the prompt
 * keeps jambonz from ending the gather in the middle, and the short timeout after the prompt ends it.
 */
export function makePromptGather(turn: Turn, texts: readonly string[], context: VerbContext): Gather {
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  return {
    verb: 'gather',
    id: turn.id,
    input: ['digits'],
    actionHook: HOOKS.turn,
    timeout: AFTER_PROMPT_S,
    dtmfBargein: false,
    minDigits: 1,
    interDigitTimeout: 10 + Math.ceil(characters / 5),
    say: makeSay(turn.id, texts, turn.pace, context),
  }
}

/** Listens in the background, finals and partials to `HOOKS.transcript`. */
export function makeTranscribe(voice: Voice, hints: readonly string[]): Config {
  const recognizer = { ...makeRecognizer(voice, hints), interim: true }
  return { verb: 'config', transcribe: { enable: true, transcriptionHook: HOOKS.transcript, recognizer } }
}
/** Ends the listening in the background. */
export const STOP_TRANSCRIBE: Config = { verb: 'config', transcribe: { enable: false } }
