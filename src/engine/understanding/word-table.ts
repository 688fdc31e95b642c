/** Bits of a word's hash that choose its slot at first; the table grows with the words. */
const FIRST_SLOTS = 1024
const PRIME = 0x01000193

/** What `WordTable.find` begins with. */
export const WORD_START = 0x811c9dc5 | 0

/** The hash of a word that goes on with one more character. */
export function hashNext(hash: number, code: number): number {
  return Math.imul(hash ^ code, PRIME) ^ (hash >>> 15)
}

/**
 * What was made of words met before, found by their characters within a text, without a string being made for each. Callers use the same few thousand
 * words again and again.
 */
export class WordTable<T extends { readonly raw: string }> {
  readonly #read: (raw: string) => T
  readonly #most: number
  #slots: (T | undefined)[] = Array.from({ length: FIRST_SLOTS })
  #hashes = new Int32Array(FIRST_SLOTS)
  #size = 0

  /** `read` makes the entry of a word that is new. With more than `most` words the table begins anew: nonsense all day must not fill the memory. */
  constructor(read: (raw: string) => T, most: number) {
    this.#read = read
    this.#most = most
  }

  /** The entry of the word at `start` to `end` of a text; `hash` is that of its characters by `hashNext`. */
  find(text: string, start: number, end: number, hash: number): T {
    const mask = this.#hashes.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]
      if (entry === undefined) return this.#add(text.slice(start, end), hash)
      if (this.#hashes[slot] === hash && isAt(entry.raw, text, start, end)) return entry
    }
  }

  #add(raw: string, hash: number): T {
    if (this.#size >= this.#most) this.#resize(FIRST_SLOTS, false)
    else if (this.#size * 2 >= this.#hashes.length) this.#resize(this.#hashes.length * 2, true)
    const entry = this.#read(raw)
    this.#put(entry, hash)
    this.#size += 1
    return entry
  }

  #put(entry: T, hash: number): void {
    const mask = this.#hashes.length - 1
    let slot = hash & mask
    while (this.#slots[slot] !== undefined) slot = (slot + 1) & mask
    this.#slots[slot] = entry
    this.#hashes[slot] = hash
  }

  #resize(slots: number, keeps: boolean): void {
    const entries = this.#slots
    const hashes = this.#hashes
    this.#slots = Array.from({ length: slots })
    this.#hashes = new Int32Array(slots)
    if (!keeps) this.#size = 0
    else for (const [slot, entry] of entries.entries()) if (entry !== undefined) this.#put(entry, hashes[slot] as number)
  }
}

function isAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false
  return true
}
