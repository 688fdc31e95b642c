/** Values as they come, until the signal aborts: then its reason is thrown, also where the source does not listen to it. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  // Nobody may be waiting when it aborts.
  aborted.promise.catch(() => undefined)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise])
      if (next.done === true) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    // A source that hangs must not hold up whoever gives up on it.
    Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}

/** Aborts when any of the signals does, or by its own `abort`; `free` lets go of the signals. */
export function joinSignals(...signals: readonly AbortSignal[]): {
  readonly signal: AbortSignal
  abort(reason: unknown): void
  free(): void
} {
  const own = new AbortController()
  const listeners = signals.map(signal => {
    const abort = (): void => own.abort(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    return () => signal.removeEventListener('abort', abort)
  })
  return {
    signal: own.signal,
    abort: reason => own.abort(reason),
    free() {
      for (const remove of listeners) remove()
    },
  }
}
