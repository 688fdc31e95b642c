import type { Language, LexiconDocument } from '../model/documents.ts'
import { foldPhrase } from './phrases.ts'

/** A phrase of a meaning. */
export interface MeantPhrase {
  readonly meaning: string
  /** As written. */
  readonly phrase: string
}

/** The phrases of a lexicon by their sound. */
export interface AlikeIndex {
  /** Meaning → other meaning → a phrase of each that sound alike; most meanings have no entry. */
  readonly between: ReadonlyMap<string, ReadonlyMap<string, readonly [string, string]>>
  /** The phrases that sound like this one; those that are the same are told of elsewhere. */
  find(phrase: string): readonly MeantPhrase[]
}

/**
 * Courtesy and hesitation, without diacritics: they carry no meaning, and recognition drops or adds them. Nothing that may be an answer by
 * itself, and no pronoun: "to nie ja" is no "nie".
 */
const FILLERS: Readonly<Record<Language, RegExp>> = {
  pl: listFillers(
    'bardzo prosze',
    'prosze pani',
    'prosze pana',
    'poprosze',
    'prosze',
    'no',
    'eee',
    'yyy',
    'hmm',
    'oj',
    'ach',
    'och',
  ),
  ru: listFillers('пожалуиста', 'девушка', 'ну', 'вот', 'ээ', 'эээ', 'хм', 'ои', 'ах', 'ох', 'же'),
  uk: listFillers('будь ласка', 'прошу', 'ну', 'от', 'ее', 'еее', 'хм', 'ои', 'ах', 'ох', 'ж', 'же'),
  ca: listFillers('si us plau', 'sisplau', 'doncs', 'eh', 'mmm', 'ai', 'ah', 'oh', 'miri'),
  en: listFillers('please', 'uh', 'um', 'er', 'erm', 'oh', 'ah', 'sir', 'madam'),
}

function listFillers(...fillers: readonly string[]): RegExp {
  return new RegExp(`(?<= )(?:${fillers.join('|')}) `, 'g')
}

/** Words that turn a phrase into its contrary: no letter of theirs may count as a slip. */
const NEGATIONS = new Set(['nie', 'не', 'ні', 'ни', 'нет', 'no', 'not', 'ne', 'non', 'без', 'bez'])
/** Under this length one letter makes another word more often than a slip of recognition. */
const LEAST_LETTERS = 5

/** A phrase as it sounds: without diacritics and fillers; of fillers alone, they stay. */
function soundOf(folded: string, language: Language): string {
  const bare = /[^ a-zа-я]/.test(folded) ? folded.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l') : folded
  const kept = ` ${bare} `.replace(FILLERS[language], '').trim()
  return kept === '' ? bare : kept
}

interface Entry extends MeantPhrase {
  readonly folded: string
  readonly sound: string
  /** Long enough for one letter to be a slip. */
  readonly isLong: boolean
}

/**
 * Two phrases sound alike that are the same without fillers and diacritics, or differ by one letter (put in, left out or changed) and have
 * five or more. Each is looked up by its halves, one of which such a pair shares, so that the work grows with the number of phrases alone.
 * `folded` holds the phrases as `foldPhrase` gives them, where that is done already.
 */
export function buildAlikeIndex(
  { language, meanings }: Pick<LexiconDocument, 'language' | 'meanings'>,
  folded?: ReadonlyMap<string, readonly string[]>,
): AlikeIndex {
  const bySound = new Map<string, Entry[]>()
  const byHalf = new Map<number, Entry[]>()
  const between = new Map<string, Map<string, readonly [string, string]>>()
  for (const meaning of Object.keys(meanings)) {
    const known = folded?.get(meaning)
    for (const [position, phrase] of (meanings[meaning] ?? []).entries()) {
      const entry = createEntry(meaning, phrase, known?.[position] ?? foldPhrase(phrase), language)
      if (entry.sound === '') continue
      // Against those before it: each pair is seen once.
      for (const other of findAlike(entry, bySound, byHalf)) {
        if (other.meaning === meaning) continue
        link(between, entry, other)
        link(between, other, entry)
      }
      push(bySound, entry.sound, entry)
      if (!entry.isLong) continue
      push(byHalf, keyOfBeginning(entry.sound, entry.sound.length), entry)
      push(byHalf, keyOfEnd(entry.sound, entry.sound.length), entry)
    }
  }
  return { between, find: phrase => findAlike(createEntry('', phrase, foldPhrase(phrase), language), bySound, byHalf) }
}

