import { type AnyActor, type AnyStateMachine, createActor, type Snapshot } from 'xstate'
import type { CompiledNode, NodePath } from '../../scenarios/compile/compiled.ts'
import { createScenarioMachine } from '../../scenarios/compile/index.ts'
import type { Call, CallOptions, CallSnapshot } from './call-options.ts'
import { type CallEvent, Inbox } from './inbox.ts'
import type { CallResult, Heard, TelephoneEvent } from './ports.ts'
import { Runtime } from './runtime.ts'
import { beginState, type CallState, type Interrupted, restoreState } from './state.ts'
import { type Speech, TurnRules } from './turn-rules.ts'
import { bindRunner, verbLogic, type VerbOutput, type VerbRunner } from './verb-logic.ts'
import { AskVerb } from './verbs/ask.ts'
import { DoVerb } from './verbs/do.ts'
import { PauseVerb } from './verbs/pause.ts'
import { SayVerb } from './verbs/say.ts'
import { SendVerb } from './verbs/send.ts'
import { TransferVerb } from './verbs/transfer.ts'
import type { Finish, Verb } from './verbs/verb.ts'

const machines = new WeakMap<object, ReturnType<typeof provideVerbs>>()

function provideVerbs(options: CallOptions) {
  return createScenarioMachine(options.scenario).provide({
    actors: { ask: verbLogic, say: verbLogic, do: verbLogic, transfer: verbLogic, pause: verbLogic, send: verbLogic },
  } as never)
}

/**
 * A call of a compiled scenario over a telephone. Everything that happens comes through `receive`, is put in order,
 * and is judged by the step that the call is in; what a step comes to moves the XState machine.
 * `from`: goes on with a call that was kept, under the same version of its scenario.
 */
export function createCall(options: CallOptions, from?: CallSnapshot): Call {
  return new RunningCall(options, from)
}

class RunningCall implements Call, VerbRunner {
  readonly id: string
  readonly #options: CallOptions
  readonly #state: CallState
  readonly #runtime: Runtime
  readonly #turns: TurnRules
  readonly #inbox = new Inbox()
  readonly #machine: AnyActor
  #verb: Verb | undefined
  #drainTimer: unknown
  #limitTimer: unknown
  #isDraining = false
  /** What was said and is not understood yet, in order. */
  #unheard: Unheard[] = []
  /** Verbs that the machine started, to be begun when it has come to rest. */
  #toBegin: (() => void)[] = []
  #result: CallResult | undefined
  #isOver = false
  /** The first step entered is the one that a kept call was in. */
  #isRestored: boolean

