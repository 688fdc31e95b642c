import type { TextKey } from '../../scenarios/compile/compiled.ts'

/** A text that tells of the contact was about to be spoken to somebody who is not known to be that person. Always a fault of the script or of the engine. */
export class KeptBack extends Error {
  readonly key: TextKey

  constructor(key: TextKey) {
    super(`${key} was kept back: whoever listens is not known to be the person that the call is about`)
    this.name = 'KeptBack'
    this.key = key
  }
}
