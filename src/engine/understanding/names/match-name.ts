import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord, MAX_TEXT, splitWords, type Token } from '../tokens.ts'
import { PATRONYMIC, prepareExpected, type ExpectedName } from './expected-name.ts'
import { matchWord, prepareSaid, type SaidWord, type WordMatch } from './match-word.ts'
import { getNameIndex, keepWord } from './name-index.ts'
import { measureDistance, measureSoundLikeness } from './phonemes.ts'
import { listSpelled } from './read-spelled.ts'
import { getNameWords } from './words/name-words.ts'

/** A first name or a surname alone fits, but many people have it. */
const FIRST_ALONE = 0.8
/** "Иван Абрамович" may be a patronymic, or another man's surname. */
const MALE_PATRONYMIC = 0.7
/** The likeness of a surname alone. */
export const LAST_ALONE = 0.85
const LONGEST = 24
/** Parts of one name that are less alike are two. */
const SURELY_ALIKE = 0.7
/** What is left where first name and surname fit, but a second first name, surname or patronymic is another. */
const OTHER_PART = 0.7

/**
 * How surely the words name the expected person, 0..1: 0.8 and more is the same person, under 0.6 somebody else. Declined, shortened, spelled, misheard,
 * reordered and transliterated names are known; of several words the least alike decides. `language` is the call's.
 */
export function matchName(said: string, expected: PersonValue | string, language: Language): number {
  return matchTokens(splitWords(said.slice(0, MAX_TEXT)), expected, language)
}

/** As `matchName`, of words already split. */
export function matchTokens(tokens: readonly Token[], expected: PersonValue | string, language: Language): number {
  const name = prepareExpected(expected, language)
  if (name.words.length === 0 || tokens.length === 0) return 0
  const { words, spelled, isOblique } = listSaid(tokens, name, language)
  // "Ewa m a c i a s": the letters belong to the name as the words do.
  const chopped = matchChopped(tokens, name)
  if (spelled.length > 0) return Math.max(chopped, matchSpelled(words, spelled, name, isOblique))
  if (chopped > 0) return Math.max(chopped, matchWords(words, name, isOblique))
  return words.length === 0 ? 0 : matchWords(words, name, isOblique)
}

