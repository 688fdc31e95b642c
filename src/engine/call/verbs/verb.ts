import type { CompiledNode, NodePath } from '../../../scenarios/compile/compiled.ts'
import type { Heard, HearingContext, Listening, TelephoneEvent } from '../ports.ts'
import { oneMomentIn } from '../robot-words.ts'
import type { Interrupted } from '../state.ts'
import type { Runtime } from '../runtime.ts'
import type { VerbOutput } from '../verb-logic.ts'

/** How a verb tells that its step is over. */
export type Finish = (output: Omit<VerbOutput, 'at' | 'values'> & { readonly values?: VerbOutput['values'] }) => void

/** One step while the call is in it. */
export interface Verb {
  readonly path: NodePath
  /** Enter the step; `returning` after a digression. */
  begin(returning: Interrupted | undefined): void
  /** The step of a call that was kept. */
  restore(): void
  /** The line broke in this turn; `heard`: only what came after its prompt is lost. */
  onInterrupted(heard: boolean): void
  /** What the understanding needs to know of the step. */
  hearing(): Pick<HearingContext, 'own' | 'anytime' | 'expect' | 'options'>
  onHeard(heard: Heard): void
  onKeys(digits: string): void
  /** The prompt was played out and the time to answer is over. */
  onSilence(): void
  onSpeechFailed(): void
  /** Nothing of the prompt is heard. */
  onVoiceFailed(): void
  /** What comes next was said in the turn that had ended in silence: it was none. */
  onLateSpeech(): void
  /** What came was not for this turn and ended it at the telephone: speak what is left, and listen on. */
  resume(): void
  /** Listens on without a word. */
  listenOn(): void
  /** Says that it takes a moment, and listens. */
  fill(): void
  /** The caller has hung up; the verb finishes what must be finished. */
  onHangUp(): void
  onTransfer(event: Extract<TelephoneEvent, { kind: 'transfer' | 'waiting' }>): void
  /** The machine left the step. */
  stop(): void
}

/** Times that a telephone gives between two keys of one answer, ms. */
const BETWEEN_KEYS_MS = 3_000
/** Confidence from which something that works anytime is served, and that of what must not be missed. */
const LIKELY = 0.45
const SUSPECTED = 0.35
const NO_HINTS: readonly string[] = []
const DEAF = { speech: false } as const

/** What all verbs do alike: serve what works anytime, resume a prompt, listen on. */
export abstract class ListeningVerb<N extends CompiledNode> implements Verb {
  readonly path: NodePath
  protected readonly node: N
  protected readonly runtime: Runtime
  protected readonly finish: Finish
  /** No use listening for words here. */
  protected isDeaf = false

  constructor(runtime: Runtime, node: N, finish: Finish) {
    this.runtime = runtime
    this.node = node
    this.path = node.path
    this.finish = finish
  }

  abstract begin(returning: Interrupted | undefined): void
  abstract onSilence(): void
  /** How this verb listens after a prompt. */
  protected abstract listening(): Listening
  /** What was said is nothing that works anytime: the verb's own judgement. */
  protected abstract judge(heard: Heard): void

  hearing(): Pick<HearingContext, 'own' | 'anytime' | 'expect' | 'options'> {
    return { own: [], anytime: Object.keys(this.node.anytime), expect: {} }
  }

  onHeard(heard: Heard): void {
    if (!this.serveGlobal(heard)) this.judge(heard)
  }

  onKeys(digits: string): void {
    this.runtime.ignore('keys', 'no keys are asked for here')
    this.runtime.state.keysAhead = digits
    this.resume()
  }

  /** The recogniser has failed: the prompt goes on, and from here only keys are heard at this step. */
  onSpeechFailed(): void {
    this.runtime.state.speechFailures += 1
    this.isDeaf = true
    this.resume()
  }

  /** Of what is no question nobody waits for the end: the call goes on, and the next question will tell whether the voice is back. */
  onVoiceFailed(): void {
    this.runtime.ignore('voice', 'the voice failed')
  }

  fill(): void {
    this.runtime.speak(this.path, 'filler', oneMomentIn(this.runtime.state.language), this.listening(), true)
  }

  restore(): void {
    const { turn } = this.runtime.state
    // The telephone is still at it, and reports what comes of it.
    if (turn?.node === this.path && turn.ended === undefined) return
    this.runtime.state.owesApology = true
    this.begin({ node: this.path, answer: undefined })
  }

  onInterrupted(heard: boolean): void {
    const { turn } = this.runtime.state
    if (heard || !turn || turn.sentences.length === 0) this.begin({ node: this.path, answer: undefined })
    else this.runtime.speak(this.path, turn.form, turn.sentences, this.listening())
  }

  resume(): void {
    const rest = this.runtime.restOfPrompt()
    this.runtime.speak(this.path, 'rest', rest, this.listening(), rest.length === 0)
  }

  onHangUp(): void {
    this.runtime.send('hung_up')
  }

  onLateSpeech(): void {}

  onTransfer(_event: Extract<TelephoneEvent, { kind: 'transfer' | 'waiting' }>): void {}

  stop(): void {}

  /** Whether the step has this meaning as an answer of its own, which then beats what works anytime under the same name. */
  protected owns(_meaning: string): boolean {
    return false
  }

  /** Listens on without a word. */
  listenOn(): void {
    this.runtime.speak(this.path, 'rest', [], this.listening(), true)
  }

  /**
   * Serves what works anytime, if the caller said such a thing. An own answer said in the same breath waits until the digression is over.
   * Returns false when nothing of the kind was said, or only something weaker than the step's own answer.
   */
  protected serveGlobal(heard: Heard, own: Heard['meanings'][number] | undefined = undefined): boolean {
    const { runtime, node } = this
    const { absolute, answeredBy } = runtime.scenario
    const said = heard.meanings.filter(
      ({ meaning, confidence }) =>
        meaning in node.anytime &&
        (absolute.includes(meaning) ? confidence >= SUSPECTED : confidence >= LIKELY && !this.owns(meaning)),
    )
    const global = said.find(({ meaning }) => absolute.includes(meaning)) ?? said[0]
    if (!global) {
      const machine = heard.meanings.find(({ meaning }) => answeredBy.includes(meaning))
      return machine !== undefined && !own && runtime.onMachine(machine.meaning, machine.because)
    }
    runtime.decide(this.path, `anytime.${global.meaning}`, global.because, global.confidence)
    runtime.journal({ kind: 'anytime', node: this.path, name: global.meaning })
    return this.#doGlobal(global.meaning, own ? heard : undefined)
  }

  #doGlobal(name: string, answer: Heard | undefined): boolean {
    const { runtime, node } = this
    switch (node.anytime[name]) {
      case 'go':
        runtime.digress(this.path, `anytime.${name}`, answer)
        return true
      case 'slower':
        runtime.state.pace = 'slow'
        this.repeat()
        return true
      case 'repeat':
        this.repeat()
        return true
      case 'back':
        if (answer) return false
        this.resume()
        return true
      case 'stay':
        if (answer) return false
        this.listenOn()
        return true
      default:
        return false
    }
  }

  /** Says the last prompt again, whole. */
  protected repeat(): void {
    this.runtime.speak(this.path, 'repeat', this.runtime.state.lastPrompt, this.listening())
  }

  protected listen(part: Partial<Listening>): Listening {
    return {
      silenceMs: 5_000,
      interrupt: 'final',
      hints: NO_HINTS,
      keys: { max: 1, betweenMs: BETWEEN_KEYS_MS },
      ...part,
      ...(this.isDeaf ? DEAF : {}),
    }
  }
}
