import { createSpeaking, sayRequest } from '../../src/engine/speaking/index.ts'
import type { DataType } from '../../src/scenarios/model/data-type.ts'
import { LANGUAGES } from '../../src/scenarios/model/documents.ts'
import type { ValueFormat } from '../../src/scenarios/texts/text.ts'

const moment: DataType = { kind: 'moment', optional: false }
const number: DataType = { kind: 'number', optional: false }
const AT = '2026-05-05T08:30'
const LATER = '2026-05-06T20:00'

/** What authors write, with the type and the value that are shown. */
const EXAMPLES: readonly (readonly [string, DataType, ValueFormat | undefined, unknown])[] = [
  ['{at: weekday}', moment, 'weekday', AT],
  ['{at: day}', moment, 'day', AT],
  ['{at: time}', moment, 'time', AT],
  ['{at: time}', moment, 'time', '2026-05-05T20:05'],
  ['{at: day and time}', moment, 'day and time', LATER],
  ['{born: date}', { kind: 'date', optional: false }, 'date', '1972-05-03'],
  ['{slots: list of day and time}', { kind: 'list', of: moment, optional: false }, undefined, [AT, '2026-05-05T11:00', LATER]],
  ['{price: money}', number, 'money', 120.5],
  ['{place: ordinal}', number, 'ordinal', 3],
  ['{fever: number}', number, 'number', 38.5],
  ['{phone}', { kind: 'phone', optional: false }, undefined, '+48600000123'],
  ['{pressure}', { kind: 'pressure', optional: false }, undefined, { systolic: 140, diastolic: 90 }],
  ['{code: spelled}', { kind: 'text', optional: false }, 'spelled', 'K-7'],
]
const COUNTS = [1, 2, 5, 21].map(n => ({ n, noun: 'minute', case: 'acc' }))

/** The page docs/reference/spoken-values.md, made of what the languages say. */
export function writeSpokenValuesPage(): string {
  const speaking = createSpeaking()
  const place = { now: 0, zone: 'Europe/Warsaw' }
  const tables = LANGUAGES.map(language => {
    const rows = EXAMPLES.map(
      ([written, type, format, value]) => `| \`${written}\` | ${speaking.format(value, type, format, language, place)} |`,
    )
    const counts = COUNTS.map(value => {
      const answer = sayRequest({ lang: language, kind: 'count-noun', value })
      return 'text' in answer ? answer.text : ''
    })
    return `## ${language}\n\n| in a text | is spoken |\n| --- | --- |\n${rows.join('\n')}\n\nCounts: ${counts.join(', ')}.`
  })
  return `<!-- Made by scripts/write-reference.ts of src/engine/speaking/; a test holds the two together. -->
# Spoken values

What stands in braces in a text is spoken in words of the call's language; no digit, sign or abbreviation reaches the voice.
\`trucada speak\` ([the command](cli.md#trucada-speak)) says any value, to try it out. Here each format of the five languages, for a visit on 5 May 2026.

- **Days and times bring their preposition or article**: write "The visit is {at: day}", not "on {at: day}". Only \`date\` has none in
  English: "born on {born: date}", "date of birth: {born: date}".
- **Eight in the morning and eight in the evening never sound alike.** Polish, Russian and Ukrainian count twenty-four hours and name
  the part of the day from one to six, where a bare hour would be heard as the afternoon. Catalan and English count twelve and always name it.
- **Catalan tells whole quarters by quarters** ("a dos quarts de nou" is 8:30) and every other minute after its hour; English says the
  figures in the order in which they stand in a letter, which those understand who did not grow up with "half past".
- **Money** is the clinic's, by its time zone, in every language, unless the value says its currency (\`"120.50 EUR"\`).
- **Telephones** are cut as their own country does. The country code is left out where Polish says a Polish and Catalan a Spanish number.
- **Names in a case** (\`{patient: dative}\`) come from the contact's \`cases: { dative: … }\` (by language: \`cases: { uk: { vocative: … } }\`);
  Russian forms them by itself where the gender is known or the patronymic shows it. Otherwise the name is spoken as it stands, so
  write the sentence such that this is right too.
- **A number before a noun** agrees with it only in a plural text: \`{n, plural, one {jedna tabletka} few {…} …}\` with the words written out for one and two.

${tables.join('\n\n')}
`
}
