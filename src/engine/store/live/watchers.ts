/** Who wants to know of callers that enter queues. */
export interface Watchers {
  add(queue: string, onEnter: () => void): () => void
  tell(queue: string): void
}

/** Creates an empty list. */
export function createWatchers(): Watchers {
  const all = new Set<{ readonly queue: string; onEnter(): void }>()
  return {
    add(queue, onEnter) {
      const own = { queue, onEnter }
      all.add(own)
      return () => void all.delete(own)
    },
    tell(queue) {
      for (const watcher of all) if (watcher.queue === queue) watcher.onEnter()
    },
  }
}
