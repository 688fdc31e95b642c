import type { Clock, Hypothesis, TelephoneEvent, Turn } from '../call/ports.ts'
import type { UtteranceTimer } from './began-at.ts'
import { Playback } from './playback.ts'
import type { KeptTurn } from './kept-session.ts'
import type { HookData, SpeechResult, Verb } from './protocol.ts'
import type { Background } from './verb-sender.ts'
import { cutTexts, makeGather, makePromptGather, type VerbContext } from './verbs.ts'

/** A caller who speaks when an uninterruptible prompt ends is waited for this long. */
const FINISHING_MS = 3000
/** A partial this fresh means that the caller is speaking. */
const SPEAKING_MS = 1500
/** What the id of a gather ends with that listens alone. */
const LISTEN = '.listen'
/** After an uninterruptible prompt its hook must come within this time. */
const HOOK_MS = 2000

/** What turns need of their session. */
export interface TurnHost {
  readonly clock: Clock
  readonly utterance: UtteranceTimer
  emit(event: TelephoneEvent): void
  /** Sends verbs; `background`: with transcription behind them. */
  send(verbs: readonly Verb[], background?: Background): void
}

/** One turn, from its verbs to the event that ends it. Nothing is sent before `start`; frames are acked before they come here. */
export class TurnRun {
  readonly turn: Turn
  readonly #host: TurnHost
  readonly #context: VerbContext
  readonly #texts: readonly string[]
  /** Uninterruptible: first the prompt with a gather for keys only, while a transcription in the background hears the caller. */
  readonly #isPromptOnly: boolean
  readonly #playback: Playback
  #heard: { readonly hypothesis: Hypothesis; readonly beganAt: number; readonly language: string | undefined }[] | undefined
  #phase: KeptTurn['phase']
  #isOver: boolean
  #isEnded = false
  #isDeaf = false
  #timer: unknown

  /** `kept`: it was begun by another process. */
  constructor(turn: Turn, host: TurnHost, context: VerbContext, kept?: KeptTurn) {
    this.turn = turn
    this.#host = host
    this.#context = context
    this.#texts = cutTexts(turn.say)
    this.#isPromptOnly = turn.listen.interrupt === 'never' && this.#texts.length > 0
    this.#phase = kept?.phase ?? (this.#isPromptOnly ? 'prompt' : 'listening')
    this.#isOver = kept?.isOver ?? false
    this.#playback = new Playback(turn.id, this.#texts, host.clock, host.emit, () => this.#onPlayed())
  }

