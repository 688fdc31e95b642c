import type { DataType } from '../../../../scenarios/model/data-type.ts'
import type { HearingContext } from '../../../call/ports.ts'
import { splitWords, type Token } from '../../tokens.ts'
import { readGivenName } from './given-names.ts'
import { listKnownWords } from './known-words.ts'
import { markNumbers } from './mark-numbers.ts'
import { type SignTable, signsOf } from './signs.ts'
import { isLike, soundOf } from './sounds.ts'
import { type KnownWords, knownWordsOf } from '../../vocabulary.ts'

/** What stands for something personal; `word` for what might be. */
export type Mask = 'name' | 'phone' | 'date' | 'number' | 'address' | 'email' | 'word'

/** More is cut: nobody's answer needs it. */
const MOST_LETTERS = 500
const MOST_WORDS = 60
/** A word that the lexicon holds this often is no name. */
const FREQUENT = 3
const LONGEST_NAME = 3
/** Further on, "it is" leads to anything rather than to a name. */
const NEAR_THE_BEGINNING = 3
const LONGEST_ADDRESS = 5
const PERSONAL: readonly DataType['kind'][] = ['person', 'phone', 'date', 'address']

type Site = Pick<HearingContext, 'scenario' | 'language' | 'data' | 'options' | 'expect'>

/** A text as it may leave this machine. */
export interface MaskedText {
  /** Lower case, without punctuation but commas; placeholders as `⟨name⟩`. */
  readonly text: string
  readonly hasMasks: boolean
}

/**
 * Puts placeholders for names, telephones, dates of birth, numbers and addresses: of the person whom the call is about by the call's data, of
 * others by how people name themselves, by lists of names, by capitals, and by what is no known word beside any of these. Rather too much than too little.
 */
export function maskText(text: string, site: Site): MaskedText {
  const cut = text.slice(0, MOST_LETTERS)
  // Half a word would be a stranger even to those who know the whole.
  const words = splitWords(cut).filter(({ end }) => end < cut.length || cut.length === text.length)
  const masks = new Marks(words.slice(0, MOST_WORDS), cut, site)
  masks.markAll()
  return masks.write()
}

class Marks {
  readonly #tokens: readonly Token[]
  readonly #text: string
  readonly #site: Site
  readonly #signs: SignTable
  readonly #known: KnownWords
  readonly #masks: (Mask | undefined)[]

  constructor(tokens: readonly Token[], text: string, site: Site) {
    this.#tokens = tokens
    this.#text = text
    this.#site = site
    this.#signs = signsOf(site.language)
    this.#known = knownWordsOf(site.scenario, site.language)
    this.#masks = tokens.map(() => undefined)
  }