function listSaid(tokens: readonly Token[], name: ExpectedName, language: Language) {
  const { stop, titles, particles, spelling, oblique } = getNameWords(language)
  const runs = listSpelled(tokens, language)
  const words: SaidWord[] = []
  let isOblique = false
  for (const [at, token] of tokens.entries()) {
    if (words.length >= LONGEST) break
    if (runs.some(run => run.from <= at && at < run.to)) continue
    const word = language === 'ca' ? keepWord(token.kept.replace(/^[ldn]'/, '')) : token.kept.replace(/'s$/, '')
    const folded = word === token.kept ? token.folded : foldWord(word)
    // "для" or a patronymic in its case tells that the name is no nominative.
    isOblique ||= oblique.has(folded) || /(?:вича|вичу|вичем|вны|вне|вну|вной|вні)$/.test(word)
    const isExpected = name.words.some(expected => expected.word === word || foldWord(expected.word) === folded)
    const isWord = word.length < 2 || stop.has(folded) || titles.has(folded) || particles.has(folded) || spelling.has(folded)
    if (!isExpected && isWord && !isNameHere(tokens, at, word, language)) continue
    words.push(prepareSaid(word))
  }
  return { words, isOblique, spelled: runs.map(({ parts }) => parts) }
}

/** "Will Smith", "Anna May", "Jan Kot": a common word that is a name beside the other half of one. */
function isNameHere(tokens: readonly Token[], at: number, word: string, language: Language): boolean {
  const index = getNameIndex(language)
  const { stop, light, after } = getNameWords(language)
  const isWord = (place: number) => tokens[place] === undefined || stop.has(tokens[place].folded)
  const isName = (known: readonly { readonly isNominative: boolean }[]) => known.some(({ isNominative }) => isNominative)
  const before = tokens[at - 1]?.folded ?? ''
  if (!isWord(at + 1) && tokens[at + 1]?.isAfterPause === false)
    return (at === 0 || light.has(before)) && isName(index.findFirst(word))
  if (isWord(at - 1) || tokens[at]?.isAfterPause === true) return false
  const isEnd =
    tokens[at + 1]?.isAfterPause !== false ||
    after.some(phrase => phrase.every((part, offset) => tokens[at + 1 + offset]?.folded === part))
  return isEnd && (isName(index.findSurname(word)) || isName(index.findFirst(word)))
}

function matchWords(said: readonly SaidWord[], { words, language }: ExpectedName, isOblique: boolean): number {
  const used = new Set<SaidWord>()
  const rows = words
    .map(expected => ({ expected, matches: said.map(word => ({ word, match: matchWord(word, expected, language) })) }))
    .map(({ expected, matches }) => ({
      expected,
      matches: matches.sort((one, other) => other.match.likeness - one.match.likeness),
    }))
    .sort((one, other) => (other.matches[0]?.match.likeness ?? 0) - (one.matches[0]?.match.likeness ?? 0))
  const found: { readonly role: string; readonly match: WordMatch | undefined }[] = []
  for (const { expected, matches } of rows) {
    const best = matches.find(({ word }) => !used.has(word))
    // What fits nothing is left for who asks what else was said.
    const isFit = best !== undefined && best.match.likeness >= 0.5
    if (isFit) used.add(best.word)
    found.push({ role: expected.role, match: isFit ? best.match : undefined })
  }
  const rest = said.filter(word => !used.has(word))
  const likeness = combine(found, rest, isOblique, language)
  const joined =
    rest.length > 0 || said.length > words.length
      ? matchJoined(
          said,
          words.map(({ word }) => word),
          language,
        )
      : 0
  return Math.max(likeness, joined)
}

function combine(
  found: readonly { readonly role: string; readonly match: WordMatch | undefined }[],
  rest: readonly SaidWord[],
  isOblique: boolean,
  language: Language,
): number {
  const first = bestOf(found, 'first')
  const last = bestOf(found, 'last')
  const hasFirst = found.some(({ role }) => role === 'first')
  const hasLast = found.some(({ role }) => role === 'last')
  const isKnownOther = rest.some(word => isKnownFirst(word, language))
  const isOtherPart = hasOtherPart(found, [first, last], rest, language)
  if (first !== undefined && last !== undefined) {
    // The surname shows the case in which "Александра" stands.
    const one = first.isAmbiguous && (isOblique || (last.isOblique && !last.isAmbiguous)) ? 0.95 : first.likeness
    const other = last.isAmbiguous && (isOblique || (first.isOblique && !first.isAmbiguous)) ? 0.95 : last.likeness
    const missing = found.filter(({ match }) => match === undefined).length
    const whole = isOtherPart ? OTHER_PART : 1
    return Math.max(
      0,
      whole * (0.85 * Math.min(one, other) + 0.15 * Math.max(one, other) - 0.03 * missing - (rest.length > 0 ? 0.03 : 0)),
    )
  }
  const only = first ?? last
  if (only === undefined) return 0
  if (isOtherPart && found.some(({ role, match }) => role === 'patronymic' && match !== undefined))
    return only.likeness * OTHER_PART
  const isDoubtful = (only.isAmbiguous && !isOblique) || (only.isOtherGender && hasFirst)
  const other = isDoubtful ? (only.isAmbiguous ? 0.5 : 0.7) : Math.max(only.likeness, only.isAmbiguous ? 0.95 : 0)
  if (!hasFirst || !hasLast) return rest.length > 0 ? other * (isKnownOther ? 0.7 : 0.95) : other
  // "Анна Ивановна": with her patronymic she says no more than with her first name.
  const [title, ...more] = rest
  if (title !== undefined && more.length === 0 && first !== undefined && PATRONYMIC.test(title.word))
    return (other >= 0.92 ? 1 : other) * (title.word.endsWith('а') ? FIRST_ALONE : MALE_PATRONYMIC)
  // Half of the name fits, and something else stands where the other half should.
  if (rest.length > 0) return other * 0.5
  // Short and declined forms of half a name are as good as the half itself.
  return (other >= 0.92 ? 1 : other) * (first === undefined ? LAST_ALONE : FIRST_ALONE)
}

function bestOf(
  found: readonly { readonly role: string; readonly match: WordMatch | undefined }[],
  role: string,
): WordMatch | undefined {
  let best: WordMatch | undefined
  for (const { role: of, match } of found)
    if (of === role && match !== undefined && (best === undefined || match.likeness > best.likeness)) best = match
  return best
}

/** "Maria Teresa Font" for Maria Dolors, "Иван Сергеевич" for Иван Петрович: beside what fits another name stands where one is missing. */
function hasOtherPart(
  found: readonly { readonly role: string; readonly match: WordMatch | undefined }[],
  best: readonly (WordMatch | undefined)[],
  rest: readonly SaidWord[],
  language: Language,
): boolean {
  return found.some(({ role, match }) =>
    match === undefined
      ? rest.some(word => isOfRole(word, role, language))
      : !best.includes(match) && match.likeness < SURELY_ALIKE && !match.isAmbiguous,
  )
}

/** Whether a word is surely a name in this place of a whole name. */
function isOfRole(said: SaidWord, role: string, language: Language): boolean {
  if (role === 'first') return isKnownFirst(said, language)
  if (role === 'patronymic') return PATRONYMIC.test(said.word)
  return (said.surnames ??= getNameIndex(language).findSurname(said.word)).length > 0
}

function isKnownFirst(said: SaidWord, language: Language): boolean {
  said.firsts ??= getNameIndex(language).findFirst(said.word)
  return said.firsts.length > 0
}

/** "Michałku Gel": recognisers cut names in other places. Not where a word is a name of its own. */
function matchJoined(said: readonly SaidWord[], expected: readonly string[], language: Language): number {
  if (said.length > 6 || expected.length < 2 || said.some(word => isKnownFirst(word, language))) return 0
  const heard = said.map(({ folded }) => folded).join('')
  const known = foldWord(expected.join(''))
  const likeness = measureSoundLikeness(heard, known)
  return likeness > 0.85 ? likeness * 0.95 : 0
}

/** Letters for the whole name, for one half of it, or for each half; the words beside them speak for the other half. */
function matchSpelled(
  words: readonly SaidWord[],
  runs: readonly (readonly string[])[],
  name: ExpectedName,
  isOblique: boolean,
): number {
  const parts = runs.flat().map(part => prepareSaid(keepWord(part), true))
  const apart = matchWords([...parts, ...words.filter(word => !parts.some(part => isSpellingOf(part, word)))], name, isOblique)
  return Math.max(apart, matchLetters(foldWord(keepWord(runs.flat().join(''))), name))
}

/** "d e n is a k h t AR": recognisers make words of spelled letters; those are put together again. */
function matchChopped(tokens: readonly Token[], name: ExpectedName): number {
  const short = tokens.filter(({ kept }) => kept.length <= 2)
  if (
    tokens.length < 3 ||
    tokens.length > 40 ||
    short.length < tokens.length * 0.6 ||
    !tokens.some(({ kept }) => kept.length === 1)
  )
    return 0
  const { space, spelling } = getNameWords(name.language)
  const letters = tokens.filter(({ folded }) => !space.has(folded) && !spelling.has(folded)).map(({ folded }) => folded)
  return matchLetters(letters.join(''), name)
}

/** Letters of the whole name, in either order, or of one half of it. */
function matchLetters(letters: string, { words }: ExpectedName): number {
  const known = words.map(({ word }) => foldWord(word))
  const whole = [known.join(''), ...(known.length === 2 ? [`${known[1]}${known[0]}`] : [])]
  let best = 0
  for (const name of whole) best = Math.max(best, 1 - measureDistance(letters, name) / Math.max(8, name.length, letters.length))
  for (const [at, name] of known.entries()) {
    const likeness = measureSoundLikeness(letters, name)
    const alone = known.length === 1 ? 1 : words[at]?.role === 'last' ? LAST_ALONE : FIRST_ALONE
    best = Math.max(best, (likeness >= 0.92 ? 1 : likeness) * alone)
  }
  return best
}

/** Whether the letters repeat a word that was said before them. */
function isSpellingOf(part: SaidWord, word: SaidWord): boolean {
  return measureSoundLikeness(part.folded, word.folded) > 0.6
}
