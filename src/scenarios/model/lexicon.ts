import type { Language, LexiconDocument } from './documents.ts'
import { wordsShape } from './ask.ts'
import { checkPlaceName, languageShape, readKeys } from './read-document.ts'
import type { Reading } from './reading.ts'
import { strictShape } from './strict.ts'

/** How people say each meaning in one language. */
export const lexiconShape = strictShape({
  language: languageShape.describe('The language, the same as in the name of the file.'),
  meanings: wordsShape.describe('Words and phrases by meaning.'),
})

/** Reads a lexicon. */
export function readLexicon(reading: Reading, data: unknown, language: Language): LexiconDocument {
  const { keys, broken } = readKeys(reading, lexiconShape, data, 'the lexicon')
  checkPlaceName(reading, 'language', keys.language, language)
  return {
    kind: 'lexicon',
    file: reading.source.file,
    language,
    meanings: keys.meanings ?? {},
    ...(broken.length > 0 && { broken: new Set(broken) }),
  }
}

/** How lexicons are written, for the manual. */
export const lexiconManual = `
The lexicon says how people express each meaning in one language. It lies in \`lexicon/LANGUAGE.yaml\`. Words that mean
something only at one step belong to that step (\`words\`). Bare yes and no stand in quotes.

\`\`\`yaml
language: pl
meanings:
  agree: [tak, zgadza się, oczywiście]
  decline: [nie, nie chcę]
\`\`\`
`