  markAll(): void {
    for (const [at, mask] of markNumbers(this.#tokens, this.#site.language).entries())
      if (mask !== undefined) this.#mark(at, mask)
    this.#markKnown()
    this.#markNames()
    this.#markIntroduced()
    this.#markPlaces()
    this.#markEmails()
    this.#markSpelled()
    this.#markNeighbours()
    // Where a name or an address is asked for, any strange word may be one.
    if (Object.values(this.#site.expect).some(({ kind }) => PERSONAL.includes(kind))) this.#markStrange()
  }

  write(): MaskedText {
    let written = ''
    let last: Mask | undefined
    for (const [at, token] of this.#tokens.entries()) {
      const mask = this.#masks[at]
      if (mask !== undefined && mask === last) continue
      last = mask
      const word = mask === undefined ? token.kept : `⟨${mask}⟩`
      written += written === '' ? word : `${token.isAfterPause ? ', ' : ' '}${word}`
    }
    return { text: written, hasMasks: this.#masks.some(mask => mask !== undefined) }
  }

  // ------------------------------------------------------------ what is known of a word

  #frequency(at: number): number {
    const token = this.#tokens[at]
    return token === undefined ? 0 : this.#known.frequencyOf(token.folded)
  }

  #isStrange(at: number): boolean {
    const token = this.#tokens[at]
    return token !== undefined && this.#masks[at] === undefined && token.folded.length > 1 && this.#frequency(at) === 0
  }

  /** Written with a capital where no sentence begins. */
  #isCapital(at: number): boolean {
    const token = this.#tokens[at]
    if (token === undefined || at === 0 || !/^\p{Lu}/u.test(token.raw) || /^i('|$)/.test(token.kept)) return false
    return !/[.!?…]\s*$/.test(this.#text.slice(0, token.start))
  }

  #mark(at: number, mask: Mask): void {
    if (at >= 0 && at < this.#masks.length && (this.#masks[at] === undefined || this.#masks[at] === 'word'))
      this.#masks[at] = mask
  }

  // ------------------------------------------------------------ who and where

  #markKnown(): void {
    const known = listKnownWords(this.#site)
    if (known.length === 0) return
    for (const [at, { folded }] of this.#tokens.entries()) {
      // A frequent word is not taken for a name that only sounds like it.
      const isCommon = this.#frequency(at) > 0
      const sound = soundOf(folded)
      const found = known.find(word =>
        word.mask === 'word'
          ? !isCommon && isLike(sound, word.sound)
          : isCommon
            ? folded === word.folded ||
              (word.folded.length > 3 && folded.startsWith(word.folded) && folded.length <= word.folded.length + 3)
            : isLike(sound, word.sound),
      )
      if (found !== undefined) this.#mark(at, found.mask)
    }
  }

  #markNames(): void {
    for (const [at, token] of this.#tokens.entries()) {
      const given = readGivenName(token.folded)
      const isCapital = this.#isCapital(at)
      if (given === 'sure' || (given === 'doubtful' && isCapital)) this.#mark(at, 'name')
      else if (this.#isStrange(at) && (isCapital || this.#signs.isSurname(token))) this.#mark(at, 'name')
    }
  }

  #markIntroduced(): void {
    for (let at = 0; at < this.#tokens.length; at += 1) {
      const folded = this.#tokens[at]?.folded ?? ''
      const strong = this.#signs.introduces(this.#tokens, at)
      const weak = this.#signs.mayIntroduce(this.#tokens, at)
      if (strong > 0) this.#markFollowing(at + strong, 'name', FREQUENT)
      else if (weak > 0 || this.#signs.isTitle(folded)) this.#markFollowing(at + Math.max(1, weak), 'name', 1)
      else if (at < NEAR_THE_BEGINNING && this.#signs.equates(folded)) this.#markFollowing(at + 1, 'word', 1)
    }
    // "Kowalska speaking", "Kowalska przy telefonie", "Kowalska z tej strony"
    const speaks = this.#tokens.findIndex((_, at) => this.#signs.mayIntroduce(this.#tokens, at) > 0)
    for (let at = speaks - 1; at >= Math.max(0, speaks - 2) && this.#isStrange(at); at -= 1) this.#mark(at, 'word')
  }

  /** Marks what follows, as far as it is rarer than `frequency`. */
  #markFollowing(from: number, mask: Mask, frequency: number): void {
    let at = from
    while (at < this.#tokens.length && at < from + 3 && this.#isParticle(at)) at += 1
    for (let count = 0; count < LONGEST_NAME && at < this.#tokens.length; at += 1) {
      if (this.#isParticle(at) && count > 0) continue
      const isName =
        this.#masks[at] !== undefined || this.#isCapital(at) || readGivenName(this.#tokens[at]?.folded ?? '') !== undefined
      if (!isName && this.#frequency(at) >= frequency) return
      this.#mark(at, readGivenName(this.#tokens[at]?.folded ?? '') !== undefined ? 'name' : mask)
      count += 1
    }
  }

  #isParticle(at: number): boolean {
    const folded = this.#tokens[at]?.folded ?? ''
    return this.#signs.isParticle(folded) || this.#signs.isTitle(folded)
  }

  #markPlaces(): void {
    for (const [at, { folded }] of this.#tokens.entries()) {
      if (this.#signs.isPlace(folded)) {
        this.#markAddress(at + 1, !this.#signs.isNamedBefore)
        if (this.#signs.isNamedBefore)
          for (let back = at - 1; back >= Math.max(0, at - 3); back -= 1)
            if (this.#frequency(back) < FREQUENT || this.#masks[back] !== undefined) this.#cover(back)
            else break
      } else if (this.#signs.lives(folded)) this.#markAddress(at + 1, false)
    }
  }

  /** `isNamed`: the name of the place is the very next word, whatever it is. */
  #markAddress(from: number, isNamed: boolean): void {
    let hasName = !isNamed
    for (let at = from; at < Math.min(this.#tokens.length, from + LONGEST_ADDRESS); at += 1) {
      if (at > from && this.#tokens[at]?.isAfterPause === true) return
      const isShort = (this.#tokens[at]?.folded.length ?? 0) < 4
      const isHidden = this.#masks[at] !== undefined || this.#frequency(at) === 0
      if (isHidden || (!hasName && !isShort)) {
        this.#cover(at)
        hasName = true
      } else if (!isShort && hasName) return
    }
  }

  #cover(at: number): void {
    this.#masks[at] = 'address'
  }

  #markEmails(): void {
    for (const match of this.#text.matchAll(/\S+@\S+/g))
      for (const [at, token] of this.#tokens.entries())
        if (token.start >= match.index && token.end <= match.index + match[0].length) this.#masks[at] = 'email'
    for (const [at, { folded }] of this.#tokens.entries())
      if (this.#signs.isAt(folded))
        for (let near = Math.max(0, at - 3); near < Math.min(this.#tokens.length, at + 4); near += 1) this.#masks[near] = 'email'
  }

  /** "k o w a l": letters in a row spell a name. */
  #markSpelled(): void {
    const isLetter = (at: number): boolean => /^\p{L}$/u.test(this.#tokens[at]?.kept ?? '')
    for (let from = 0; from < this.#tokens.length; from += 1) {
      let to = from
      while (isLetter(to)) to += 1
      if (to - from >= 3) for (let at = from; at < to; at += 1) this.#mark(at, 'name')
      from = Math.max(from, to - 1)
    }
  }

  /** A strange word beside a name is rather a part of it. */
  #markNeighbours(): void {
    const names = this.#masks.map(mask => mask === 'name')
    for (const [at, isName] of names.entries()) {
      if (!isName) continue
      for (const step of [1, -1])
        for (let near = at + step, count = 0; count < 2 && this.#isStrange(near); near += step, count += 1) {
          if (this.#tokens[step > 0 ? near : near + 1]?.isAfterPause === true) break
          this.#mark(near, 'word')
        }
    }
  }

  #markStrange(): void {
    for (const at of this.#tokens.keys()) if (this.#isStrange(at)) this.#mark(at, 'word')
  }
}
