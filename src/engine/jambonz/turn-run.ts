import type { Clock, Hypothesis, TelephoneEvent, Turn } from '../call/ports.ts'
import type { UtteranceTimer } from './began-at.ts'
import { trackPlayback } from './playback.ts'
import type { KeptTurn } from './kept-session.ts'
import type { HookData, SpeechResult, Verb } from './protocol.ts'
import { cutTexts, makeGather, makePromptGather, type VerbContext } from './verbs.ts'

/** A caller who speaks when an uninterruptible prompt ends is waited for this long. */
const FINISHING_MS = 3000
/** A partial this fresh means that the caller is speaking. */
const SPEAKING_MS = 1500
/** After an uninterruptible prompt its hook must come within this time. */
const HOOK_MS = 2000

/** What a turn needs of its session. */
export interface TurnHost {
  readonly clock: Clock
  readonly context: VerbContext
  readonly utterance: UtteranceTimer
  emit(event: TelephoneEvent): void
  /** Sends verbs; `isListeningBehind`: with transcription in the background. */
  send(verbs: readonly Verb[], isListeningBehind: boolean): void
}

/** One turn, from its verbs to the event that ends it. Frames are acked before they come here. */
export interface TurnRun {
  readonly turn: Turn
  /** Sends the verbs; again, after they were lost. */
  start(): void
  /** Whether a verb of this id belongs to the turn. */
  owns(verbId: string): boolean
  hearHook(data: HookData): void
  /** A hook that crossed with the verbs of the next turn: words and keys are reported as the earlier turn's. False: nothing follows. */
  hearLateHook(data: HookData): boolean
  hearPartial(): void
  hearTranscript(speech: SpeechResult): void
  hearStatus(event: string): void
  /** The ears were stopped behind our back: it is listened again, after what is being said. */
  listenAnew(): void
  /** The voice failed: the prompt is not heard, the listening goes on. */
  failVoice(): void
  /** Nothing will come of the turn any more. */
  fail(reason: string): void
  /** Another turn, a transfer or the end has taken its place. */
  supersede(): void
  isOver(): boolean
  isPlaying(): boolean
  keep(): KeptTurn
}

