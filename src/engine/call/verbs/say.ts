import type { SayNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, Listening } from '../ports.ts'
import { ListeningVerb } from './verb.ts'

/** Silence after a statement before the call goes on, ms: long enough for a breath, and for the tail of a word. */
const BREATH_MS = 150

/** A statement. Only something that works anytime or a key stops it; "mhm" and noise do not. */
export class SayVerb extends ListeningVerb<SayNode> {
  begin(): void {
    if (this.runtime.state.hungUp) {
      this.finish({ is: 'done' })
      return
    }
    const say = this.runtime.sentences(this.node.prompt, this.node.scope)
    this.runtime.speak(this.path, 'full', say, this.listening())
  }

  protected listening(): Listening {
    return this.listen({ silenceMs: BREATH_MS, interrupt: this.node.letFinish ? 'never' : 'final' })
  }

  protected judge(heard: Heard): void {
    // What a later question can use is kept for it; an answer to no question is not.
    if (heard.values.length > 0) this.runtime.state.saidEarlier = [{ text: heard.text }]
    this.runtime.journal({
      kind: 'ignored',
      event: 'speech',
      because: heard.noise ? 'only a sound of assent' : 'nothing was asked',
    })
    this.goOn()
  }

  override onKeys(digits: string): void {
    // A key pressed during a statement answers the question that follows it.
    this.runtime.state.keysAhead = digits
    this.finish({ is: 'done' })
  }

  onSilence(): void {
    this.finish({ is: 'done' })
  }

  override onHangUp(): void {
    this.finish({ is: 'done' })
  }

  override onInterrupted(heard: boolean): void {
    // The telephone reports the end of a statement, and that is what was lost.
    if (heard) this.finish({ is: 'done' })
    else super.onInterrupted(heard)
  }

  override resume(): void {
    this.goOn()
  }

  private goOn(): void {
    const rest = this.runtime.restOfPrompt()
    if (rest.length === 0) this.finish({ is: 'done' })
    else this.runtime.speak(this.path, 'rest', rest, this.listening())
  }
}
