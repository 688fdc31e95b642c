import type { SendNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, Listening } from '../ports.ts'
import { ListeningVerb } from './verb.ts'

/** Sends a message and goes on; a message that cannot be sent is the step's `failed`, and stands in the journal. */
export class SendVerb extends ListeningVerb<SendNode> {
  begin(): void {
    const { runtime, node } = this
    const to = runtime.valueOf(node.to, node.scope)
    const text = runtime.write(node.text, node.scope)
    const key = `${runtime.options.id}:${node.path}:${runtime.state.visits[node.path] ?? 1}`
    const end = (state: 'sent' | 'failed'): void => {
      runtime.journal({ kind: 'message', node: node.path, channel: node.channel, to: String(to ?? ''), text, state })
      this.finish({ is: state === 'sent' ? 'done' : 'failed' })
    }
    if (typeof to !== 'string' || to === '') {
      end('failed')
      return
    }
    try {
      const sent = runtime.options.messages.send({
        channel: node.channel,
        to,
        text,
        idempotencyKey: key,
        callId: runtime.options.id,
      })
      if (sent === undefined) end('sent')
      else
        sent.then(
          () => runtime.post({ kind: 'timer', run: () => end('sent') }),
          () => runtime.post({ kind: 'timer', run: () => end('failed') }),
        )
    } catch {
      end('failed')
    }
  }

  protected listening(): Listening {
    return this.listen({})
  }

  protected judge(_heard: Heard): void {}

  override resume(): void {}

  override restore(): void {
    // Perhaps it was sent: the same key is the same message.
    this.runtime.state.owesApology = true
    this.begin()
  }

  override onInterrupted(): void {}

  override onHangUp(): void {}

  onSilence(): void {}
}
