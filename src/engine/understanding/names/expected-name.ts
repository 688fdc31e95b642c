import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { declineName, feminise } from './declension/index.ts'
import type { Gender } from './name-data.ts'
import { getNameIndex, keepWord, type KnownName } from './name-index.ts'
import { isCyrillic, readSounds, type Reading } from './phonemes.ts'
import { getNameWords } from './words/name-words.ts'

/** One form of an expected name, in lower case. */
export interface ExpectedForm {
  readonly word: string
  readonly kind: 'nominative' | 'oblique' | 'other_gender'
  sounds?: Readonly<Partial<Record<Reading, string>>>
}
/** A word of an expected name with all that is known of it. */
export interface ExpectedWord {
  readonly word: string
  readonly role: 'first' | 'last' | 'patronymic'
  readonly known: readonly KnownName[]
  readonly forms: readonly ExpectedForm[]
}
/** A name as it stands in the clinic's register, made ready for comparing. */
export interface ExpectedName {
  readonly words: readonly ExpectedWord[]
  readonly language: Language
}

/** A patronymic as Russian and Ukrainian have it. Those of men are surnames of others as well. */
export const PATRONYMIC = /(?:вна|ична|инична|вич|ич|iвна|івна|ївна|йович|ович)$/
/** How Latin letters are read in calls of a language; names of foreigners are transliterated the English way. */
const LATIN: Readonly<Record<Language, readonly Reading[]>> = {
  pl: ['pl', 'en'],
  ru: ['en', 'pl'],
  uk: ['en', 'pl'],
  ca: ['ca', 'en'],
  en: ['en', 'pl'],
}

/** In which ways a word may be read aloud in a call of a language. */
export function listReadings(word: string, language: Language): readonly Reading[] {
  return isCyrillic(word) ? ['cyrillic'] : LATIN[language]
}

// Within a call the same person is expected again and again; nobody else's name is kept.
let last: { readonly key: string; readonly name: ExpectedName } | undefined

/** Takes an expected name apart: who is who in it, and all the forms in which it may be said. */
export function prepareExpected(expected: PersonValue | string, language: Language): ExpectedName {
  const person = typeof expected === 'string' ? { name: expected } : expected
  const key = `${language}|${person.gender ?? ''}|${person.first ?? ''}|${person.name}`
  if (last?.key === key) return last.name
  const name = { words: prepareWords(person, language), language }
  last = { key, name }
  return name
}

function prepareWords(person: PersonValue, language: Language): ExpectedWord[] {
  const { particles } = getNameWords(language)
  const index = getNameIndex(language)
  const words = splitName(person.name).filter((word, at) => at === 0 || !particles.has(word))
  const first = person.first === undefined ? undefined : new Set(splitName(person.first))
  const isFirst = (word: string) => index.findFirst(word).length > 0
  // A register that writes the surname first shows by its second word.
  const isReversed =
    words.length > 1 && !isFirst(words[0] ?? '') && words.slice(1).some(isFirst) && first?.has(words[0] ?? '') !== true
  let isInSurname = isReversed
  return words.map((word, at) => {
    let role: ExpectedWord['role'] = 'last'
    if (isReversed) role = at > 0 && isFirst(word) ? 'first' : 'last'
    else if (at === 0 && words.length > 1) role = 'first'
    else if (!isInSurname && at < words.length - 1 && isFirst(word)) role = 'first'
    if (role === 'last' && words.length > 2 && isCyrillic(word) && PATRONYMIC.test(word) && at > 0) role = 'patronymic'
    if (role === 'last') isInSurname = true
    return prepareWord(word, role, words.length === 1, person.gender, language)
  })
}

