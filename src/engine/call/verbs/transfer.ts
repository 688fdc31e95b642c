import type { TransferNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, Listening, TelephoneEvent } from '../ports.ts'
import { ListeningVerb } from './verb.ts'

/** Hands the caller over to a person. Nothing is recognised while it rings. */
export class TransferVerb extends ListeningVerb<TransferNode> {
  begin(): void {
    const { runtime, node } = this
    if (runtime.state.hungUp) {
      runtime.send('hung_up')
      return
    }
    const say = runtime.sentences(node.say, node.scope)
    runtime.keepBack(say)
    const summary = node.summary === undefined ? undefined : runtime.write(node.summary, node.scope)
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
      startedAt: undefined,
      heardMs: 0,
      partialAt: undefined,
      ended: undefined,
    }
    for (const { key, text } of say) runtime.journal({ kind: 'prompt', turn: id, node: node.path, form: 'full', key, text })
    runtime.journal({ kind: 'transfer', node: node.path, to: node.to })
    runtime.options.telephone.transfer({
      id,
      to: node.to,
      say,
      language: runtime.state.language,
      ...(summary === undefined ? {} : { summary }),
    })
  }

  protected listening(): Listening {
    return this.listen({})
  }

  protected judge(_heard: Heard): void {}

  override resume(): void {}

  override onInterrupted(heard: boolean): void {
    // What came of the ringing is lost: it is not tried again behind the caller's back.
    if (heard) this.onTransfer('failed')
    else this.begin()
  }

  onSilence(): void {}

  override onSpeechFailed(): void {}

  override onTransfer(result: Extract<TelephoneEvent, { kind: 'transfer' }>['result']): void {
    this.runtime.journal({ kind: 'transfer', node: this.path, to: this.node.to, result })
    this.finish({ is: result })
  }
}
