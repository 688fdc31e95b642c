import type { AnyActor } from 'xstate'
import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { Call, CallOptions, CallSnapshot } from './call-options.ts'
import { isDigression } from './digression.ts'
import { nameFault, quietly } from './fault.ts'
import { type CallEvent, Inbox } from './inbox.ts'
import { LastWords } from './last-words.ts'
import { createMachineActor, resumeVerb } from './machine-actor.ts'
import type { CallResult, SpokenSentence, TelephoneEvent } from './ports.ts'
import { Runtime } from './runtime.ts'
import { goodbyeIn, sorryIn } from './robot-words.ts'
import { beginState, type CallState, type Interrupted, restoreState } from './state.ts'
import { type Speech, TurnRules } from './turn-rules.ts'
import { Utterances } from './utterances.ts'
import { bindRunner, type VerbOutput, type VerbRunner } from './verb-logic.ts'
import { createVerb } from './verbs/create-verb.ts'
import { DoVerb } from './verbs/do.ts'
import type { Verb } from './verbs/verb.ts'
import { WhoAnswered } from './who-answered.ts'

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
  readonly #who: WhoAnswered
  readonly #turns: TurnRules
  readonly #inbox = new Inbox()
  readonly #machine: AnyActor
  #verb: Verb | undefined
  #drainTimer: unknown
  #limitTimer: unknown
  #isDraining = false
  readonly #utterances: Utterances
  /** Verbs that the machine started, to be begun when it has come to rest. */
  #toBegin: { readonly path: NodePath; readonly begin: () => void }[] = []
  result: CallResult | undefined
  #isOver = false
  /** The robot has a fault and says sorry; then the call is over. */
  #lastWords: LastWords | undefined
  /** Another process holds the call. */
  #isLeft = false
  /** What waited when the call was kept. The first step entered is the one that it was in. */
  #kept: readonly TelephoneEvent[] | undefined

  constructor(options: CallOptions, from: CallSnapshot | undefined) {
    this.id = options.id
    this.#options = options
    this.#kept = from?.pending
    this.#state = from ? restoreState(from.state, options.clock.now()) : beginState(options.language, options.clock.now())
    this.#runtime = new Runtime(options, this.#state, event => this.#put(event))
    this.#who = new WhoAnswered(this.#runtime, () => this.#verb)
    this.#turns = new TurnRules(this.#runtime, this.#who)
    this.#utterances = new Utterances(
      this.#runtime,
      (speech, node, heard) => {
        if (heard.model) this.#runtime.journal({ kind: 'model', node, ...heard.model })
        this.#put({ kind: 'heard', speech, heard, optOut: heard.meanings.some(({ meaning }) => meaning === 'stop_calling') })
      },
      cause => this.#put({ kind: 'timer', run: () => this.#onFault(cause) }),
      turn => {
        if (this.#state.turn?.id === turn && !this.#state.hungUp) this.#verb?.fill()
      },
    )
    this.#machine = createMachineActor(options, from?.machine)
    this.#runtime.bindMachine(this.#machine)
    bindRunner(this.#machine.system, this)
  }

  get isIdentified(): boolean {
    return this.#runtime.isIdentified
  }

  start(): void {
    const { scenario, direction, language, clock, handOver } = this.#options
    const pending = this.#kept ?? []
    if (pending.length > 0 || handOver) this.#state.owesApology = true
    this.#guarded(() => {
      if (handOver) this.#runtime.journal({ kind: 'resumed', scenario: 'changed' })
      else if (this.#kept) this.#runtime.journal({ kind: 'resumed' })
      else this.#runtime.journal({ kind: 'began', scenario: scenario.name, language, direction })
      this.#machine.subscribe({ complete: () => this.#end(), error: cause => this.#onFault(cause) })
      this.#limitTimer = this.#runtime.setTimer(
        Math.max(0, this.#state.began + scenario.limits.minutes * 60_000 - clock.now()),
        () => {
          if (this.#runtime.can('limit')) this.#runtime.send('limit')
        },
      )
      this.#machine.start()
      if (this.#kept) resumeVerb(this.#machine)
      if (handOver) {
        this.#toBegin = []
        this.#runtime.send('limit')
      }
      this.#beginVerbs()
    })
    for (const event of pending) this.receive(event)
  }

  snapshot(): CallSnapshot {
    const pending = [...this.#inbox.listTelephoneEvents(), ...this.#utterances.listSpeech()]
    return { machine: this.#machine.getPersistedSnapshot(), state: this.#state, pending }
  }

  leave(): void {
    this.#isOver = true
    this.#isLeft = true
    this.#utterances.drop()
    this.#runtime.clearTimer(this.#limitTimer)
    this.#lastWords?.stop()
    this.#verb?.stop()
    this.#machine.stop()
  }

  wrapUp(): void {
    if (this.#isOver || this.#isLeft || this.#lastWords || this.#state.hungUp) return
    // A service that is running is waited for; looked at again in a second.
    if (this.#verb instanceof DoVerb) this.#runtime.setTimer(1000, () => this.wrapUp())
    else this.#guarded(() => this.#sayLast(goodbyeIn(this.#state.language), 'withdrawn'))
  }

  receive(event: TelephoneEvent): void {
    if (this.#isLeft) return
    this.#guarded(() => {
      if (this.#lastWords && !this.#isOver) this.#lastWords.hear(event)
      else if (event.kind === 'speech') {
        this.#state.saidAt = this.#options.clock.now()
        this.#hear(event)
      }
      // How a prompt gets on decides nothing, and need not wait for its turn.
      else if (event.kind === 'recording') this.#guarded(() => this.#runtime.noteRecording(event))
      else if (event.kind === 'prompt' || event.kind === 'partial') this.#turns.onProgress(event)
      else this.#put(event)
    })
  }

  // ------------------------------------------------------------ events in order

  #put(event: CallEvent): void {
    this.#inbox.put(event)
    if (this.#isDraining || this.#drainTimer !== undefined) return
    // What is due at the same instant is judged together, the most urgent first.
    this.#guarded(() => {
      this.#drainTimer = this.#options.clock.setTimeout(() => {
        this.#drainTimer = undefined
        this.#drain()
      }, 0)
    })
  }

  #drain(): void {
    if (this.#isDraining) return
    this.#isDraining = true
    for (let event = this.#inbox.take(); event; event = this.#inbox.take()) {
      const next = event
      this.#guarded(() => {
        this.#state.now = this.#options.clock.now()
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

  /** A bug is recorded and ends the call with a word of regret; the process lives. */
  #onFault(cause: unknown): void {
    if (this.#isOver) return
    quietly(() => this.#runtime.journal({ kind: 'fault', message: nameFault(cause) }))
    if (this.#lastWords || this.#state.hungUp) this.#endEarly('bot_fault')
    else this.#sayLast(sorryIn(this.#state.language), 'bot_fault')
  }

  #sayLast(words: readonly SpokenSentence[], outcome: string): void {
    this.#utterances.drop()
    quietly(() => this.#verb?.stop())
    this.#lastWords = new LastWords(this.#runtime, words, () => this.#endEarly(outcome))
    this.#lastWords.begin()
  }

  #endEarly(outcome: string): void {
    let values: CallResult['values'] = {}
    quietly(() => {
      values = this.#runtime.given()
    })
    this.#finish({ outcome, values })
  }

  #handle(event: CallEvent): void {
    if (this.#isLeft) return
    if (this.#isOver || this.#lastWords) {
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
      case 'interrupted':
        this.#onInterrupted(event)
        return
      case 'answered_by':
        this.#who.onDetector(event.by)
        return
      case 'transfer':
      case 'waiting':
      case 'voice_failed':
        if (event.turn !== this.#state.turn?.id) this.#runtime.ignore(event.kind, 'the call has gone on')
        else if (event.kind === 'voice_failed') this.#verb?.onVoiceFailed()
        else this.#verb?.onTransfer(event)
        return
      case 'heard':
        this.#turns.onHeard(event.speech, event.heard, this.#verb)
        return
      case 'silence':
      case 'speech_failed':
        // The caller has spoken in this turn, and it is not known yet what.
        if (this.#utterances.isWaiting) {
          this.#runtime.ignore(event.kind, 'something was said, and is being understood')
          if (event.turn === this.#state.turn?.id) this.#verb?.fill()
        } else this.#turns.onEnd(event, this.#verb)
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
      this.#utterances.put(speech, verb.path, heard)
    })
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
      ...(event.answer ?? { reason: event.failure ?? 'failed' }),
    })
    // Otherwise the step was left meanwhile: the result stays for its return, or only in the journal.
    if (this.#verb instanceof DoVerb && this.#verb.path === service.node) this.#verb.onService(event.answer)
  }

  #onHangUp(by: string): void {
    if (this.#state.hungUp) return
    this.#state.hungUp = true
    for (const { speech, node } of this.#utterances.drop()) this.#turns.dropSpeech(speech, node)
    this.#runtime.journal({ kind: 'hangup', by })
    this.#turns.noteCut()
    if (this.#verb) this.#verb.onHangUp()
    else this.#runtime.send('hung_up')
  }

  #onInterrupted({ turn, heard }: Extract<CallEvent, { kind: 'interrupted' }>): void {
    const { state } = this.#runtime
    if (turn !== state.turn?.id || state.turn.ended || !this.#verb || state.hungUp) {
      this.#runtime.ignore('interrupted', 'the call has gone on')
      return
    }
    state.owesApology = true
    this.#runtime.ignore('interrupted', heard ? 'what was said is lost: it is asked again' : 'it never began: it is said again')
    if (this.#who.isWaitedOut(this.#verb.path)) this.#verb.listenOn()
    else this.#verb.onInterrupted(heard)
  }

  // ------------------------------------------------------------ verbs of the machine

  startVerb(path: NodePath, finish: (output: VerbOutput) => void): void {
    const begin = (): void => {
      const runtime = this.#runtime
      const isKept = this.#kept !== undefined
      this.#kept = undefined
      const returning = isKept ? { node: path, answer: undefined } : this.#returnTo(path)
      if (isKept) this.#who.restore()
      else {
        this.#who.noteIdentity()
        this.#who.onStep(path)
        if (this.#who.asksAnew(path)) return
      }
      if (!returning) this.#state.visits[path] = (this.#state.visits[path] ?? 0) + 1
      runtime.journal({ kind: 'entered', node: path, visit: this.#state.visits[path] ?? 1 })
      let isOver = false
      const verb = createVerb(runtime, runtime.node(path), output => {
        if (isOver || this.#verb !== verb) return
        isOver = true
        finish({ values: {}, ...output, at: this.#state.now, ...runtime.lastWords() })
      })
      this.#verb = verb
      if (isKept) verb.restore()
      else verb.begin(returning)
    }
    this.#toBegin.push({ path, begin })
  }

  stopVerb(path: NodePath): void {
    this.#toBegin = this.#toBegin.filter(one => one.path !== path)
    if (this.#verb?.path !== path) return
    this.#verb.stop()
    this.#verb = undefined
  }

  /** Begins what the machine entered. In a loop and not in each other, so that a chain of steps does not grow the stack. */
  #beginVerbs(): void {
    for (let next = this.#toBegin.shift(); next; next = this.#toBegin.shift()) {
      if (!this.#isOver) next.begin()
    }
  }

  /** The digression that this entry returns from, if it is one. Going anywhere else forgets what was interrupted. */
  #returnTo(path: NodePath): Interrupted | undefined {
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
    this.#finish({ outcome, values: this.#runtime.given() })
  }

  #finish(result: CallResult): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#utterances.drop()
    this.result = result
    // Whatever one of these throws, the others are owed: to the caller, the record, and whoever waits for the result.
    for (const part of [
      () => this.#runtime.clearTimer(this.#limitTimer),
      () => this.#lastWords?.stop(),
      () => this.#verb?.stop(),
      () => this.#state.hungUp || this.#options.telephone.hangUp(),
      () => this.#runtime.journal({ kind: 'ended', result }),
      () => this.#machine.stop(),
      () => this.#options.onEnd(result),
    ])
      quietly(part)
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
