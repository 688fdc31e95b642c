/** Numbers the 32-bit hashes it is given, in the order of their first coming. Open addressing, at most half full. */
export class HashTable {
  #keys: Uint32Array
  #numbers: Uint32Array
  #mask: number
  /** How many hashes are numbered. */
  size = 0

  constructor(expected = 512) {
    const slots = slotsFor(expected)
    this.#keys = new Uint32Array(slots)
    this.#numbers = new Uint32Array(slots)
    this.#mask = slots - 1
  }

  /** The hash's number, or -1. */
  find(hash: number): number {
    const key = hash === 0 ? 1 : hash
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const here = this.#keys[slot] as number
      if (here === key) return this.#numbers[slot] as number
      if (here === 0) return -1
    }
  }

  /** The hash's number, a new one if it has none. */
  add(hash: number): number {
    const known = this.find(hash)
    if (known >= 0) return known
    if ((this.size + 1) * 2 > this.#keys.length) this.#grow()
    this.#put(hash === 0 ? 1 : hash, this.size)
    return this.size++
  }

  /** All hashes by their numbers. */
  list(): Uint32Array {
    const hashes = new Uint32Array(this.size)
    for (let slot = 0; slot < this.#keys.length; slot++) {
      const key = this.#keys[slot] as number
      if (key !== 0) hashes[this.#numbers[slot] as number] = key
    }
    return hashes
  }

  #put(key: number, number: number): void {
    let slot = key & this.#mask
    while (this.#keys[slot] !== 0) slot = (slot + 1) & this.#mask
    this.#keys[slot] = key
    this.#numbers[slot] = number
  }

  #grow(): void {
    const keys = this.#keys
    const numbers = this.#numbers
    this.#keys = new Uint32Array(keys.length * 2)
    this.#numbers = new Uint32Array(keys.length * 2)
    this.#mask = this.#keys.length - 1
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot] as number
      if (key !== 0) this.#put(key, numbers[slot] as number)
    }
  }
}

function slotsFor(expected: number): number {
  let slots = 16
  while (slots < expected * 2) slots *= 2
  return slots
}
