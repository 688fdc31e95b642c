import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { Heard } from './ports.ts'
import type { Runtime } from './runtime.ts'
import type { Speech } from './turn-rules.ts'

/** An utterance on its way through the understanding. */
interface Unheard {
  readonly speech: Speech
  readonly node: NodePath
  heard: Heard | undefined
}

/** What the understanding has not made sense of by then is asked again, ms. */
const WITHIN_MS = 8_000

/** What was said and is not understood yet. A word that is understood at once waits for one before it that takes longer. */
export class Utterances {
  readonly #onHeard: (speech: Speech, node: NodePath, heard: Heard) => void
  readonly #onFault: (cause: unknown) => void
  readonly #onSlow: (turn: string) => void
  readonly #runtime: Runtime
  #unheard: Unheard[] = []

  /** `onSlow`: somebody has said something in this turn, and should not wait in silence any longer. */
  constructor(
    runtime: Runtime,
    onHeard: (speech: Speech, node: NodePath, heard: Heard) => void,
    onFault: (cause: unknown) => void,
    onSlow: (turn: string) => void,
  ) {
    this.#runtime = runtime
    this.#onHeard = onHeard
    this.#onFault = onFault
    this.#onSlow = onSlow
  }

  /** Takes an utterance with what the understanding makes of it, now or later. */
  put(speech: Speech, node: NodePath, heard: Heard | Promise<Heard>): void {
    const unheard: Unheard = { speech, node, heard: undefined }
    this.#unheard.push(unheard)
    const note = (known: Heard): void => {
      // Given up meanwhile.
      if (unheard.heard) return
      unheard.heard = known
      this.#pass()
    }
    if (heard instanceof Promise) heard.then(note, this.#onFault)
    else note(heard)
    if (!this.isWaiting) return
    this.#runtime.setTimer(this.#runtime.speakWithinMs, () => {
      if (this.isWaiting) this.#onSlow(speech.turn)
    })
    this.#runtime.setTimer(WITHIN_MS, () => this.#giveUp(speech))
  }

  /** Whether something that was said is not understood yet. */
  get isWaiting(): boolean {
    return this.#unheard.length > 0
  }

  /** What is not understood by now is not understood at all. */
  #giveUp(speech: Speech): void {
    const late = this.#unheard.find(one => one.speech === speech)
    if (!late || late.heard) return
    late.heard = { text: speech.hypotheses[0]?.text ?? '', meanings: [], values: [], noise: false }
    this.#pass()
  }

  /** What is not understood yet, in order. */
  listSpeech(): readonly Speech[] {
    return this.#unheard.map(({ speech }) => speech)
  }

  /** Gives up what is not understood yet. */
  drop(): readonly { readonly speech: Speech; readonly node: NodePath }[] {
    return this.#unheard.splice(0)
  }

  #pass(): void {
    for (let first = this.#unheard[0]; first?.heard; first = this.#unheard[0]) {
      this.#unheard.shift()
      this.#onHeard(first.speech, first.node, first.heard)
    }
  }
}
