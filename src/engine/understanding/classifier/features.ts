// What the learner sees of a text: hashes of its words, their stems, pairs of stems, and pieces of words.
import { hashNext as step, WORD_START as WORD_SEED } from '../word-table.ts'

/** Lengths of the pieces of a word, its edges counted as a character each. */
const SHORTEST_PIECE = 2
const LONGEST_PIECE = 4
/** Words that begin alike are often one word in two forms: this many letters stand for them in pairs. */
const STEM_LENGTH = 4

/** Stands for the stem before the first word and after the last. */
export const EDGE = 0x01
const STEM_SEED = 0x5bd1e995 | 0
const PAIR_SEED = 0x3c6ef372 | 0
const APART_SEED = 0x27d4eb2f | 0
const PIECE_SEED = 0x1b873593 | 0

/** Spreads what the running hash has gathered over all 32 bits. */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The stem of a word, to be paired with others; no feature yet. */
export function hashStem(word: string): number {
  let stem = STEM_SEED
  for (let at = 0; at < word.length && at < STEM_LENGTH; at++) stem = step(stem, word.charCodeAt(at))
  return stem
}

/** The feature of two stems that are neighbours. */
export function hashPair(one: number, next: number): number {
  return finish(step(step(PAIR_SEED, one), next))
}

/** The feature of two stems with a word between them. */
export function hashApart(one: number, next: number): number {
  return finish(step(step(APART_SEED, one), next))
}

/** The feature of a whole word. */
export function hashWord(word: string): number {
  let hash = WORD_SEED
  for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at))
  return finish(hash)
}

/** The feature of words that begin alike, from their `hashStem`. */
export function hashBeginning(stem: number): number {
  return finish(stem)
}

/** The features of the pieces of a word, with repetitions. */
export function hashPieces(word: string): number[] {
  const hashes: number[] = []
  const codeAt = (at: number): number => (at < 0 || at === word.length ? EDGE : word.charCodeAt(at))
  for (let from = -1; from + SHORTEST_PIECE <= word.length + 1; from++) {
    let hash = step(PIECE_SEED, codeAt(from))
    const end = Math.min(word.length + 1, from + LONGEST_PIECE)
    for (let at = from + 1; at < end; at++) {
      hash = step(hash, codeAt(at))
      hashes.push(finish(hash))
    }
  }
  return hashes
}
