import type { Language } from '../../../scenarios/model/documents.ts'
import type { Token } from '../tokens.ts'
import { lookUpName, titleCase, writeName, type NameWord } from './name-shape.ts'
import { getNameIndex, keepWord } from './name-index.ts'
import { measureSoundLikeness } from './phonemes.ts'
import { listSpelled, type Spelled } from './read-spelled.ts'
import { getNameWords, type NameWords } from './words/name-words.ts'

/** A name found in an utterance; token indices. */
export interface FoundName {
  readonly name: string
  readonly from: number
  readonly to: number
  /** 0..1: how surely it is a name. */
  readonly confidence: number
  /** The caller said that it is not this one. */
  readonly isDenied: boolean
}

interface Run {
  readonly words: readonly NameWord[]
  readonly confidence: number
  readonly isDenied: boolean
  readonly isOblique: boolean
  readonly isPreferred: boolean
  /** It was announced: "my name is". */
  readonly isSure: boolean
}
interface Utterance {
  readonly tokens: readonly Token[]
  readonly text: string
  readonly language: Language
  readonly words: NameWords
  readonly isOpen: (index: number) => boolean
}

/** Words of longer utterances are not looked at. */
const MAX_TOKENS = 120
const MAX_WORDS = 5

/** The name in an utterance: after "my name is", before "speaking", or bare. Nothing where there is none. */
export function findName(
  allTokens: readonly Token[],
  text: string,
  language: Language,
  isTaken: (index: number) => boolean = () => false,
): FoundName | undefined {
  const tokens = allTokens.length > MAX_TOKENS ? allTokens.slice(0, MAX_TOKENS) : allTokens
  const spelled = listSpelled(tokens, language)
  const utterance: Utterance = {
    tokens,
    text,
    language,
    words: getNameWords(language),
    isOpen: index => !isTaken(index) && !spelled.some(run => run.from <= index && index < run.to),
  }
  const runs = listRuns(utterance)
  const best = chooseRun(runs, utterance)
  const plain =
    best === undefined
      ? undefined
      : {
          name: writeName(best.words, text, language, best.isOblique),
          from: best.words[0]?.index ?? 0,
          to: (best.words.at(-1)?.index ?? 0) + 1,
          confidence: best.confidence,
          isDenied: best.isDenied,
        }
  return spelled.length === 0 ? plain : addSpelled(plain, spelled, language)
}

function listRuns(utterance: Utterance): Run[] {
  const { tokens, words } = utterance
  const runs: Run[] = []
  for (let at = 0; at < tokens.length; ) {
    const isSure = endsPhrase(tokens, at, words.before) || (at > 0 && isAfterTitle(tokens, at, utterance))
    const group = collect(utterance, at, isSure)
    if (group.length === 0) {
      at += 1
      continue
    }
    const run = judge(group, at, isSure, utterance)
    if (run !== undefined) runs.push(run)
    at = (run?.words.at(-1) ?? group.at(-1))!.index + 1
  }
  return runs.length > 1 ? joinRuns(runs, utterance) : runs
}

/** "nazywam się pani Nowak": what stood before the title counts. */
function isAfterTitle(tokens: readonly Token[], at: number, { words }: Utterance): boolean {
  let from = at
  while (from > 0 && (words.titles.has(tokens[from - 1]?.folded ?? '') || words.articles.has(tokens[from - 1]?.folded ?? '')))
    from -= 1
  return from < at && endsPhrase(tokens, from, words.before)
}

