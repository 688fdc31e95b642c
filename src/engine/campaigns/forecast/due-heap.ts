/** What is due, the earliest first: a binary heap. */
export interface DueHeap<T> {
  push(at: number, item: T): void
  pop(): { readonly at: number; readonly item: T } | undefined
  peek(): { readonly at: number; readonly item: T } | undefined
  readonly size: number
}

/** An empty heap. */
export function createDueHeap<T>(): DueHeap<T> {
  const heap: { readonly at: number; readonly order: number; readonly item: T }[] = []
  let count = 0
  const isBefore = (left: number, right: number): boolean => {
    const [one, other] = [heap[left], heap[right]]
    if (one === undefined || other === undefined) return one !== undefined
    // What came first is first among those of one instant, so that a run is the same each time.
    return one.at < other.at || (one.at === other.at && one.order < other.order)
  }
  const swap = (left: number, right: number): void => {
    const [one, other] = [heap[left], heap[right]]
    if (one === undefined || other === undefined) return
    heap[left] = other
    heap[right] = one
  }
  return {
    get size() {
      return heap.length
    },
    peek: () => heap[0],
    push(at, item) {
      heap.push({ at, order: count++, item })
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1
        if (!isBefore(index, parent)) break
        swap(index, parent)
        index = parent
      }
    },
    pop() {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || heap.length === 0) return first
      heap[0] = last
      for (let index = 0; ; ) {
        const left = 2 * index + 1
        const child = isBefore(left + 1, left) ? left + 1 : left
        if (child >= heap.length || !isBefore(child, index)) break
        swap(index, child)
        index = child
      }
      return first
    },
  }
}
