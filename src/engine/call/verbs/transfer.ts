import type { TransferNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, Listening, TelephoneEvent } from '../ports.ts'
import { ListeningVerb } from './verb.ts'

type Ended = Extract<TelephoneEvent, { kind: 'transfer' }>
type Waiting = Extract<TelephoneEvent, { kind: 'waiting' }>

const NUMBER = { kind: 'number', optional: false } as const

/** Hands the caller over to a person. Nothing is recognised while it rings. */
export class TransferVerb extends ListeningVerb<TransferNode> {
  begin(): void {
    const { runtime, node } = this
    if (runtime.state.hungUp) {
      this.#giveUp()
      return
    }
    const say = runtime.sentences(node.say, node.scope)
    runtime.keepBack(say)
    const summary = node.summary === undefined ? '' : runtime.summarise(node.summary, node.scope)
    runtime.state.turns += 1
    const id = `${runtime.options.id}-${runtime.state.turns}`
    runtime.state.previous = runtime.state.turn
    runtime.state.turn = {
      id,
      node: node.path,
      form: 'full',
      sentences: say,
      since: runtime.options.clock.now(),
      lengthMs: runtime.lengthOf(say),
      goesOnFrom: [],
      startedAt: undefined,
      heardMs: 0,
      playedMs: undefined,
      partialAt: undefined,
      answeredAt: undefined,
      ended: undefined,
    }
    runtime.notePrompt(id, node.path, 'full', say)
    runtime.journal({ kind: 'transfer', node: node.path, to: node.to })
    this.#tell(summary)
    const said = runtime.state.said.at(-1)?.text
    runtime.options.telephone.transfer({
      id,
      to: node.to,
      say,
      language: runtime.state.language,
      ...(summary === ''
        ? {}
        : { summary, staffLanguage: runtime.scenario.staffLanguage, ...(said === undefined ? {} : { said }) }),
    })
  }

  /** Tells the clinic's systems of it. */
  #tell(summary: string): void {
    const { runtime, node } = this
    const { state, scenario, options } = runtime
    const data = runtime.dataOf('')
    const { phone } = (data['caller'] ?? {}) as { readonly phone?: string }
    const isGiven = (name: string): boolean => name in scenario.gets || ['caller', 'clinic', 'now', 'outcome'].includes(name)
    options.handovers?.tell({
      idempotencyKey: `${options.id}:${node.path}:${state.visits[node.path] ?? 1}`,
      callId: options.id,
      scenario: scenario.name,
      step: node.path,
      to: node.to,
      language: state.language,
      ...(phone === undefined ? {} : { phone }),
      summary,
      said: [...state.said],
      kept: Object.fromEntries(Object.entries(data).filter(([name]) => !isGiven(name))),
      at: options.clock.now(),
    })
  }

  protected listening(): Listening {
    return this.listen({})
  }

  protected judge(_heard: Heard): void {}

  override resume(): void {}

  override onInterrupted(heard: boolean): void {
    // What came of the ringing is lost: it is not tried again behind the caller's back.
    if (heard) this.#finishAs({ result: 'failed' })
    else this.begin()
  }

  onSilence(): void {}

  override onSpeechFailed(): void {}

  override onTransfer(event: Ended | Waiting): void {
    if (event.kind === 'waiting') this.#speakToWaiting(event)
    else this.#finishAs(event)
  }

  #finishAs({ result, agentLeft, talkMs }: Pick<Ended, 'result' | 'agentLeft' | 'talkMs'>): void {
    const { runtime, node } = this
    const is = agentLeft === true ? 'agent_hung_up' : result
    // Where the author does not tell the two apart, nor does the journal.
    const noted = is === 'agent_hung_up' && !node.results.includes(is) ? result : is
    runtime.journal({
      kind: 'transfer',
      node: this.path,
      to: node.to,
      result: noted,
      ...(talkMs === undefined ? {} : { talkMs }),
    })
    this.finish({ is })
  }

  #speakToWaiting({ turn, position, mayCallBack }: Waiting): void {
    const { runtime, node } = this
    const place = { position: { value: position, type: NUMBER } }
    const say = [
      ...runtime.sentences(node.waiting, node.scope, place),
      ...(mayCallBack ? runtime.sentences(node.offerCallback, node.scope, place) : []),
    ]
    runtime.keepBack(say)
    runtime.notePrompt(turn, node.path, 'waiting', say)
    runtime.options.telephone.wait?.({ id: turn, language: runtime.state.language, say })
  }

  /** Whoever gave up before being connected may be worth a note of the step's own. */
  override onHangUp(): void {
    this.runtime.journal({ kind: 'transfer', node: this.path, to: this.node.to, result: 'gave_up' })
    this.#giveUp()
  }

  #giveUp(): void {
    if (this.node.results.includes('gave_up')) this.finish({ is: 'gave_up' })
    else super.onHangUp()
  }
}