/** The words that may be a name from here on, as far as nothing parts them. */
function collect({ tokens, language, words, isOpen }: Utterance, from: number, isSure: boolean): NameWord[] {
  const group: NameWord[] = []
  for (let at = from; at < tokens.length && group.length < 8; at += 1) {
    const token = tokens[at]
    if (token === undefined || !isOpen(at) || /\d/.test(token.kept)) break
    if (at > from && token.isAfterPause) break
    const word = lookUpName(token, at, language)
    const isKnown = word.kind === 'first' || word.kind === 'surname'
    if (word.kind === 'particle') {
      const next = tokens[at + 1]
      // "Puig i Ferrer", "Maria del Mar"
      if (next === undefined || next.isAfterPause || !isOpen(at + 1)) break
      const after = lookUpName(next, at + 1, language)
      if (!isJoint(word, after, group, words, language, isSure)) break
      group.push(word)
      continue
    }
    if (word.word.length < 2 || words.titles.has(token.folded)) break
    if (words.stop.has(token.folded) && !(isKnown && word.isCommon && (group.length > 0 || isSure))) break
    group.push(word)
  }
  while (group.at(-1)?.kind === 'particle') group.pop()
  return group
}

/** Whether a particle belongs to a name: "Puig i Ferrer", "Maria del Mar", "Peter van der Berg". */
function isJoint(
  { token: { folded } }: NameWord,
  after: NameWord,
  group: readonly NameWord[],
  words: NameWords,
  language: Language,
  isSure: boolean,
): boolean {
  const isArticle = after.kind === 'particle'
  if (language === 'ca' || language === 'ru' || language === 'uk') {
    if (group.length === 0) return false
    // "en Joan i la Maria" are two people.
    if (
      (folded === 'i' || folded === 'y') &&
      (isArticle || (after.surnames.length === 0 && after.kind !== 'shape' && after.kind !== 'unknown'))
    )
      return false
  }
  if (isArticle) return true
  if (words.stop.has(after.token.folded)) return after.firsts.length + after.surnames.length > 0
  return after.kind !== 'unknown' || isSure || group.some(({ kind }) => kind === 'first')
}

function judge(group: readonly NameWord[], from: number, isSure: boolean, utterance: Utterance): Run | undefined {
  const { tokens, language, words } = utterance
  const isMaybe = isSure || endsPhrase(tokens, from, words.maybeBefore)
  const isBare = tokens.every(
    (token, at) =>
      (from <= at && at < from + group.length) ||
      words.light.has(token.folded) ||
      words.titles.has(token.folded) ||
      !utterance.isOpen(at),
  )
  const chosen = trim(group, isSure, isBare || isMaybe, language)
  const last = chosen.at(-1)
  if (last === undefined) return undefined
  const isBefore = startsPhrase(tokens, last.index + 1, words.after)
  const isFirst = chosen.some(({ kind, isCommon }) => kind === 'first' && !isCommon)
  const isFamily = chosen.some(({ kind, isCommon }) => (kind === 'surname' || kind === 'patronymic') && !isCommon)
  const isCommonFirst = chosen.some(({ kind }) => kind === 'first')
  const isShape = chosen.some(({ kind }) => kind === 'shape' || kind === 'capital')
  const isPair = chosen.length > 1
  const isWhole = isBare && chosen.length === group.length
  let confidence = 0
  if (isFirst && isPair) confidence = 0.9
  else if (isFirst || (isCommonFirst && isPair)) confidence = isSure || isMaybe || isBare || isBefore ? 0.85 : 0.7
  else if (isFamily || isShape) confidence = isSure || isBefore ? 0.85 : isWhole || isMaybe ? 0.75 : isFamily ? 0.5 : 0.3
  else if (isSure) confidence = 0.7
  else if (isBefore && (isBare || isWhole)) confidence = 0.6
  else if (chosen.some(({ isCommon }) => isCommon)) confidence = isWhole ? 0.6 : 0
  else if (isWhole && chosen.length <= 3) confidence = 0.5
  if (confidence < 0.5) return undefined
  const start = chosen[0]?.index ?? from
  return {
    words: chosen,
    confidence,
    isSure,
    ...readDenial(tokens, start, words),
    isOblique: isAfterOblique(tokens, start, words),
  }
}

