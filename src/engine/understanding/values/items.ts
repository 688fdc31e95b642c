import { foldWord, splitWords, type Token } from '../tokens.ts'
import { keyOf, type Lex, type Lexicon, type Role } from './lexicon.ts'

/** A word, or a phrase that the lexicon knows as one, with all that it may mean. */
export interface Item {
  /** Index of its first token, and of the token after it. */
  readonly token: number
  readonly tokenEnd: number
  readonly start: number
  readonly end: number
  readonly raw: string
  readonly folded: string
  /** What stands between the item before and this one. */
  readonly gap: string
  readonly isAfterPause: boolean
  readonly lex: Lex
  /** For numbers written with digits only. */
  readonly digits?: string
  /** For `10:30`, `38,5`, `12.05.2026`: the numbers, and what stands between them. */
  readonly written?: readonly string[]
  readonly mark?: string
}

const NOTHING: Lex = {}
/** Catalan articles and prepositions that lean on the next word. */
const ELIDED: Readonly<Record<string, string>> = { d: 'de', l: 'el', s: 'es', n: 'en', m: 'em', t: 'et' }

interface Word {
  readonly token: number
  readonly start: number
  readonly end: number
  readonly raw: string
  readonly key: string
  readonly folded: string
  readonly isAfterPause: boolean
}

/** Looks up the words of a text. Never fails: unknown words mean nothing. */
export function readItems(text: string, lexicon: Lexicon, tokens: readonly Token[] = splitWords(text)): Item[] {
  const words = listWords(tokens, lexicon)
  const items: Item[] = []
  let before = 0
  for (let at = 0; at < words.length; ) {
    const word = words[at]
    if (word === undefined) break
    const phrase = findPhrase(words, at, lexicon)
    const last = words[at + (phrase?.length ?? 1) - 1] ?? word
    const gap = text === '' ? ' '.repeat(Math.min(3, word.start - before)) : text.slice(before, word.start)
    const digit = word.key.charCodeAt(0)
    items.push({
      token: word.token,
      tokenEnd: last.token + 1,
      start: word.start,
      end: last.end,
      raw: word.raw,
      folded: word.folded,
      gap,
      isAfterPause: word.isAfterPause,
      lex: phrase?.lex ?? findWord(word, lexicon),
      ...(phrase === undefined && digit >= 48 && digit <= 57 ? readDigits(word.key) : {}),
    })
    before = last.end
    at += phrase?.length ?? 1
  }
  return items
}

function listWords(tokens: readonly Token[], lexicon: Lexicon): readonly Word[] {
  const words: Word[] = []
  for (const [index, token] of tokens.entries()) {
    const { start, end, raw, kept, isAfterPause } = token
    const cut = lexicon.language === 'ca' ? kept.indexOf("'") : -1
    const elided = cut === 1 ? ELIDED[kept.charAt(0)] : undefined
    if (elided !== undefined) {
      words.push({ token: index, start, end: start + 1, raw: elided, key: elided, folded: elided, isAfterPause })
      const rest = kept.slice(2)
      words.push({
        token: index,
        start: start + 2,
        end,
        raw: raw.slice(2),
        key: rest,
        folded: foldWord(rest),
        isAfterPause: false,
      })
    } else {
      const key = keyOf(kept)
      words.push({
        token: index,
        start,
        end,
        raw,
        key,
        folded: key === kept ? token.folded : foldWord(key),
        isAfterPause,
      })
    }
  }
  return words
}

function findWord(word: Word, { kept, folded }: Lexicon): Lex {
  const exact = kept.get(word.key)
  if (exact !== undefined) return exact
  // "mają" is not "maja": short words with diacritics of their own are other words.
  return (word.key === word.folded || word.key.length >= 6 ? folded.get(word.folded) : undefined) ?? NOTHING
}

function findPhrase(
  words: readonly Word[],
  at: number,
  lexicon: Lexicon,
): { readonly lex: Lex; readonly length: number } | undefined {
  const candidates = lexicon.phrases.get(words[at]?.folded ?? '')
  if (candidates === undefined) return undefined
  for (const { words: phrase, lex } of candidates) {
    let length = 1
    while (length < phrase.length && words[at + length]?.folded === phrase[length] && isJoined(words, at + length)) length += 1
    if (length === phrase.length && !isCut(words, at + length, lex, lexicon)) return { lex, length }
  }
  return undefined
}

