/** Numbers the 32-bit hashes it is given, in the order of their first coming. Open addressing, at most half full. */
export class HashTable {
  /** A key and its number in turn; the key 0 is none. */
  #cells: Uint32Array
  #mask: number
  /** How many hashes are numbered. */
  size = 0

  constructor(expected = 512) {
    const slots = slotsFor(expected)
    this.#cells = new Uint32Array(slots * 2)
    this.#mask = slots - 1
  }

  /** The hash's number, or -1. */
  find(hash: number): number {
    const key = hash === 0 ? 1 : hash
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const here = this.#cells[slot * 2] as number
      if (here === key) return this.#cells[slot * 2 + 1] as number
      if (here === 0) return -1
    }
  }

  /** The hash's number, a new one if it has none. */
  add(hash: number): number {
    const known = this.find(hash)
    if (known >= 0) return known
    if ((this.size + 1) * 2 > this.#mask + 1) this.#grow()
    this.#put(hash === 0 ? 1 : hash, this.size)
    return this.size++
  }

  /** All hashes by their numbers. */
  list(): Uint32Array {
    const hashes = new Uint32Array(this.size)
    for (let at = 0; at < this.#cells.length; at += 2) {
      const key = this.#cells[at] as number
      if (key !== 0) hashes[this.#cells[at + 1] as number] = key
    }
    return hashes
  }

  #put(key: number, number: number): void {
    let slot = key & this.#mask
    while (this.#cells[slot * 2] !== 0) slot = (slot + 1) & this.#mask
    this.#cells[slot * 2] = key
    this.#cells[slot * 2 + 1] = number
  }

  #grow(): void {
    const cells = this.#cells
    this.#cells = new Uint32Array(cells.length * 2)
    this.#mask = this.#mask * 2 + 1
    for (let at = 0; at < cells.length; at += 2) {
      const key = cells[at] as number
      if (key !== 0) this.#put(key, cells[at + 1] as number)
    }
  }
}

function slotsFor(expected: number): number {
  let slots = 16
  while (slots < expected * 2) slots *= 2
  return slots
}
