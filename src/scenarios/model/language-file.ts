import * as z from 'zod'
import type { LanguageDocument } from './documents.ts'
import { nameShape } from './names.ts'
import { checkPlaceName, languageShape, readKeys } from './read-document.ts'
import type { Reading } from './reading.ts'
import type { Language } from './documents.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'
import { mapValues } from './value.ts'

const textKeyShape = z.string({ error: '#text-key' }).regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/, { error: '#text-key' })

/** The texts of a document in another language. */
export const languageFileShape = strictShape({
  language: languageShape.describe('The language, the same as in the name of the file.'),
  texts: z.record(textKeyShape, textShape).optional().describe('Texts by step and part: visit, visit.again, visit.rephrase.'),
  sources: z.record(textKeyShape, z.string()).optional().describe('Kept by "trucada": from which text each was translated.'),
  words: z
    .record(textKeyShape, z.record(nameShape, z.array(z.string().min(1))))
    .optional()
    .describe('What people say at a step, by meaning.'),
  clinic: z
    .record(nameShape, z.string().min(1))
    .optional()
    .describe("Beside a policy: the clinic's facts as this language says them."),
})

/** Reads a language file. `of` is the document that it belongs to: `appointment-confirmation`, `blocks/identity`, `policies/clinic`. */
export function readLanguageFile(reading: Reading, data: unknown, language: Language, of: string): LanguageDocument {
  const { keys, broken } = readKeys(reading, languageFileShape, data, 'a language file')
  checkPlaceName(reading, 'language', keys.language, language)
  return {
    kind: 'language',
    file: reading.source.file,
    language,
    of,
    texts: mapValues(keys.texts ?? {}, readTextSource),
    sources: keys.sources ?? {},
    words: keys.words ?? {},
    clinic: keys.clinic ?? {},
    ...(broken.length > 0 && { broken: new Set(broken) }),
  }
}

/** How language files are written, for the manual. */
export const languageFileManual = `
A language file holds the texts of the scenario, block or policy beside which it lies, in one other language:
\`appointment-confirmation/uk.yaml\`. Keys are the step's name, and the part after a dot.

\`\`\`yaml
language: uk
texts:
  visit: "Телефоную, щоб підтвердити візит: {appointment.at: day and time}."
  visit.again: "Чи візит актуальний?"
words:
  visit: { move: [перенести, інший день] }
\`\`\`

| key | text |
| --- | --- |
| \`visit\` | the question, statement |
| \`visit.again\`, \`visit.rephrase\`, \`visit.offer_keys\`, \`visit.read_back\` | the parts of a question |
| \`times.filler\` | what is said while a service works |
| \`operator.say\`, \`operator.summary\` | the parts of a transfer |
| \`reminder.text\` | a message |
| \`anytime.operator\`, \`answered_by.voicemail\` | the mini-steps of a policy |
| \`silence.2\`, \`not_understood.1\`, \`off_list.1\` | the rungs of a policy's ladders, counted from 1 |
| \`read_back\`, \`interrupted\` | the policy's reading back, its apology for a broken line |
| \`waiting\`, \`offer_callback\` | what a caller who waits in a queue hears |

Beside a policy, \`clinic\` holds the facts as this language says them: \`clinic: { hours: з восьмої до вісімнадцятої }\`. A fact that is
not there is spoken as the policy has it.

\`sources\` is kept by the program: it remembers from which text each was translated, so that it can tell which
translations are stale. \`trucada texts\` lists those and what is missing, \`--skeleton\` begins a file, \`--accept\` writes
\`sources\`. A text of \`"…"\` is one that is still to be written: it counts as missing.
`
