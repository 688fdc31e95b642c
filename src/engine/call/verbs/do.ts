import type { DoNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, Listening, ServiceAnswer } from '../ports.ts'
import { ListeningVerb } from './verb.ts'

/** A service that answers sooner needs no filler. */
const FILLER_AFTER_MS = 700
/** A service that the author set no time for is given up after this. */
const GIVE_UP_AFTER_MS = 20_000
/** How long one turn listens while a service runs; then the filler is said again, so that nobody hears silence. */
const WAIT_TURN_MS = 8_000

/** Calls a service of the clinic, once per visit of the step, and fills the wait. */
export class DoVerb extends ListeningVerb<DoNode> {
  #fillerTimer: unknown
  #slowTimer: unknown
  #over = false

  get #key(): string {
    return `${this.runtime.options.id}:${this.path}:${this.runtime.state.visits[this.path] ?? 1}`
  }

  begin(): void {
    const { runtime, node } = this
    const known = runtime.state.services[this.#key]
    if (known?.answer || known?.failure !== undefined) {
      // It ended while the caller was asking something else.
      this.onService(known.answer)
      return
    }
    if (!known) this.#call()
    if (this.#over) return
    this.#fillerTimer = runtime.setTimer(FILLER_AFTER_MS, () => this.#fill())
    this.#slowTimer = runtime.setTimer(node.slowAfterMs ?? GIVE_UP_AFTER_MS, () => this.#giveUp())
  }

  #call(): void {
    const { runtime, node } = this
    const key = this.#key
    const contract = runtime.scenario.services[node.service]
    if (!contract) throw new Error(`invariant: no contract of service ${node.service}`)
    if (contract.sideEffects) {
      // Keys typed ahead were meant for what was asked before, not for what this changes.
      runtime.state.keysAhead = ''
      // What is done cannot be reopened by a correction.
      runtime.state.kept = []
    }
    const input: Record<string, unknown> = {}
    for (const [name, expr] of Object.entries(node.with)) {
      const value = runtime.valueOf(expr, node.scope)
      if (value !== undefined) input[name] = value
    }
    runtime.state.services[key] = { node: node.path, answer: undefined, failure: undefined }
    runtime.journal({ kind: 'service', node: node.path, service: node.service, key, state: 'called', input })
    try {
      const answer = runtime.options.services.call({ contract, input, idempotencyKey: key, callId: runtime.options.id })
      if (answer instanceof Promise) {
        answer.then(
          late => runtime.post({ kind: 'service', key, answer: late }),
          (cause: unknown) => runtime.post({ kind: 'service', key, failure: reasonOf(cause) }),
        )
      } else runtime.post({ kind: 'service', key, answer })
    } catch (cause) {
      runtime.post({ kind: 'service', key, failure: reasonOf(cause) })
    }
  }

  /** The service ended; undefined: it failed. */
  onService(answer: ServiceAnswer | undefined): void {
    this.#clear()
    if (!answer) {
      this.finish({ is: 'failed' })
      return
    }
    const { result, values } = answer
    const kept = Object.values(this.node.keep)
    const isEmpty = kept.length > 0 && kept.every(theirs => isNothing(values[theirs]))
    this.finish({ is: result === 'done' && isEmpty && this.node.results.includes('empty') ? 'empty' : result, values })
  }

  #fill(): void {
    if (this.#over || this.runtime.state.hungUp) return
    const say = this.runtime.sentences(this.node.filler, this.node.scope)
    this.runtime.speak(this.path, 'filler', say, this.listening())
  }

  #giveUp(): void {
    if (this.#over) return
    const { runtime, node } = this
    this.#clear()
    runtime.journal({ kind: 'service', node: node.path, service: node.service, key: this.#key, state: 'slow' })
    this.finish({ is: node.slowAfterMs === undefined ? 'failed' : 'slow' })
  }

  protected listening(): Listening {
    return this.listen({ silenceMs: WAIT_TURN_MS })
  }

  protected judge(heard: Heard): void {
    if (heard.values.length > 0) this.runtime.state.saidEarlier = [{ text: heard.text }]
    this.listenOn()
  }

  override onKeys(): void {
    this.runtime.journal({ kind: 'ignored', event: 'keys', because: 'a service is running' })
    this.listenOn()
  }

  onSilence(): void {
    this.#fill()
  }

  override resume(): void {
    this.listenOn()
  }

  /** It finishes: its result and what follows from it are recorded. */
  override onHangUp(): void {
    this.runtime.clearTimer(this.#fillerTimer)
  }

  override stop(): void {
    this.#clear()
  }

  #clear(): void {
    this.#over = true
    this.runtime.clearTimer(this.#fillerTimer)
    this.runtime.clearTimer(this.#slowTimer)
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** The reason for the journal: the error's code when it has one, never its message, which may hold personal data. */
function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : 'the service failed'
}
