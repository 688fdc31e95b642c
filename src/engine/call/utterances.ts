import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { Heard } from './ports.ts'
import type { Speech } from './turn-rules.ts'

/** An utterance on its way through the understanding. */
interface Unheard {
  readonly speech: Speech
  readonly node: NodePath
  heard: Heard | undefined
}

/** What was said and is not understood yet. A word that is understood at once waits for one before it that takes longer. */
export class Utterances {
  readonly #onHeard: (speech: Speech, node: NodePath, heard: Heard) => void
  readonly #onFault: (cause: unknown) => void
  #unheard: Unheard[] = []

  constructor(onHeard: (speech: Speech, node: NodePath, heard: Heard) => void, onFault: (cause: unknown) => void) {
    this.#onHeard = onHeard
    this.#onFault = onFault
  }

  /** Takes an utterance with what the understanding makes of it, now or later. */
  put(speech: Speech, node: NodePath, heard: Heard | Promise<Heard>): void {
    const unheard: Unheard = { speech, node, heard: undefined }
    this.#unheard.push(unheard)
    const note = (known: Heard): void => {
      unheard.heard = known
      this.#pass()
    }
    if (heard instanceof Promise) heard.then(note, this.#onFault)
    else note(heard)
  }

  /** Whether something said in this turn is not understood yet. */
  isWaitingFor(turn: string): boolean {
    return this.#unheard.some(({ speech }) => speech.turn === turn)
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
