/** Values that callbacks give, to be read one after another. Ends or fails once; what came before is read first. */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #values: T[] = []
  #wake: (() => void) | undefined
  #over: { readonly error?: unknown } | undefined

  /** Adds a value; nothing is added once it is over. */
  push(value: T): void {
    if (this.#over !== undefined) return
    this.#values.push(value)
    this.#wake?.()
  }

  /** No more will come. */
  end(): void {
    this.#over ??= {}
    this.#wake?.()
  }

  /** Reading throws this, once all that came before is read. */
  fail(error: unknown): void {
    this.#over ??= { error }
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (;;) {
      const value = this.#values.shift()
      if (value !== undefined) yield value
      else if (this.#over !== undefined) {
        if ('error' in this.#over) throw this.#over.error
        return
      } else await new Promise<void>(resolve => (this.#wake = resolve))
    }
  }
}