/** Creates the run of a turn; nothing is sent before `start`. `kept`: it was begun by another process. */
export function createTurnRun(turn: Turn, host: TurnHost, kept?: KeptTurn): TurnRun {
  const { clock, utterance } = host
  const texts = cutTexts(turn.say)
  // Uninterruptible: first the prompt with a gather for keys only, while a transcription in the background hears the caller.
  const isPromptOnly = turn.listen.interrupt === 'never' && texts.length > 0
  const listenId = `${turn.id}.listen`
  const heard: { readonly hypothesis: Hypothesis; readonly beganAt: number; readonly language: string | undefined }[] = []
  let phase: 'prompt' | 'finishing' | 'listening' = kept?.phase ?? (isPromptOnly ? 'prompt' : 'listening')
  let isOver = kept?.isOver ?? false
  let isEnded = false
  let isDeaf = false
  let timer: unknown

  const playback = trackPlayback(turn.id, texts, clock, host.emit, () => {
    if (isOver) return
    if (phase === 'prompt') wait(HOOK_MS, finishPrompt)
    else if (isDeaf) openEars()
  })
  const wait = (ms: number, run: () => void): void => {
    clock.clearTimeout(timer)
    timer = clock.setTimeout(run, ms)
  }
  /** Ends the turn by this event, once. */
  const end = (event: TelephoneEvent, isPlayedOut = false): void => {
    if (isOver) return
    isOver = true
    isEnded = true
    clock.clearTimeout(timer)
    playback.end(isPlayedOut)
    host.emit(event)
  }
  const makeSpeech = (speech: SpeechResult): TelephoneEvent => {
    const hypotheses = readHypotheses(speech)
    const beganAt = utterance.hearFinal(hypotheses[0]?.text ?? '')
    return { kind: 'speech', turn: turn.id, hypotheses, beganAt, ...withLanguage(speech.language_code) }
  }
  const endBySpeech = (speech: SpeechResult): void => end(makeSpeech(speech))
  const endByHeard = (): void => {
    const [first] = heard
    if (first === undefined) return
    const text = heard.map(one => one.hypothesis.text).join(' ')
    const known = heard.flatMap(one => one.hypothesis.confidence ?? [])
    const hypothesis = known.length === heard.length ? { text, confidence: Math.min(...known) } : { text }
    end(
      { kind: 'speech', turn: turn.id, hypotheses: [hypothesis], beganAt: first.beganAt, ...withLanguage(first.language) },
      true,
    )
  }
  const openEars = (): void => {
    isDeaf = false
    host.send([makeGather(turn, listenId, [], host.context)], false)
  }
  const listen = (): void => {
    if (isOver || phase === 'listening') return
    phase = 'listening'
    clock.clearTimeout(timer)
    openEars()
  }
  /** The uninterruptible prompt is out: what was said meanwhile counts now, also by who is still speaking. */
  const finishPrompt = (): void => {
    if (isOver || phase !== 'prompt') return
    phase = 'finishing'
    playback.end(true)
    const lastPartialAt = utterance.lastPartialAt()
    if (lastPartialAt !== undefined && clock.now() - lastPartialAt <= SPEAKING_MS)
      wait(FINISHING_MS, () => (heard.length > 0 ? endByHeard() : listen()))
    else if (heard.length > 0) endByHeard()
    else listen()
  }
  const endByReason = (data: HookData): void => {
    switch (data.reason) {
      case 'speechDetected':
      case 'stt-low-confidence':
        return endBySpeech(data.speech ?? { is_final: true, alternatives: [] })
      case 'dtmfDetected':
        return end({ kind: 'keys', turn: turn.id, digits: data.digits ?? '', at: clock.now() }, phase === 'prompt')
      case 'timeout':
        return phase === 'prompt' ? finishPrompt() : end({ kind: 'silence', turn: turn.id }, true)
      case 'error':
        return end({ kind: 'speech_failed', turn: turn.id, reason: 'the recogniser reported an error' })
      default:
        return end({ kind: 'speech_failed', turn: turn.id, reason: 'the result has no known reason' })
    }
  }
  return {
    turn,
    start() {
      if (isPromptOnly && phase === 'prompt')
        host.send([makePromptGather(turn, texts, host.context)], turn.listen.speech !== false)
      else host.send([makeGather(turn, isPromptOnly ? listenId : turn.id, isPromptOnly ? [] : texts, host.context)], false)
    },
    owns: verbId => verbId === turn.id || verbId === listenId,
    hearHook(data) {
      // The prompt's own hook, when its end was already concluded from elsewhere.
      const isOfPrompt = isPromptOnly && data.verb_id === turn.id
      if (isOver || (isOfPrompt && phase !== 'prompt' && data.reason === 'timeout')) return
      endByReason(data)
    },
    hearLateHook(data) {
      const isSpeech = data.reason === 'speechDetected' && data.speech !== undefined
      if (isEnded || !(isSpeech || data.reason === 'dtmfDetected')) return false
      isEnded = true
      if (isSpeech && data.speech !== undefined) host.emit(makeSpeech(data.speech))
      else host.emit({ kind: 'keys', turn: turn.id, digits: data.digits ?? '', at: clock.now() })
      return true
    },
    hearPartial() {
      if (isOver) return
      utterance.hearPartial()
    },
    hearTranscript(speech) {
      if (isOver) return
      if (!speech.is_final) return utterance.hearPartial()
      if (phase === 'listening') return endBySpeech(speech)
      const [hypothesis] = readHypotheses(speech)
      if (hypothesis === undefined || hypothesis.text.trim() === '') return
      heard.push({ hypothesis, beganAt: utterance.hearFinal(hypothesis.text), language: speech.language_code })
      if (phase === 'finishing') endByHeard()
    },
    listenAnew() {
      // Behind an uninterruptible prompt listens what jambonz has left its ears.
      if (phase !== 'listening') return
      if (playback.isPlaying()) isDeaf = true
      else openEars()
    },
    hearStatus: event => playback.hearStatus(event),
    failVoice() {
      playback.fail()
      if (!isOver) host.emit({ kind: 'voice_failed', turn: turn.id })
    },
    fail: reason => end({ kind: 'speech_failed', turn: turn.id, reason }),
    supersede() {
      isOver = true
      clock.clearTimeout(timer)
    },
    isOver: () => isOver,
    isPlaying: playback.isPlaying,
    keep: () => ({ turn, phase, isOver }),
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