/** The words of a group that make the name. */
function trim(group: readonly NameWord[], isSure: boolean, isOpen: boolean, language: Language): readonly NameWord[] {
  const anchor = isSure ? 0 : findAnchor(group)
  if (anchor < 0) return isOpen && group.length <= 3 ? group : []
  let to = anchor + 1
  const isName = ({ kind }: NameWord) => kind !== 'unknown' && kind !== 'particle'
  while (to < group.length && to - anchor < MAX_WORDS) {
    const word = group[to]
    if (word === undefined) break
    const taken = group.slice(anchor, to)
    const hasFamily = taken.some(({ kind }, at) => kind === 'surname' || kind === 'shape' || (at > 0 && kind === 'unknown'))
    const hasFirst = taken.some(({ kind }) => kind === 'first')
    const isNext = word.kind === 'particle' || isName(word) || !hasFamily || (language === 'ca' && to - anchor < 3 && hasFirst)
    if (!isNext) break
    // "anna nowak anna": nobody says more than a name.
    if (taken.some(other => other.word === word.word)) {
      // "Bond, James Bond"
      if (to - anchor === 2 && taken[0]?.word === word.word) return group.slice(anchor + 1, to + 1)
      break
    }
    to += 1
  }
  let from = anchor
  while (from > 0) {
    const word = group[from - 1]
    if (word === undefined) break
    const isBare = isOpen && from === 1 && to === anchor + 1 && to === group.length
    if (!(isName(word) || word.kind === 'particle' || isBare)) break
    from -= 1
  }
  const chosen = group.slice(from, to)
  while (chosen.at(-1)?.kind === 'particle') chosen.pop()
  return chosen
}

function findAnchor(group: readonly NameWord[]): number {
  const ranks = [
    ({ kind, isCommon }: NameWord) => kind === 'first' && !isCommon,
    ({ kind, isCommon }: NameWord) => (kind === 'surname' || kind === 'patronymic') && !isCommon,
    ({ kind, isCommon }: NameWord) => kind === 'first' && isCommon,
    ({ kind }: NameWord) => kind === 'shape' || kind === 'capital',
    ({ kind }: NameWord) => kind === 'surname',
  ]
  for (const isOf of ranks) {
    const at = group.findIndex(isOf)
    if (at >= 0) return at
  }
  return -1
}

function endsPhrase(tokens: readonly Token[], at: number, phrases: readonly (readonly string[])[]): boolean {
  return phrases.some(
    phrase => phrase.length <= at && phrase.every((word, offset) => tokens[at - phrase.length + offset]?.folded === word),
  )
}

function startsPhrase(tokens: readonly Token[], at: number, phrases: readonly (readonly string[])[]): boolean {
  return phrases.some(phrase => phrase.every((word, offset) => tokens[at + offset]?.folded === word))
}

/** "nie nazywam się Kowalski", "to nie Anna"; not "nie, Anna Nowak". */
function readDenial(
  tokens: readonly Token[],
  start: number,
  words: NameWords,
): { readonly isDenied: boolean; readonly isPreferred: boolean } {
  let isPreferred = false
  for (let at = start - 1; at >= Math.max(0, start - 4); at -= 1) {
    const word = tokens[at]?.folded ?? ''
    if (words.but.has(word)) isPreferred = true
    else if (words.not.has(word)) return { isDenied: !isPreferred && isDenying(tokens, at, start, words), isPreferred }
    else if (!words.stop.has(word)) break
    if (tokens[at]?.isAfterPause === true) break
  }
  return { isDenied: false, isPreferred }
}

/** At the beginning "nie" and "no" may be the answer: they deny only what they govern, "nie nazywam się". */
function isDenying(tokens: readonly Token[], at: number, start: number, { negatable }: NameWords): boolean {
  if (tokens[at + 1]?.isAfterPause === true) return false
  return at > 0 || negatable.size === 0 || tokens.slice(at + 1, start).some(({ folded }) => negatable.has(folded))
}

function isAfterOblique(tokens: readonly Token[], start: number, words: NameWords): boolean {
  for (let at = start - 1; at >= Math.max(0, start - 2); at -= 1) {
    const word = tokens[at]?.folded ?? ''
    if (words.oblique.has(word)) return true
    if (!words.titles.has(word)) return false
  }
  return false
}