function createEntry(meaning: string, phrase: string, folded: string, language: Language): Entry {
  const sound = soundOf(folded, language)
  return { meaning, phrase, folded, sound, isLong: countLetters(sound) >= LEAST_LETTERS }
}

function findAlike(
  { folded, sound, isLong }: Entry,
  bySound: ReadonlyMap<string, readonly Entry[]>,
  byHalf: ReadonlyMap<number, readonly Entry[]>,
): readonly Entry[] {
  const same = bySound.get(sound)
  const found = same === undefined ? [] : same.filter(other => other.folded !== folded)
  if (!isLong) return found
  for (let length = sound.length - 1; length <= sound.length + 1; length++) {
    collect(byHalf.get(keyOfBeginning(sound, length)), sound, found)
    collect(byHalf.get(keyOfEnd(sound, length)), sound, found)
  }
  return found
}

function collect(entries: readonly Entry[] | undefined, sound: string, found: Entry[]): void {
  if (entries === undefined) return
  for (const other of entries) if (isOneSlip(sound, other.sound) && !found.includes(other)) found.push(other)
}

function link(between: Map<string, Map<string, readonly [string, string]>>, from: Entry, to: Entry): void {
  const known = between.get(from.meaning) ?? new Map<string, readonly [string, string]>()
  if (!known.has(to.meaning)) known.set(to.meaning, [from.phrase, to.phrase])
  between.set(from.meaning, known)
}

function push<K>(map: Map<K, Entry[]>, key: K, entry: Entry): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [entry])
  else list.push(entry)
}

function countLetters(sound: string): number {
  let letters = 0
  for (let at = 0; at < sound.length; at++) if (sound.charCodeAt(at) !== 32) letters += 1
  return letters
}

/**
 * Numbers by which a phrase finds another of `length`: of its beginning and of its end. These do not overlap even in the shorter of the two, so
 * one slip spares at least one of them. Two phrases may have one number by chance: whoever finds by it looks again.
 */
function keyOfBeginning(sound: string, length: number): number {
  return hashBetween(sound, 0, (length - 1) >> 1, length * 2)
}

function keyOfEnd(sound: string, length: number): number {
  return hashBetween(sound, sound.length - ((length - 1) >> 1), sound.length, length * 2 + 1)
}

function hashBetween(sound: string, from: number, to: number, seed: number): number {
  let hash = seed
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ sound.charCodeAt(at), 0x01000193) + at - from
  return hash | 0
}

/** Tells whether one letter inside a word, no space and no negation, makes the whole difference. */
function isOneSlip(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false
  const least = Math.min(left.length, right.length)
  let start = 0
  while (start < least && left.charCodeAt(start) === right.charCodeAt(start)) start += 1
  let end = 0
  while (end < least - start && left.charCodeAt(left.length - 1 - end) === right.charCodeAt(right.length - 1 - end)) end += 1
  if (left.length - start - end > 1 || right.length - start - end > 1) return false
  const one = left.slice(start, left.length - end)
  const other = right.slice(start, right.length - end)
  if (one === ' ' || other === ' ' || /\d/.test(one + other)) return false
  return !NEGATIONS.has(wordAround(left, start)) && !NEGATIONS.has(wordAround(right, start))
}

function wordAround(phrase: string, at: number): string {
  const from = phrase.lastIndexOf(' ', at - 1) + 1
  const to = phrase.indexOf(' ', at)
  return phrase.slice(from, to < 0 ? phrase.length : to)
}
