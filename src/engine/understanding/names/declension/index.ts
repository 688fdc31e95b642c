// Forms of names in the cases of Polish, Russian and Ukrainian.
// In: a name in the nominative, in lower case. Out: its oblique forms; or, from a form, the nominative where that is certain.
// Must not know: utterances, persons.
import type { Language } from '../../../../scenarios/model/documents.ts'
import type { Gender } from '../name-data.ts'
import { declinePolish } from './pl.ts'
import { declineRussian } from './ru.ts'
import { declineUkrainian } from './uk.ts'

export { restoreSurname, looksLikeSurname } from './restore-surname.ts'

/** The oblique forms of a name in lower case; none where the language has no cases. */
export function declineName(name: string, language: Language, gender: Gender, kind: 'first' | 'surname'): readonly string[] {
  switch (language) {
    case 'pl':
      return declinePolish(name, gender)
    case 'ru':
      return declineRussian(name, gender, kind === 'surname')
    case 'uk':
      return declineUkrainian(name, gender, kind === 'surname')
    case 'ca':
    case 'en':
      return []
  }
}

const FEMININE: Readonly<Record<'pl' | 'ru' | 'uk', readonly (readonly [RegExp, string])[]>> = {
  pl: [
    [/(?<=[sc]k|dzk)i$/, 'a'],
    [/(?<=[^aeiou])y$/, 'a'],
  ],
  ru: [
    [/(?<=ов|ев|[иы]н)$/, 'а'],
    [/(?<=ск|цк)ий$/, 'ая'],
    [/[ыо]й$/, 'ая'],
  ],
  uk: [
    [/(?<=ськ|цьк|зьк)ий$/, 'а'],
    [/(?<=[^аеиоую])ий$/, 'а'],
    [/(?<=[оеє]в|[иії]н)$/, 'а'],
    [/ів$/, 'ова'],
  ],
}

/** A woman's form of a surname in the masculine: "Kowalski" is "Kowalska"; the same where there is one form. */
export function feminise(surname: string, language: Language): string {
  if (language === 'ca' || language === 'en') return surname
  const change = FEMININE[language].find(([end]) => end.test(surname))
  return change === undefined ? surname : surname.replace(change[0], change[1])
}
