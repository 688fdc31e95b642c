import type { PauseNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, Listening } from '../ports.ts'
import { ListeningVerb } from './verb.ts'

/** Waits, listening: the caller who speaks again ends it sooner. */
export class PauseVerb extends ListeningVerb<PauseNode> {
  begin(): void {
    if (this.runtime.state.hungUp) this.finish({ is: 'done' })
    else this.runtime.speak(this.path, 'full', [], this.listening())
  }

  protected listening(): Listening {
    return this.listen({ silenceMs: this.node.ms })
  }

  protected judge(heard: Heard): void {
    if (heard.noise) this.listenOn()
    else this.finish({ is: 'done' })
  }

  override onHeard(heard: Heard): void {
    // Who was waited for is there: "halo?" asks for nothing to be repeated.
    if (heard.who?.kind === 'picking_up') this.finish({ is: 'done' })
    else super.onHeard(heard)
  }

  override onKeys(): void {
    this.finish({ is: 'done' })
  }

  onSilence(): void {
    this.finish({ is: 'done' })
  }
}
