/** Lets so many in at once; others wait in order. */
export interface Queue {
  /** Resolves to the way out, to be called once. Rejects with the signal's reason when it aborts meanwhile. */
  enter(signal: AbortSignal): Promise<() => void>
}

/** A queue before something of which there are `most`. */
export function createQueue(most: number): Queue {
  let inside = 0
  const waiting = new Set<() => void>()
  const makeExit = (): (() => void) => {
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      inside -= 1
      const [next] = waiting
      if (next === undefined) return
      waiting.delete(next)
      next()
    }
  }
  return {
    enter(signal) {
      if (signal.aborted) return Promise.reject(signal.reason)
      if (inside < most) {
        inside += 1
        return Promise.resolve(makeExit())
      }
      return new Promise((resolve, reject) => {
        const abort = (): void => {
          waiting.delete(proceed)
          reject(signal.reason)
        }
        const proceed = (): void => {
          signal.removeEventListener('abort', abort)
          inside += 1
          resolve(makeExit())
        }
        waiting.add(proceed)
        signal.addEventListener('abort', abort, { once: true })
      })
    },
  }
}
