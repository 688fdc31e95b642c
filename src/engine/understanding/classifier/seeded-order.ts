/** Repeatable shuffles; the same seed gives the same orders on every machine. */
export class SeededOrder {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  #next(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let h = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    h = (h + Math.imul(h ^ (h >>> 7), 61 | h)) ^ h
    return Math.floor((((h ^ (h >>> 14)) >>> 0) / 4294967296) * below)
  }

  /** Shuffles in place. */
  shuffle(items: Uint32Array): void {
    for (let at = items.length - 1; at > 0; at--) {
      const other = this.#next(at + 1)
      const held = items[at] as number
      items[at] = items[other] as number
      items[other] = held
    }
  }
}
