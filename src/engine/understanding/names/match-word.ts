import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord } from '../tokens.ts'
import { listReadings, soundForm, type ExpectedForm, type ExpectedWord } from './expected-name.ts'
import { getNameIndex, keepWord, type KnownName } from './name-index.ts'
import { measureSoundLikeness, readSounds, type Reading } from './phonemes.ts'

/** A word that was said, in lower case, with its sounds once they were needed. */
export interface SaidWord {
  readonly word: string
  readonly folded: string
  /** It was spelled, letter by letter. */
  readonly isSpelled: boolean
  firsts?: readonly KnownName[]
  surnames?: readonly KnownName[]
  sounds?: Readonly<Partial<Record<Reading, string>>>
}
/** How well a said word fits an expected one. */
export interface WordMatch {
  readonly likeness: number
  readonly isOblique: boolean
  /** It may as well be the nominative of another person's name: "Александра" for Александр. */
  readonly isAmbiguous: boolean
  /** The surname in the form of the other gender. */
  readonly isOtherGender: boolean
}

/** Names of other people stay below this, however alike they sound. */
const OTHER_NAME = 0.5
/** Neither surely the same name nor surely another. */
const MAYBE_OTHER = 0.72
/** Surnames this much alike are mistaken for each other by recognisers: it is asked again. */
const NEAR = 0.8
const PLAIN = { isOblique: false, isAmbiguous: false, isOtherGender: false }

/** Makes a said word ready for comparing. */
export function prepareSaid(word: string, isSpelled = false): SaidWord {
  return { word, folded: foldWord(word), isSpelled }
}

/** Compares one said word with one expected word. */
export function matchWord(said: SaidWord, expected: ExpectedWord, language: Language): WordMatch {
  if (said.word === expected.word) return { ...PLAIN, likeness: 1 }
  const heard = listKnown(said, expected, language)
  // "Júlia" is not "Julià", but recognisers write either without its mark.
  if (said.folded === foldWord(expected.word)) return { ...PLAIN, likeness: isAnother(said, heard, expected) ? MAYBE_OTHER : 1 }
  const isOther = heard.some(name => name.isNominative && !expected.known.some(known => known.of === name.of))
  const form = findForm(said, expected.forms)
  if (form !== undefined) {
    const isOtherGender = form.kind === 'other_gender'
    const isOblique = form.kind === 'oblique'
    // "Иванова" is Иванов's, or a woman.
    const isWoman = expected.forms.some(other => other.kind === 'other_gender' && other.word === form.word)
    const isAmbiguous = isOblique && (isOther || isWoman)
    return { isOblique, isAmbiguous, isOtherGender, likeness: isAmbiguous ? 0.5 : isOtherGender ? 0.9 : isOblique ? 0.97 : 1 }
  }
  const same = heard.find(name => expected.known.some(known => known.of === name.of))
  if (same !== undefined) {
    const isAmbiguous = isOther && !same.isNominative
    return { ...PLAIN, isOblique: !same.isNominative, isAmbiguous, likeness: isAmbiguous ? 0.5 : 0.93 }
  }
  const sound = compareSounds(said, expected, language)
  // Surnames that sound alike are spelled as it comes ("Clarke"); first names that do are two names ("Mary", "Marie").
  const isSpelling =
    sound.isExact &&
    expected.role === 'last' &&
    hasLongVowel(said.word) === hasLongVowel(expected.word) &&
    heard.some(name => expected.known.some(known => known.gender === name.gender))
  if (heard.length === 0 || isSpelling) return { ...PLAIN, ...sound, likeness: sound.likeness * (sound.isExact ? 1 : 0.98) }
  // Both are names that many people have, and not the same.
  if (expected.known.length === 0) return { ...PLAIN, ...sound, likeness: sound.likeness * 0.95 }
  const isNear = expected.role === 'last' && sound.likeness >= NEAR
  return { ...PLAIN, ...sound, likeness: Math.min(isNear ? MAYBE_OTHER : OTHER_NAME, sound.likeness) }
}

/** Whether the word as it was said, marks and all, is a name of another than the expected one alone. */
function isAnother(said: SaidWord, heard: readonly KnownName[], expected: ExpectedWord): boolean {
  const exact = heard.filter(name => name.isNominative && keepWord(name.shown) === said.word)
  return exact.length > 0 && expected.known.length > 0 && !exact.some(name => expected.known.some(known => known.of === name.of))
}

/** An English final e that is not spoken: "Rose" does not sound as "Ross". */
function hasLongVowel(word: string): boolean {
  return /[^aeiouy][aeiou][^aeiouy]e$/.test(word)
}

function listKnown(said: SaidWord, expected: ExpectedWord, language: Language): readonly KnownName[] {
  const index = getNameIndex(language)
  if (expected.role === 'last') return (said.surnames ??= index.findSurname(said.word))
  return (said.firsts ??= index.findFirst(said.word))
}

function findForm(said: SaidWord, forms: readonly ExpectedForm[]): ExpectedForm | undefined {
  return (
    forms.find(({ word }) => word === said.word) ??
    (said.word === said.folded ? forms.find(({ word }) => foldWord(word) === said.word) : undefined)
  )
}

function compareSounds(said: SaidWord, expected: ExpectedWord, language: Language) {
  const spelled = said.isSpelled ? measureSoundLikeness(said.folded, foldWord(expected.word)) : 0
  said.sounds ??= Object.fromEntries(listReadings(said.word, language).map(reading => [reading, readSounds(said.word, reading)]))
  const heard = Object.entries(said.sounds)
  const own: Reading = listReadings('a', language)[0] ?? 'en'
  let best = spelled
  let of: ExpectedForm | undefined
  for (const form of expected.forms)
    for (const [reading, sounds] of Object.entries(soundForm(form, language)))
      for (const [other, mine] of heard) {
        // Two words in the same letters are read in the same way.
        if (reading !== other && Object.hasOwn(said.sounds, reading)) continue
        if (Math.abs(sounds.length - mine.length) > 4) continue
        // Read as foreigners would, two names fall together that their owners tell apart.
        const isForeign = reading !== own && Object.hasOwn(said.sounds, own) && reading === other
        const likeness =
          measureSoundLikeness(mine, sounds) *
          (isForeign ? 0.9 : 1) *
          (form.kind === 'other_gender' ? 0.9 : form.kind === 'oblique' ? 0.97 : 1)
        if (likeness > best) {
          best = likeness
          of = form
        }
      }
  return { likeness: best, isExact: best > 0.995, isOblique: of?.kind === 'oblique', isOtherGender: of?.kind === 'other_gender' }
}
