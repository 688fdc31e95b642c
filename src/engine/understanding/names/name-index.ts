import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord } from '../tokens.ts'
import { CATALAN_NAMES } from './data/ca.ts'
import { ENGLISH_NAMES } from './data/en.ts'
import { POLISH_NAMES } from './data/pl.ts'
import { RUSSIAN_NAMES } from './data/ru.ts'
import { UKRAINIAN_NAMES } from './data/uk.ts'
import { declineName, feminise } from './declension/index.ts'
import type { Gender, NameData } from './name-data.ts'
import { readSounds } from './phonemes.ts'

/** What a word is known as. */
export interface KnownName {
  /** The nominative as it is written. */
  readonly shown: string
  /** The name that it is a form of, in lower case; short forms and spellings share it. Surnames stand in the masculine. */
  readonly of: string
  readonly gender?: Gender
  readonly isNominative: boolean
}
/** The common names of a language in all their forms. */
export interface NameIndex {
  /** What first names a word can be; nominatives come first. `word` in lower case, marks kept; it may lack them. */
  findFirst(word: string): readonly KnownName[]
  findSurname(word: string): readonly KnownName[]
  /** Nominatives that sound so; for names written in the other script. */
  findBySounds(sounds: string): readonly KnownName[]
}

const DATA: Readonly<Record<Language, NameData>> = {
  pl: POLISH_NAMES,
  ru: RUSSIAN_NAMES,
  uk: UKRAINIAN_NAMES,
  ca: CATALAN_NAMES,
  en: ENGLISH_NAMES,
}
const NOBODY: readonly KnownName[] = []
const indexes = new Map<Language, NameIndex>()

/** The index of a language; made when it is first asked for. */
export function getNameIndex(language: Language): NameIndex {
  const known = indexes.get(language)
  if (known !== undefined) return known
  const index = makeIndex(DATA[language], language)
  indexes.set(language, index)
  return index
}

/** Lower case, compatibility forms and apostrophes made one, ё as е: as tokens are kept. */
export function keepWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/[’ʼ`]/g, "'").replaceAll('ё', 'е')
}

function makeIndex(data: NameData, language: Language): NameIndex {
  const firsts = new Map<string, KnownName[]>()
  const surnames = new Map<string, KnownName[]>()
  const genders: readonly (readonly [Gender, string])[] = [
    ['female', data.female],
    ['male', data.male],
  ]
  const names = genders.flatMap(([gender, text]) =>
    text.split('|').flatMap(entry => {
      const [first = '', ...short] = entry.split(' ')
      return [first, ...short].map(shown => ({ shown, of: `${gender.charAt(0)}:${keepWord(first)}`, gender }))
    }),
  )
  const families = data.surnames.split(' ').flatMap((shown): Omit<KnownName, 'isNominative'>[] => {
    const of = keepWord(shown)
    const female = feminise(shown, language)
    return female === shown
      ? [{ shown, of }]
      : [
          { shown, of, gender: 'male' },
          { shown: female, of, gender: 'female' },
        ]
  })
  for (const name of names) put(firsts, keepWord(name.shown), { ...name, isNominative: true })
  for (const name of families) put(surnames, keepWord(name.shown), { ...name, isNominative: true })
  for (const name of names)
    for (const form of declineName(keepWord(name.shown), language, name.gender, 'first'))
      put(firsts, form, { ...name, isNominative: false })
  for (const name of families)
    for (const gender of name.gender === undefined ? (['male', 'female'] as const) : [name.gender])
      for (const form of declineName(keepWord(name.shown), language, gender, 'surname'))
        put(surnames, form, { ...name, gender, isNominative: false })
  let bySounds: ReadonlyMap<string, readonly KnownName[]> | undefined
  const foldedFirsts = foldKeys(firsts)
  const foldedSurnames = foldKeys(surnames)
  return {
    findFirst: word => firsts.get(word) ?? foldedFirsts.get(foldWord(word)) ?? NOBODY,
    findSurname: word => surnames.get(word) ?? foldedSurnames.get(foldWord(word)) ?? NOBODY,
    findBySounds: sounds => (bySounds ??= indexSounds([...names, ...families], language)).get(sounds) ?? NOBODY,
  }
}

function indexSounds(
  names: readonly Omit<KnownName, 'isNominative'>[],
  language: Language,
): ReadonlyMap<string, readonly KnownName[]> {
  const found = new Map<string, KnownName[]>()
  const reading = language === 'ru' || language === 'uk' ? 'cyrillic' : language
  for (const name of names) put(found, readSounds(keepWord(name.shown), reading), { ...name, isNominative: true })
  return found
}

function put(names: Map<string, KnownName[]>, form: string, name: KnownName): void {
  const known = names.get(form)
  if (known === undefined) names.set(form, [name])
  else if (!known.some(other => other.of === name.of && other.isNominative === name.isNominative)) known.push(name)
}

function foldKeys(names: ReadonlyMap<string, readonly KnownName[]>): ReadonlyMap<string, readonly KnownName[]> {
  const folded = new Map<string, KnownName[]>()
  for (const [form, known] of names) {
    const plain = foldWord(form)
    const all = folded.get(plain)
    if (all === undefined) folded.set(plain, [...known])
    else all.push(...known.filter(name => !all.some(other => other.of === name.of)))
  }
  return folded
}