/** "Nowak, Anna": a first name and a surname that a pause parts are one name; "Nowak, Anna Nowak" is said twice. */
function joinRuns(runs: readonly Run[], { tokens, language, words: { stop } }: Utterance): Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const before = joined.at(-1)
    const last = before?.words.at(-1)
    const next = run.words[0]
    const isNear =
      last !== undefined &&
      next !== undefined &&
      // "first name Grace, last name Jones"
      (next.index - last.index === 1 ||
        (run.isSure &&
          before?.isSure === true &&
          tokens.slice(last.index + 1, next.index).every(({ folded }) => stop.has(folded))))
    const isPair =
      before !== undefined && isNear && isFirst(before) !== isFirst(run) && before.words.length + run.words.length <= 4
    const isTwice = before !== undefined && before.words.every(({ word }) => run.words.some(other => other.word === word))
    if (isTwice && !before.isDenied) joined[joined.length - 1] = run
    else if (isPair && !before.isDenied && !run.isDenied)
      joined[joined.length - 1] = {
        ...before,
        words: [...before.words, ...run.words],
        confidence: Math.max(before.confidence, run.confidence),
      }
    else joined.push(run)
  }
  return joined

  function isFirst({ words }: Run): boolean {
    return words.some(({ kind, isCommon }) => kind === 'first' && (!isCommon || language === 'en'))
  }
}

function chooseRun(runs: readonly Run[], { tokens, words }: Utterance): Run | undefined {
  const standing = runs.filter(({ isDenied }) => !isDenied)
  const preferred = standing.filter(({ isPreferred }) => isPreferred)
  // "Nowak, not Nowicki": what stands alone after the denial is the other one.
  const candidates =
    preferred.length > 0 ? preferred : standing.filter(run => standing.length === 1 || !isRightAfterNot(run, tokens, words))
  const best = candidates.reduce<Run | undefined>(
    (kept, run) => (kept === undefined || run.confidence > kept.confidence ? run : kept),
    undefined,
  )
  return best ?? standing[0] ?? runs[0]
}

function isRightAfterNot(run: Run, tokens: readonly Token[], words: NameWords): boolean {
  const start = run.words[0]?.index ?? 0
  return start > 0 && words.not.has(tokens[start - 1]?.folded ?? '') && tokens[start]?.isAfterPause !== true
}

/** What was spelled is how the name is written: it stands for the word that it spells, or after the first name. */
function addSpelled(plain: FoundName | undefined, runs: readonly Spelled[], language: Language): FoundName | undefined {
  const parts = runs.flatMap(({ parts }) => parts).flatMap(part => splitWhole(part, language))
  const from = Math.min(plain?.from ?? Number.POSITIVE_INFINITY, ...runs.map(run => run.from))
  const to = Math.max(plain?.to ?? 0, ...runs.map(run => run.to))
  const names = plain === undefined || plain.isDenied ? [] : plain.name.split(' ')
  for (const part of parts) {
    const at = names.findIndex(name => measureSoundLikeness(keepWord(name), part) > 0.5)
    if (at >= 0) names[at] = titleCase(part)
    else names.push(titleCase(part))
  }
  return names.length === 0 ? plain : { name: names.join(' '), from, to, confidence: 0.8, isDenied: false }
}

/** "annanowak", spelled in one breath. */
function splitWhole(letters: string, language: Language): string[] {
  const index = getNameIndex(language)
  if (letters.length < 7 || index.findFirst(letters).length > 0 || index.findSurname(letters).length > 0) return [letters]
  for (let at = letters.length - 3; at >= 3; at -= 1) {
    const first = index.findFirst(letters.slice(0, at))
    if (first.some(({ isNominative, shown }) => isNominative && shown.length > 3) && letters.length - at >= 4)
      return [letters.slice(0, at), letters.slice(at)]
  }
  return [letters]
}
