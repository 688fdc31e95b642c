import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { CallEvent } from './inbox.ts'
import type { Heard, TelephoneEvent } from './ports.ts'
import type { Runtime } from './runtime.ts'
import type { TurnState } from './state.ts'
import type { Verb } from './verbs/verb.ts'
import type { WhoAnswered } from './who-answered.ts'

/** A final of the recogniser. */
export type Speech = Extract<TelephoneEvent, { kind: 'speech' }>

/** A key so soon after the last one that ended a turn was not meant for the next question, ms. */
const BOUNCE_MS = 500

/** Which turn an event belongs to, and what becomes of what comes too early or too late (docs/reference/semantics.md, 1 to 6). */
export class TurnRules {
  readonly #runtime: Runtime
  readonly #who: WhoAnswered
  #utterance = ''

  constructor(runtime: Runtime, who: WhoAnswered) {
    this.#runtime = runtime
    this.#who = who
  }

  /** How a prompt gets on, and that somebody speaks. Decides nothing. */
  onProgress(event: Extract<TelephoneEvent, { kind: 'prompt' | 'partial' }>): void {
    const { turn } = this.#runtime.state
    if (!turn || event.turn !== turn.id) return
    const now = this.#runtime.options.clock.now()
    if (event.kind === 'partial') turn.partialAt = now
    else if (event.state === 'started') this.#begin(turn, now)
    else {
      const told = event.heardShare === undefined ? undefined : event.heardShare * turn.lengthMs
      const played = told ?? event.heardMs ?? now - (turn.startedAt ?? now)
      if (event.state === 'finished') turn.playedMs = played
      turn.heardMs = event.state === 'finished' ? Math.max(turn.lengthMs, played) : Math.min(turn.lengthMs, played)
      const share = turn.lengthMs === 0 ? 1 : Math.min(1, turn.heardMs / turn.lengthMs)
      this.#runtime.journal({ kind: 'heard_prompt', turn: turn.id, state: event.state, share: Math.round(share * 100) / 100 })
    }
  }