  constructor(options: CallOptions, from: CallSnapshot | undefined) {
    this.id = options.id
    this.#options = options
    this.#isRestored = from !== undefined
    this.#state = from ? restoreState(from.state) : beginState(options.language, options.clock.now())
    this.#runtime = new Runtime(options, this.#state, event => this.#put(event))
    this.#turns = new TurnRules(this.#runtime)
    let machine = machines.get(options.scenario)
    if (!machine) {
      machine = provideVerbs(options)
      machines.set(options.scenario, machine)
    }
    const data = { ...options.data, clinic: options.scenario.clinic }
    this.#machine = createActor(machine as unknown as AnyStateMachine, {
      id: options.id,
      input: { data, now: options.clock.now() },
      ...(from ? { snapshot: from.machine as Snapshot<unknown> } : {}),
    }) as AnyActor
    this.#runtime.bindMachine(this.#machine)
    bindRunner(this.#machine.system, this)
  }

  get result(): CallResult | undefined {
    return this.#result
  }

  start(): void {
    const { scenario, direction, language, clock } = this.#options
    if (this.#isRestored) this.#runtime.journal({ kind: 'resumed' })
    else this.#runtime.journal({ kind: 'began', scenario: scenario.name, language, direction })
    this.#machine.subscribe({ complete: () => this.#end(), error: cause => this.#onFault(cause) })
    this.#limitTimer = this.#runtime.setTimer(
      Math.max(0, this.#state.began + scenario.limits.minutes * 60_000 - clock.now()),
      () => {
        if (this.#runtime.can('limit')) this.#runtime.send('limit')
      },
    )
    this.#guarded(() => {
      this.#machine.start()
      this.#beginVerbs()
    })
  }

  snapshot(): CallSnapshot {
    return { machine: this.#machine.getPersistedSnapshot(), state: this.#state }
  }

  receive(event: TelephoneEvent): void {
    if (event.kind === 'speech') this.#hear(event)
    // How a prompt gets on decides nothing, and need not wait for its turn.
    else if (event.kind === 'prompt' || event.kind === 'partial') this.#guarded(() => this.#turns.onProgress(event))
    else this.#put(event)
  }

  // ------------------------------------------------------------ events in order

  #put(event: CallEvent): void {
    this.#inbox.put(event)
    if (this.#isDraining || this.#drainTimer !== undefined) return
    // What is due at the same instant is judged together, the most urgent first.
    this.#drainTimer = this.#options.clock.setTimeout(() => {
      this.#drainTimer = undefined
      this.#drain()
    }, 0)
  }

  #drain(): void {
    if (this.#isDraining) return
    this.#isDraining = true
    for (let event = this.#inbox.take(); event; event = this.#inbox.take()) {
      const next = event
      this.#state.now = this.#options.clock.now()
      this.#guarded(() => {
        this.#handle(next)
        this.#beginVerbs()
      })
    }
    this.#isDraining = false
  }

  #guarded(run: () => void): void {
    try {
      run()
    } catch (cause) {
      this.#onFault(cause)
    }
  }

  /** A bug ends the call, is recorded, and never the process. */
  #onFault(cause: unknown): void {
    if (this.#isOver) return
    this.#runtime.journal({ kind: 'fault', message: cause instanceof Error ? `${cause.name} in ${placeOf(cause)}` : 'unknown' })
    this.#finish({ outcome: 'bot_fault', values: this.#values() })
  }

  #handle(event: CallEvent): void {
    if (this.#isOver) {
      this.#afterEnd(event)
      return
    }
    switch (event.kind) {
      case 'hangup':
        this.#onHangUp(event.by)
        return
      case 'timer':
        event.run()
        return
      case 'service':
        this.#onService(event)
        return
      case 'unknown':
        this.#runtime.ignore(event.what, 'no rule knows it')
        return
      case 'answered_by':
        this.#onAnsweredBy(event.by)
        return
      case 'transfer':
        if (event.turn === this.#state.turn?.id) this.#verb?.onTransfer(event.result)
        else this.#runtime.ignore('transfer', 'the call has gone on')
        return
      case 'heard':
        this.#turns.onHeard(event.speech, event.heard, this.#verb)
        return
      case 'silence':
      case 'speech_failed':
        // The caller has spoken in this turn, and it is not known yet what.
        if (this.#unheard.some(({ speech }) => speech.turn === event.turn))
          this.#runtime.ignore(event.kind, 'something was said, and is being understood')
        else this.#turns.onEnd(event, this.#verb)
        return
      case 'keys':
        this.#turns.onEnd(event, this.#verb)
        return
      default:
        event satisfies never
    }
  }

  // ------------------------------------------------------------ speech

  #hear(speech: Speech): void {
    const verb = this.#verb
    if (this.#isOver || !verb) {
      this.#runtime.ignore('speech', 'the call is over')
      return
    }
    this.#guarded(() => {
      const heard = this.#options.understanding.hear(speech.hypotheses, this.#runtime.contextOf(verb.path, verb.hearing(), true))
      const unheard: Unheard = { speech, node: verb.path, heard: undefined }
      this.#unheard.push(unheard)
      const note = (known: Heard): void => {
        unheard.heard = known
        this.#putHeard()
      }
      if (heard instanceof Promise)
        heard.then(note, (cause: unknown) => this.#put({ kind: 'timer', run: () => this.#onFault(cause) }))
      else note(heard)
    })
  }

  /** Puts what is understood in the order in which it was said: a word that is understood at once waits for one that takes longer. */
  #putHeard(): void {
    for (let first = this.#unheard[0]; first?.heard; first = this.#unheard[0]) {
      this.#unheard.shift()
      const { speech, node, heard } = first
      if (heard.model) this.#runtime.journal({ kind: 'model', node, ...heard.model })
      this.#put({ kind: 'heard', speech, heard, optOut: heard.meanings.some(({ meaning }) => meaning === 'stop_calling') })
    }
  }

  // ------------------------------------------------------------ services, hanging up, who answered

  #onService(event: Extract<CallEvent, { kind: 'service' }>): void {
    const service = this.#state.services[event.key]
    if (!service) return
    service.answer = event.answer
    service.failure = event.failure
    const node = this.#runtime.node(service.node)
    if (node.kind !== 'do') return
    this.#runtime.journal({
      kind: 'service',
      node: node.path,
      service: node.service,
      key: event.key,
      state: event.answer ? 'answered' : 'failed',
      ...(event.answer ? { result: event.answer.result, values: event.answer.values } : { reason: event.failure ?? 'failed' }),
    })
    // Otherwise the step was left meanwhile: the result stays for its return, or only in the journal.
    if (this.#verb instanceof DoVerb && this.#verb.path === service.node) this.#verb.onService(event.answer)
  }

  #onHangUp(by: string): void {
    if (this.#state.hungUp) return
    this.#state.hungUp = true
    for (const { speech, node } of this.#unheard.splice(0)) this.#turns.dropSpeech(speech, node)
    this.#runtime.journal({ kind: 'hangup', by })
    this.#turns.noteCut()
    if (this.#verb) this.#verb.onHangUp()
    else this.#runtime.send('hung_up')
  }

  #onAnsweredBy(by: string): void {
    const type = `answered_by.${by}`
    if (!this.#verb || !this.#runtime.can(type)) {
      this.#runtime.ignore(type, 'no rule for who answered')
      return
    }
    this.#runtime.decide(this.#verb.path, type, 'the network or the detector says so')
    this.#runtime.digress(this.#verb.path, type, undefined)
  }

  // ------------------------------------------------------------ verbs of the machine

  startVerb(path: NodePath, finish: (output: VerbOutput) => void): void {
    this.#toBegin.push(() => {
      const runtime = this.#runtime
      const returning = this.#returnTo(path)
      if (!returning) this.#state.visits[path] = (this.#state.visits[path] ?? 0) + 1
      runtime.journal({ kind: 'entered', node: path, visit: this.#state.visits[path] ?? 1 })
      let isOver = false
      const verb = createVerb(runtime, runtime.node(path), output => {
        if (isOver) return
        isOver = true
        finish({ values: {}, ...output, at: this.#state.now })
      })
      this.#verb = verb
      verb.begin(returning)
    })
  }

  stopVerb(path: NodePath): void {
    if (this.#verb?.path !== path) return
    this.#verb.stop()
    this.#verb = undefined
  }

  /** Begins what the machine entered. In a loop and not in each other, so that a chain of steps does not grow the stack. */
  #beginVerbs(): void {
    for (let begin = this.#toBegin.shift(); begin; begin = this.#toBegin.shift()) {
      if (!this.#isOver) begin()
    }
  }

  /** The digression that this entry returns from, if it is one. Going anywhere else forgets what was interrupted. */
  #returnTo(path: NodePath): Interrupted | undefined {
    if (this.#isRestored) {
      this.#isRestored = false
      return { node: path, answer: undefined }
    }
    const { interrupted } = this.#state
    const top = interrupted.at(-1)
    if (top?.node === path) return interrupted.pop()
    if (!isDigression(this.#runtime.node(path))) this.#state.interrupted = []
    return undefined
  }

  // ------------------------------------------------------------ the end

  #end(): void {
    const snapshot = this.#machine.getSnapshot()
    const ended = snapshot.output?.outcome ?? snapshot.context.ended?.outcome ?? 'bot_fault'
    const outcome = ended === 'hung_up' && !this.#state.answered ? 'hung_up_early' : ended
    this.#finish({ outcome, values: this.#values() })
  }

  #values(): Record<string, unknown> {
    const data = this.#runtime.dataOf('')
    return Object.fromEntries(
      Object.keys(this.#options.scenario.gives.fields)
        .filter(name => data[name] !== undefined)
        .map(name => [name, data[name]]),
    )
  }

  #finish(result: CallResult): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#unheard = []
    this.#result = result
    this.#runtime.clearTimer(this.#limitTimer)
    this.#verb?.stop()
    if (!this.#state.hungUp) this.#options.telephone.hangUp()
    this.#runtime.journal({ kind: 'ended', result })
    this.#machine.stop()
    this.#options.onEnd(result)
  }

  /** A service that outlived the call is recorded; the rest is of no use any more. */
  #afterEnd(event: CallEvent): void {
    if (event.kind === 'service') this.#onService(event)
    else if (event.kind === 'hangup' && !this.#state.hungUp) {
      this.#state.hungUp = true
      this.#runtime.journal({ kind: 'hangup', by: event.by })
    }
  }
}

/** An utterance on its way through the understanding. */
interface Unheard {
  readonly speech: Speech
  readonly node: NodePath
  heard: Heard | undefined
}

function createVerb(runtime: Runtime, node: CompiledNode, finish: Finish): Verb {
  switch (node.kind) {
    case 'ask':
      return new AskVerb(runtime, node, finish)
    case 'say':
      return new SayVerb(runtime, node, finish)
    case 'do':
      return new DoVerb(runtime, node, finish)
    case 'transfer':
      return new TransferVerb(runtime, node, finish)
    case 'pause':
      return new PauseVerb(runtime, node, finish)
    case 'send':
      return new SendVerb(runtime, node, finish)
    default:
      throw new Error(`invariant: ${node.kind} has no actor`)
  }
}

/** Whether a step only answers by the way: what it interrupted waits for it. */
function isDigression(node: CompiledNode): boolean {
  return node.isAside === true || /^(anytime|anytime_again|answered_by)\./.test(node.path)
}

/** Where a bug is: the first line of its stack that names a file, without what the message may hold. */
function placeOf(error: Error): string {
  const line = error.stack?.split('\n').find(candidate => candidate.trim().startsWith('at '))
  return (
    line
      ?.trim()
      .replace(/^at /, '')
      .replace(/\(?\S*\/(src|dist)\//, '(')
      .slice(0, 120) ?? 'an unknown place'
  )
}
