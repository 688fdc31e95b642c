import type { DoNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, Listening, ServiceAnswer, ServiceFate, ServiceRequest } from '../ports.ts'
import type { ServiceState } from '../state.ts'
import { oneMomentIn } from '../robot-words.ts'
import { ListeningVerb } from './verb.ts'

/** A service that the author set no time for is given up after this. */
const GIVE_UP_AFTER_MS = 20_000
const UNKNOWN = 'whether it was done is not known'
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
    const known = this.runtime.state.services[this.#key]
    if (known?.answer || known?.failure !== undefined) {
      // It ended while the caller was asking something else.
      this.onService(known.answer)
      return
    }
    if (!known) this.#call()
    else if (known.isLost === true) this.#callAgain(known)
    if (this.#over) return
    const { runtime, node } = this
    this.#fillerTimer = runtime.setTimer(runtime.speakWithinMs, () => this.fill())
    this.#slowTimer = runtime.setTimer(node.slowAfterMs ?? GIVE_UP_AFTER_MS, () => this.#giveUp())
  }

  override restore(): void {
    this.runtime.state.owesApology = true
    this.begin()
  }

  #makeRequest(): ServiceRequest {
    const { runtime, node } = this
    const contract = runtime.scenario.services[node.service]
    if (!contract) throw new Error(`invariant: no contract of service ${node.service}`)
    const input: Record<string, unknown> = {}
    for (const [name, expr] of Object.entries(node.with)) {
      const value = runtime.valueOf(expr, node.scope)
      if (value !== undefined) input[name] = value
    }
    return { contract, input, idempotencyKey: this.#key, callId: runtime.options.id }
  }

  #call(): void {
    const { runtime, node } = this
    const request = this.#makeRequest()
    const { contract, input, idempotencyKey: key } = request
    if (contract.sideEffects) {
      // Keys typed ahead were meant for what was asked before, not for what this changes.
      runtime.state.keysAhead = ''
      // What is done cannot be reopened by a correction.
      runtime.state.kept = []
    }
    runtime.state.services[key] = { node: node.path, answer: undefined, failure: undefined }
    runtime.journal({ kind: 'service', node: node.path, service: node.service, key, state: 'called', input })
    this.#post(key, () => runtime.options.services.call(request))
  }

  /**
   * The service was called and its answer is lost. What does no harm twice is asked for again by the same key, anything else is only looked
   * up; if even that is not possible, it counts as failed, and the step's `failed` says who looks into it.
   */
  #callAgain(service: ServiceState): void {
    const { runtime, node } = this
    delete service.isLost
    const { services } = runtime.options
    const request = this.#makeRequest()
    const { contract, idempotencyKey: key } = request
    runtime.journal({ kind: 'service', node: node.path, service: node.service, key, state: 'verified' })
    const goOn = (fate: ServiceFate): ReturnType<typeof services.call> | undefined =>
      fate === 'not_done' ? services.call(request) : fate
    this.#post(key, () => {
      if (contract.idempotent || !contract.sideEffects) return services.call(request)
      const fate = services.verify?.(request)
      return fate instanceof Promise ? fate.then(goOn) : goOn(fate)
    })
  }

  #post(key: string, ask: () => ServiceAnswer | undefined | Promise<ServiceAnswer | undefined>): void {
    const { runtime } = this
    const note = (answer: ServiceAnswer | undefined): void =>
      runtime.post(answer ? { kind: 'service', key, answer } : { kind: 'service', key, failure: UNKNOWN })
    const fail = (cause: unknown): void => runtime.post({ kind: 'service', key, failure: reasonOf(cause) })
    try {
      const answer = ask()
      if (answer instanceof Promise) answer.then(note, fail)
      else note(answer)
    } catch (cause) {
      fail(cause)
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

  override fill(): void {
    if (this.#over || this.runtime.state.hungUp) return
    const own = this.runtime.sentences(this.node.filler, this.node.scope)
    const say = own.length > 0 ? own : oneMomentIn(this.runtime.state.language)
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
    this.fill()
  }

  override resume(): void {
    this.listenOn()
  }

  override onInterrupted(): void {
    this.fill()
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