function prepareWord(
  written: string,
  role: ExpectedWord['role'],
  isAlone: boolean,
  gender: Gender | undefined,
  language: Language,
): ExpectedWord {
  const index = getNameIndex(language)
  // A Latin name in the register of a call in Russian is declined as Russians would write it.
  const word = (language === 'ru' || language === 'uk') && !isCyrillic(written) ? writeCyrillic(written, language) : written
  const firsts = role === 'last' && !isAlone ? [] : index.findFirst(word)
  const surnames = role === 'last' ? index.findSurname(word) : []
  const listed = [...firsts, ...surnames].filter(({ isNominative }) => isNominative)
  const isForeign = isCyrillic(written) !== (language === 'ru' || language === 'uk')
  const known =
    listed.length > 0 || !isForeign
      ? listed
      : listReadings(written, language).flatMap(reading => index.findBySounds(readSounds(written, reading)))
  const forms: ExpectedForm[] = [{ word: written, kind: 'nominative' }]
  if (word !== written) forms.push({ word, kind: 'nominative' })
  const kind = role === 'last' ? 'surname' : 'first'
  const knownGender = gender ?? (role === 'first' ? known[0]?.gender : undefined)
  const genders: readonly Gender[] = knownGender === undefined ? ['female', 'male'] : [knownGender]
  for (const each of genders)
    for (const form of declineName(word, language, each, kind))
      if (!forms.some(other => other.word === form)) forms.push({ word: form, kind: 'oblique' })
  if (role === 'last') {
    const female = feminise(word, language)
    if (female !== word) addOther(forms, female, 'female', language)
    const male = masculinise(word, language)
    if (male !== undefined) addOther(forms, male, 'male', language)
  }
  return { word: written, role, known, forms }
}

function addOther(forms: ExpectedForm[], word: string, gender: Gender, language: Language): void {
  for (const form of [word, ...declineName(word, language, gender, 'surname')])
    if (!forms.some(other => other.word === form && other.kind === 'nominative')) forms.push({ word: form, kind: 'other_gender' })
}

function masculinise(surname: string, language: Language): string | undefined {
  if (language === 'pl') return /(?:[sc]k|dzk)a$/.test(surname) ? `${surname.slice(0, -1)}i` : undefined
  if (language === 'ru')
    return /(?:ов|ев|ин|ын)а$/.test(surname)
      ? surname.slice(0, -1)
      : /(?:ск|цк)ая$/.test(surname)
        ? `${surname.slice(0, -2)}ий`
        : undefined
  if (language === 'uk')
    return /(?:ов|ев|єв|ін|ин)а$/.test(surname)
      ? surname.slice(0, -1)
      : /(?:ськ|цьк|зьк)а$/.test(surname)
        ? `${surname.slice(0, -1)}ий`
        : undefined
  return undefined
}

const LETTERS: Readonly<Record<string, string>> = {
  a: 'а', b: 'б', v: 'в', g: 'г', d: 'д', e: 'е', Z: 'ж', z: 'з', i: 'и', j: 'й', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', t: 'т', u: 'у', f: 'ф', h: 'х', c: 'ц', C: 'ч', S: 'ш', J: 'дж',
} // biome-ignore format: a table

function writeCyrillic(word: string, language: Language): string {
  const reading: Reading = /sh|zh|kh|ch$|^y|ya|yu|iy$|ts/.test(word) && !/[sc]z|rz|[ąćęłńóśźż]/.test(word) ? 'en' : 'pl'
  const sounds = readSounds(word, reading)
  const isUkrainian = language === 'uk'
  return [...sounds]
    .map(sound => LETTERS[sound] ?? '')
    .join('')
    .replaceAll('йа', 'я')
    .replaceAll('йу', 'ю')
    .replaceAll('йе', isUkrainian ? 'є' : 'е')
    .replaceAll('йо', isUkrainian ? 'йо' : 'е')
    .replace(/([сцз]к)и$/, isUkrainian ? '$1ий' : '$1ий')
    .replace(/ск(ий|а)$/, isUkrainian ? 'ськ$1' : 'ск$1')
    .replace(/цк(ий|а)$/, isUkrainian ? 'цьк$1' : 'цк$1')
    .replace(/([сц]к)а$/, isUkrainian ? '$1а' : '$1ая')
    .replace(/(?<=[бвгджзклмнпрстфхцчш])я$/, isUkrainian ? 'ія' : 'ия')
}

/** The words of a name in lower case. */
function splitName(name: string): string[] {
  return keepWord(name.slice(0, 200))
    .split(/[^\p{L}\p{M}'·]+/u)
    .filter(word => word !== '')
}

/** How a form sounds, in each way of reading that a call of the language has for it. */
export function soundForm(form: ExpectedForm, language: Language): Readonly<Partial<Record<Reading, string>>> {
  form.sounds ??= Object.fromEntries(listReadings(form.word, language).map(reading => [reading, readSounds(form.word, reading)]))
  return form.sounds
}