  /** Sends the verbs; again, after they were lost. */
  start(): void {
    const { turn } = this
    if (!this.#isPromptOnly) this.#host.send([makeGather(turn, turn.id, this.#texts, this.#context)])
    else if (this.#phase !== 'prompt') this.#openEars()
    else {
      const { voice } = this.#context
      const { hints, speech } = turn.listen
      this.#host.send([makePromptGather(turn, this.#texts, this.#context)], speech === false ? undefined : { voice, hints })
    }
  }

  /** Whether a verb of this id belongs to the turn. */
  owns(verbId: string): boolean {
    return verbId === this.turn.id || verbId === `${this.turn.id}${LISTEN}`
  }

  hearHook(data: HookData): void {
    // The prompt's own hook, when its end was already concluded from elsewhere.
    const isOfPrompt = this.#isPromptOnly && data.verb_id === this.turn.id
    if (this.#isOver || (isOfPrompt && this.#phase !== 'prompt' && data.reason === 'timeout')) return
    this.#endByReason(data)
  }

  /** A hook that crossed with the verbs of the next turn: words and keys are reported as the earlier turn's. False: nothing follows. */
  hearLateHook({ reason, speech, digits }: HookData): boolean {
    if (this.#isEnded) return false
    const words = reason === 'speechDetected' ? speech : undefined
    if (words === undefined && reason !== 'dtmfDetected') return false
    this.#isEnded = true
    this.#host.emit(words === undefined ? this.#makeKeys(digits) : this.#makeSpeech(words))
    return true
  }

  hearPartial(): void {
    if (!this.#isOver) this.#host.utterance.hearPartial()
  }

  hearTranscript(speech: SpeechResult): void {
    const { utterance } = this.#host
    if (this.#isOver) return
    if (!speech.is_final) return utterance.hearPartial()
    if (this.#phase === 'listening') return this.#end(this.#makeSpeech(speech))
    const [hypothesis] = readHypotheses(speech)
    if (hypothesis === undefined || hypothesis.text.trim() === '') return
    this.#heard ??= []
    this.#heard.push({ hypothesis, beganAt: utterance.hearFinal(hypothesis.text), language: speech.language_code })
    if (this.#phase === 'finishing') this.#endByHeard()
  }

  hearStatus(event: string): void {
    this.#playback.hearStatus(event)
  }

  /** The ears were stopped behind our back: it is listened again, after what is being said. */
  listenAnew(): void {
    // Behind an uninterruptible prompt listens what jambonz has left its ears.
    if (this.#phase !== 'listening') return
    if (this.#playback.isPlaying()) this.#isDeaf = true
    else this.#openEars()
  }

  /** The voice has not begun the prompt. */
  isVoiceAwaited(): boolean {
    return !this.#isOver && this.#playback.isAwaited()
  }

  /** The voice failed: the prompt is not heard, the listening goes on. */
  failVoice(): void {
    this.#playback.fail()
    if (!this.#isOver) this.#host.emit({ kind: 'voice_failed', turn: this.turn.id })
  }

  /** Nothing will come of the turn any more. */
  fail(reason: string): void {
    this.#end({ kind: 'speech_failed', turn: this.turn.id, reason })
  }

  /** Another turn, a transfer or the end has taken its place. */
  supersede(): void {
    this.#isOver = true
    this.#host.clock.clearTimeout(this.#timer)
  }

  isOver(): boolean {
    return this.#isOver
  }

  isPlaying(): boolean {
    return this.#playback.isPlaying()
  }

  keep(): KeptTurn {
    return { turn: this.turn, phase: this.#phase, isOver: this.#isOver }
  }

  #wait(ms: number, run: () => void): void {
    const { clock } = this.#host
    clock.clearTimeout(this.#timer)
    this.#timer = clock.setTimeout(run, ms)
  }

  #onPlayed(): void {
    if (this.#isOver) return
    if (this.#phase === 'prompt') this.#wait(HOOK_MS, () => this.#finishPrompt())
    else if (this.#isDeaf) this.#openEars()
  }

  #openEars(): void {
    this.#isDeaf = false
    this.#host.send([makeGather(this.turn, `${this.turn.id}${LISTEN}`, [], this.#context)])
  }

  #listen(): void {
    if (this.#isOver || this.#phase === 'listening') return
    this.#phase = 'listening'
    this.#host.clock.clearTimeout(this.#timer)
    this.#openEars()
  }

  /** The uninterruptible prompt is out: what was said meanwhile counts now, also by who is still speaking. */
  #finishPrompt(): void {
    if (this.#isOver || this.#phase !== 'prompt') return
    this.#phase = 'finishing'
    this.#playback.end(true)
    const lastPartialAt = this.#host.utterance.lastPartialAt()
    const speaks = lastPartialAt !== undefined && this.#host.clock.now() - lastPartialAt <= SPEAKING_MS
    const goOn = (): void => (this.#heard === undefined ? this.#listen() : this.#endByHeard())
    if (speaks) this.#wait(FINISHING_MS, goOn)
    else goOn()
  }

  /** Ends the turn by this event, once. */
  #end(event: TelephoneEvent, isPlayedOut = false): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#isEnded = true
    this.#host.clock.clearTimeout(this.#timer)
    this.#playback.end(isPlayedOut)
    this.#host.emit(event)
  }

  #endByReason(data: HookData): void {
    switch (data.reason) {
      case 'speechDetected':
      case 'stt-low-confidence':
        return this.#end(this.#makeSpeech(data.speech ?? { is_final: true, alternatives: [] }))
      case 'dtmfDetected':
        return this.#end(this.#makeKeys(data.digits), this.#phase === 'prompt')
      case 'timeout':
        return this.#phase === 'prompt' ? this.#finishPrompt() : this.#end({ kind: 'silence', turn: this.turn.id }, true)
      case 'error':
        return this.fail('the recogniser reported an error')
      default:
        return this.fail('the result has no known reason')
    }
  }

  #endByHeard(): void {
    const heard = this.#heard ?? []
    const [first] = heard
    if (first === undefined) return
    const text = heard.map(one => one.hypothesis.text).join(' ')
    const known = heard.flatMap(one => one.hypothesis.confidence ?? [])
    const hypothesis = known.length === heard.length ? { text, confidence: Math.min(...known) } : { text }
    const { beganAt, language } = first
    this.#end({ kind: 'speech', turn: this.turn.id, hypotheses: [hypothesis], beganAt, ...withLanguage(language) }, true)
  }

  #makeSpeech(speech: SpeechResult): TelephoneEvent {
    const hypotheses = readHypotheses(speech)
    const beganAt = this.#host.utterance.hearFinal(hypotheses[0]?.text ?? '')
    return { kind: 'speech', turn: this.turn.id, hypotheses, beganAt, ...withLanguage(speech.language_code) }
  }

  #makeKeys(digits = ''): TelephoneEvent {
    return { kind: 'keys', turn: this.turn.id, digits, at: this.#host.clock.now() }
  }
}

function readHypotheses(speech: SpeechResult): readonly Hypothesis[] {
  const all = speech.alternatives.map(({ transcript, confidence }) =>
    confidence === undefined ? { text: transcript } : { text: transcript, confidence },
  )
  return all.length === 0 ? [{ text: '' }] : all
}

function withLanguage(language: string | undefined): { readonly language?: string } {
  return language === undefined ? {} : { language }
}
