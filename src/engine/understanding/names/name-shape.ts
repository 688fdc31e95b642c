import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord, type Token } from '../tokens.ts'
import { looksLikeSurname, restoreSurname } from './declension/index.ts'
import type { Gender } from './name-data.ts'
import { getNameIndex, keepWord, type KnownName } from './name-index.ts'
import { getNameWords } from './words/name-words.ts'

/** What a word of an utterance is, as far as names go. */
export interface NameWord {
  readonly index: number
  readonly token: Token
  /** In lower case, without an article that leans on it ("l'Anna") and a final 's. */
  readonly word: string
  readonly raw: string
  readonly kind: 'first' | 'surname' | 'shape' | 'patronymic' | 'capital' | 'particle' | 'unknown'
  readonly firsts: readonly KnownName[]
  readonly surnames: readonly KnownName[]
  /** Also a common word: no proof of a name. */
  readonly isCommon: boolean
}

const PATRONYMIC =
  /.{2}(?:[оеё]вич|ьич|[оеё]вна|ична|[іїй]вна|йович)(?:а|у|ем|ем|еві|е|ы|и|ой)?$|.{2}(?:[оеё]вн|ичн|[іїй]вн)(?:ы|и|е|і|у|ой|ою)$/

/** Looks a word up as a name. */
export function lookUpName(token: Token, index: number, language: Language): NameWord {
  const names = getNameIndex(language)
  const { common, particles } = getNameWords(language)
  const cut = language === 'ca' && /^[ldn]'./.test(token.kept) ? 2 : 0
  const end = /'s?$/.test(token.kept) ? token.kept.lastIndexOf("'") : token.kept.length
  const isWhole = cut === 0 && end === token.kept.length
  const word = isWhole ? token.kept : keepWord(token.kept.slice(cut, end))
  const raw = isWhole ? token.raw : token.raw.slice(cut, end)
  const folded = isWhole ? token.folded : foldWord(word)
  const firsts = names.findFirst(word)
  const surnames = names.findSurname(word)
  const isCyrillic = language === 'ru' || language === 'uk'
  let kind: NameWord['kind'] = 'unknown'
  if (particles.has(folded)) kind = 'particle'
  else if (firsts.length > 0) kind = 'first'
  else if (surnames.length > 0) kind = 'surname'
  else if (isCyrillic && PATRONYMIC.test(word)) kind = 'patronymic'
  else if (looksLikeSurname(word, language)) kind = 'shape'
  else if (index > 0 && !token.isAfterPause && isCapital(raw)) kind = 'capital'
  return { index, token, word, raw, kind, firsts, surnames, isCommon: common.has(folded) }
}

function isCapital(raw: string): boolean {
  const first = raw.charAt(0)
  return first !== first.toLowerCase() && raw.length > 1
}

/** The words of a name in the nominative where that is certain, else as they were said; capitals at the beginning. */
export function writeName(words: readonly NameWord[], text: string, language: Language, isOblique: boolean): string {
  let gender: Gender | undefined
  let isDeclined = false
  let hasFirst = false
  for (const { firsts, kind } of words) {
    if (kind !== 'first' || hasFirst) continue
    hasFirst = true
    const name = chooseFirst(firsts, isOblique, words, language)
    gender = name?.gender
    isDeclined = name?.isNominative === false
  }
  return words
    .map((word, at) => {
      const before = words[at - 1]
      const isHyphenated = before !== undefined && /^\s?-\s?$/.test(text.slice(before.token.end, word.token.start))
      const separator = at === 0 ? '' : isHyphenated ? '-' : ' '
      return separator + writeWord(word, words, { gender, isDeclined, hasFirst, isOblique, language })
    })
    .join('')
}

interface Case {
  readonly gender: Gender | undefined
  readonly isDeclined: boolean
  readonly hasFirst: boolean
  readonly isOblique: boolean
  readonly language: Language
}

function writeWord(
  word: NameWord,
  words: readonly NameWord[],
  { gender, isDeclined, hasFirst, isOblique, language }: Case,
): string {
  if (word.kind === 'particle') return word.token.raw
  if (word.kind === 'first') {
    const name = chooseFirst(word.firsts, isOblique || isDeclined, words, language)
    return name === undefined || name.isNominative ? titleCase(word.raw) : name.shown
  }
  if (word.kind === 'patronymic') return titleCase(restorePatronymic(word.word, word.raw))
  if (hasFirst && !isDeclined) return titleCase(word.raw)
  const fits = word.surnames.filter(name => gender === undefined || name.gender === undefined || name.gender === gender)
  const known = isDeclined ? (fits.find(({ isNominative }) => !isNominative) ?? fits[0]) : chooseSurname(fits, isOblique)
  if (known !== undefined) return known.isNominative ? titleCase(word.raw) : known.shown
  const restored = restoreSurname(word.word, language, isDeclined ? gender : undefined)
  return titleCase(restored ?? word.raw)
}

function chooseSurname(names: readonly KnownName[], isOblique: boolean): KnownName | undefined {
  return names.find(({ isNominative }) => isNominative !== isOblique) ?? names[0]
}

/** "Александра" is a woman, unless the words beside it say that it is an oblique form. */
function chooseFirst(
  names: readonly KnownName[],
  isOblique: boolean,
  words: readonly NameWord[],
  language: Language,
): KnownName | undefined {
  const nominative = names.find(({ isNominative }) => isNominative)
  if (nominative !== undefined && !isOblique) return nominative
  const oblique = names.filter(({ isNominative }) => !isNominative)
  if (oblique.length === 0) return nominative
  // "Евгении Ивановой": the surname tells whose form it is.
  return (
    oblique.find(({ gender }) =>
      words.some(
        ({ kind, word, surnames }) =>
          (kind === 'surname' && surnames.some(name => name.gender === gender && !name.isNominative)) ||
          (kind === 'shape' &&
            gender !== undefined &&
            restoreSurname(word, language, undefined) !== undefined &&
            isOf(word, gender)),
      ),
    ) ?? oblique[0]
  )
}

function isOf(word: string, gender: Gender): boolean {
  return /(?:ej|ą|ой|ую|ої|ій|ою)$/.test(word) === (gender === 'female')
}

function restorePatronymic(word: string, raw: string): string {
  const male = /^(.*ич)(?:а|у|ем|еві|е|ові)$/.exec(word)
  if (male?.[1] !== undefined) return male[1]
  const female = /^(.*[чв]н)(?:ы|и|е|і|у|ой|ою)$/.exec(word)
  return female?.[1] === undefined ? raw : `${female[1]}а`
}

/** Capital first, after "O'" and "d'" as well; what is written with capitals stays. */
export function titleCase(word: string): string {
  const first = word.slice(0, 1).toUpperCase() + word.slice(1)
  return /^[OoDd]['’]./.test(first) ? first.slice(0, 2) + first.slice(2, 3).toUpperCase() + first.slice(3) : first
}