/** "one forty, no, one fifty": what would mean nothing ends in a number that goes on. */
function isCut(words: readonly Word[], to: number, lex: Lex, lexicon: Lexicon): boolean {
  if (lex.roles?.includes('guard') !== true) return false
  const last = words[to - 1]
  const next = words[to]
  if (last === undefined || next === undefined || next.isAfterPause || findWord(last, lexicon).number?.level !== 1) return false
  const { number } = findWord(next, lexicon)
  return number !== undefined && number.level > 1
}

/** No pause between the words, the full stops of "a.m." aside. */
function isJoined(words: readonly Word[], at: number): boolean {
  const word = words[at]
  return word !== undefined && (!word.isAfterPause || word.start - (words[at - 1]?.end ?? 0) <= 1)
}

function readDigits(key: string): { readonly digits: string } | { readonly written: readonly string[]; readonly mark: string } {
  const at = key.search(/[.,:]/)
  return at < 0 ? { digits: key } : { written: key.split(/[.,:]/), mark: key.charAt(at) }
}

/** Words that only tie others together: without another kind of word an utterance says no value. */
const TIES: ReadonlySet<Role> = new Set([
  'at',
  'on',
  'from',
  'after',
  'until',
  'before',
  'between',
  'around',
  'in',
  'this',
  'and',
  'or',
  'of',
  'light',
  'the',
  'no',
  'not',
  'correct',
  'but',
  'except',
  'unable',
  'cannot',
  'to',
  'guard',
  'filler',
  'since',
  'ago',
  'before_ago',
  'later',
  'past',
  'minus',
  'point',
  'plus',
  'times',
  'over',
  'out_of',
  'counted',
  'next_digits',
])

/** Whether a value may be in the words at all; most utterances have none, and need no grammar to say so. */
export function mayHoldValue(items: readonly Item[]): boolean {
  return items.some(({ lex, digits, written }) => digits !== undefined || written !== undefined || hasSubstance(lex))
}

/** What a token may hold: a value by itself, or the beginning of phrases that are one. Most tokens are one word, some two ("d'agost"). */
interface Promised {
  readonly isValue: boolean
  readonly words: readonly string[]
  /** By word: the second words of phrases that begin with it. */
  readonly seconds: readonly ReadonlySet<string>[]
}
/** Of words met before. */
const promises = new WeakMap<Lexicon, Map<string, Promised>>()
const MOST_WORDS = 20_000

/** The same at a glance, from words alone: where it is false, that of their items is, too. */
export function mayPromiseValue(tokens: readonly Token[], lexicon: Lexicon): boolean {
  for (let at = 0; at < tokens.length; at += 1) {
    const { isValue, words, seconds } = promiseOf(tokens[at] as Token, lexicon)
    if (isValue) return true
    for (const [place, second] of seconds.entries()) {
      if (second.size === 0) continue
      const after = tokens[at + 1]
      const next = words[place + 1] ?? (after === undefined ? undefined : promiseOf(after, lexicon).words[0])
      if (next !== undefined && second.has(next)) return true
    }
  }
  return false
}

function promiseOf(token: Token, lexicon: Lexicon): Promised {
  let known = promises.get(lexicon)
  if (known === undefined) promises.set(lexicon, (known = new Map()))
  let promise = known.get(token.kept)
  if (promise === undefined) {
    const words = listWords([token], lexicon)
    promise = {
      isValue: words.some(word => /^\d/.test(word.key) || hasSubstance(findWord(word, lexicon))),
      words: words.map(({ folded }) => folded),
      seconds: words.map(({ folded }) => new Set(secondsOf(folded, lexicon))),
    }
    if (known.size >= MOST_WORDS) known.clear()
    known.set(token.kept, promise)
  }
  return promise
}

function secondsOf(first: string, { phrases }: Lexicon): readonly string[] {
  return (phrases.get(first) ?? []).flatMap(({ words, lex }) => (hasSubstance(lex) ? words.slice(1, 2) : []))
}

function hasSubstance(lex: Lex): boolean {
  if (lex === NOTHING) return false
  // An ending is one only after digits.
  for (const key in lex) if (key !== 'roles' && key !== 'suffix') return true
  return lex.roles?.some(role => !TIES.has(role)) === true
}

/** Whether the item at an index has a role; an index outside has none. */
export function isRole(items: readonly Item[], at: number, role: Role): boolean {
  return items[at]?.lex.roles?.includes(role) === true
}

/** Whether the item at an index has one of several roles. */
export function isAnyRole(items: readonly Item[], at: number, roles: readonly Role[]): boolean {
  return items[at]?.lex.roles?.some(role => roles.includes(role)) === true
}
