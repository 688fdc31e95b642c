import type { Language } from '../../model/documents.ts'
import { wordsOf } from '../../texts/index.ts'
import { nameLanguage } from '../languages.ts'
import type { Rule } from '../report.ts'
import { wordingsOf } from '../wordings.ts'

const MIXED = /(?<!\p{L})(?=\p{L}*\p{Script=Latin})(?=\p{L}*\p{Script=Cyrillic})\p{L}+/u
/** Letters that prove another language: of the other alphabet, or of the neighbour who shares it. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  pl: /\p{Script=Cyrillic}+/u,
  ca: /\p{Script=Cyrillic}+/u,
  en: /\p{Script=Cyrillic}+/u,
  ru: /\p{L}*[іїєґІЇЄҐ]\p{L}*/u,
  uk: /\p{L}*[ыэъёЫЭЪЁ]\p{L}*/u,
}

/** Words of two alphabets, and texts in the alphabet of another language. */
export const checkScripts: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const { text, written, language, source, path } of wordingsOf(scene, view)) {
      if (text === undefined) continue
      const words = wordsOf(text)
      const isCyrillic = language === 'ru' || language === 'uk'
      const hasCyrillic = /\p{Script=Cyrillic}/u.test(words)
      if (!isCyrillic && !hasCyrillic) continue
      const mixed = hasCyrillic ? MIXED.exec(words)?.[0] : undefined
      const locate = (found: string): readonly [number, number] => {
        const at = written.indexOf(found)
        return at < 0 ? [0, written.length] : [at, at + found.length]
      }
      if (mixed !== undefined) {
        report.within('text/mixed-script', source, path, ...locate(mixed), { word: mixed })
        continue
      }
      const foreign =
        isCyrillic && !hasCyrillic && /\p{L}/u.test(words)
          ? (words.match(/\p{L}+/u)?.[0] ?? '')
          : FOREIGN[language].exec(words)?.[0]
      if (foreign !== undefined)
        report.within('text/wrong-script', source, path, ...locate(foreign), {
          language: nameLanguage(language),
          letters: foreign,
        })
    }
  }
}