  /** The turn's first word. */
  #begin(turn: TurnState, now: number): void {
    const { state } = this.#runtime
    turn.startedAt = now
    delete state.isVoiceDead
    if (state.saidAt !== undefined) this.#runtime.journal({ kind: 'reply', turn: turn.id, ms: now - state.saidAt })
    state.saidAt = undefined
  }

  /** What ended a turn without words. Anything of an earlier turn is written down and dropped. */
  onEnd(event: Extract<CallEvent, { kind: 'keys' | 'silence' | 'speech_failed' }>, verb: Verb | undefined): void {
    const { state } = this.#runtime
    const { turn } = state
    if (!turn || (event.turn !== turn.id && !this.#isCrossed(event)) || turn.ended || !verb) {
      this.#runtime.ignore(event.kind, 'it belongs to an earlier turn')
      return
    }
    if (this.#who.endsWait(event.kind)) {
      turn.ended = event.kind === 'speech_failed' ? 'failed' : event.kind
      return
    }
    if (event.kind === 'silence') {
      this.#who.onSilence()
      turn.ended = 'silence'
      turn.heardMs = turn.lengthMs
      this.#runtime.journal({ kind: 'silence', turn: turn.id, node: turn.node })
      verb.onSilence()
      return
    }
    turn.ended = event.kind === 'keys' ? 'keys' : 'failed'
    if (event.kind === 'keys') state.heardAnything = true
    this.noteCut()
    if (event.kind === 'speech_failed') {
      this.#runtime.ignore('speech', `the recogniser failed: ${event.reason}`)
      verb.onSpeechFailed()
    } else if (state.previous?.ended === 'keys' && this.#runtime.options.clock.now() - turn.since < BOUNCE_MS) {
      this.#runtime.ignore('keys', 'typed before the question could be heard')
      verb.resume()
    } else {
      this.#runtime.journal({ kind: 'keys', turn: turn.id, node: turn.node, digits: event.digits })
      verb.onKeys(event.digits)
    }
  }

  /** A key that crossed with the next turn: pressed at the end of a statement, or of the same question, it answers the question that is asked now. */
  #isCrossed(event: Extract<CallEvent, { kind: 'keys' | 'silence' | 'speech_failed' }>): boolean {
    const { turn, previous } = this.#runtime.state
    if (event.kind !== 'keys' || event.turn !== previous?.id || !turn) return false
    return previous.node === turn.node || this.#runtime.node(previous.node).kind === 'say'
  }

  /** Speech belongs to the turn in which it began. */
  onHeard(speech: Speech, heard: Heard, verb: Verb | undefined): void {
    const { turn, previous } = this.#runtime.state
    if (!turn || !verb) return
    const isRepeated = heard.text !== '' && heard.text === this.#utterance
    this.#journalUtterance(speech, turn.node)
    const isOfThisTurn = speech.turn === turn.id || turn.goesOnFrom.includes(speech.turn)
    if (heard.text !== '') this.#runtime.state.speechFailures = 0
    // Nobody begins to answer at the very instant at which a question begins.
    const isEarly = !isOfThisTurn || speech.beganAt <= turn.since
    const isOfSilentTurn =
      isEarly && previous?.ended === 'silence' && previous.node === turn.node && (isOfThisTurn || speech.turn === previous.id)
    if (isOfThisTurn || isOfSilentTurn) {
      turn.ended = 'speech'
      if (isOfThisTurn && !isEarly) turn.answeredAt = speech.beganAt
      this.noteCut()
    }
    // A machine may say the same thing again; the recogniser says it twice of the turn before.
    if ((!isRepeated || !isEarly) && this.#who.takes(heard, verb)) return
    if (!heard.noise) this.#runtime.state.heardAnything = true
    if (isOfSilentTurn) verb.onLateSpeech()
    else if (isEarly && previous) {
      this.#onEarlySpeech(verb, heard, isRepeated, isOfThisTurn)
      return
    }
    this.#switchLanguage(heard)
    verb.onHeard(heard)
  }

  /** It began before this question was asked: it cannot answer it, but what works anytime still does. */
  #onEarlySpeech(verb: Verb, heard: Heard, isRepeated: boolean, isOfThisTurn: boolean): void {
    const { anytime } = verb.hearing()
    const meanings = heard.meanings.filter(({ meaning }) => anytime.includes(meaning))
    if (meanings.length > 0 && !isRepeated) {
      verb.onHeard({ ...heard, meanings, values: [] })
      return
    }
    this.#runtime.ignore('speech', isRepeated ? 'the same utterance came twice' : 'it began before this question was asked')
    // Speech of an earlier turn leaves the telephone as it is.
    if (isOfThisTurn) verb.resume()
  }

  /** The caller has hung up before it was understood. */
  dropSpeech(speech: Speech, node: NodePath): void {
    this.#journalUtterance(speech, node)
    this.#runtime.ignore('speech', 'the caller hung up before it was understood')
  }

  #journalUtterance(speech: Speech, node: NodePath): void {
    const best = speech.hypotheses[0]
    this.#utterance = best?.text ?? ''
    if (this.#utterance !== '') this.#runtime.noteSaid(node, this.#utterance)
    this.#runtime.journal({
      kind: 'utterance',
      turn: speech.turn,
      node,
      text: this.#utterance,
      ...(best?.confidence === undefined ? {} : { confidence: best.confidence }),
    })
  }

  #switchLanguage({ language }: Heard): void {
    const { state, scenario } = this.#runtime
    if (language === undefined || language === state.language || !scenario.languages.includes(language)) return
    this.#runtime.journal({ kind: 'language', from: state.language, to: language })
    state.language = language
  }

  /** How far a prompt was heard when the telephone did not say. */
  noteCut(): void {
    const { turn } = this.#runtime.state
    if (!turn || turn.heardMs > 0 || turn.startedAt === undefined) return
    turn.heardMs = Math.min(turn.lengthMs, this.#runtime.options.clock.now() - turn.startedAt)
  }
}
