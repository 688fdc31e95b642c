import { CORE_MEANING_NAMES } from './core-meanings.ts'
import * as z from 'zod'
import type { Language, LexiconDocument } from './documents.ts'
import { wordsShape } from './ask.ts'
import { checkPlaceName, languageShape, readKeys } from './read-document.ts'
import type { Reading } from './reading.ts'
import { strictShape } from './strict.ts'

/** How people say each meaning in one language. */
export const lexiconShape = strictShape({
  language: languageShape.describe('The language, the same as in the name of the file.'),
  meanings: wordsShape.describe('Words and phrases by meaning.'),
  outside: z
    .array(z.string().min(1))
    .optional()
    .describe('What is heard on a telephone and means none of these: talk to others in the room, a television, other subjects.'),
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
    outside: keys.outside ?? [],
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
outside: [ścisz ten telewizor, jaka jutro będzie pogoda]
\`\`\`

Any name will do for a meaning. Those of the core are in every language: ${CORE_MEANING_NAMES.filter(
  name => name !== 'chosen' && name !== 'none_of_these',
)
  .map(name => `\`${name}\``)
  .join(', ')}.
\`none_of_these\` is what stands as \`none\` under the answers to a list, \`chosen\` a choice from it. \`trucada hear "jasne" --at appointment-confirmation/visit\` tells
what words mean at a step ([what callers mean](guides/callers-words.md)).

Under \`outside\` stands what is heard on a telephone and means none of them; from it the program learns what not to understand.
`
