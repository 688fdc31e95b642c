import * as z from 'zod'
import type { TextSource } from './step.ts'

const oneText = z.string({ error: '#text' }).regex(/\S/, { error: '#empty-text' })

/** A spoken text, or a list of its variants. */
export const textShape = z
  .union([oneText, z.array(oneText).min(1, { error: '#empty-text' })], { error: '#text' })
  .meta({ id: 'text', description: 'What is spoken: a text in quotes, or a list of variants that take turns.' })

/** Variants of a text; one when it is written as a plain text. */
export function readTextSource(value: string | readonly string[]): TextSource {
  return typeof value === 'string' ? [value] : value
}

/** How texts are written, for the manual. */
export const textManual = `
A text is written in the scenario's own language, in double quotes. Values stand in braces:
\`"Dzwonię w sprawie wizyty: {appointment.at: day and time}."\`. Several variants of one text are a list; they take turns,
so that a caller does not hear the same line twice in a row:

\`\`\`yaml
ask:
  - "Czy termin pasuje?"
  - "Czy ten termin jest dobry?"
\`\`\`

After a colon stands how a value is spoken; without it the usual way of its type. How each of them sounds:
[spoken values](reference/spoken-values.md).

| type | ways |
| --- | --- |
| \`moment\` | \`day and time\`, \`day\`, \`time\`, \`weekday\`, \`date\` (with the year) |
| \`date\`, \`time\` | \`day\`, \`date\`, \`weekday\`; \`time\` |
| \`list of moment\` | \`list of day and time\`, \`list of day\`, \`list of time\` |
| \`person\` | \`full name\`, \`first name\`, and the cases \`genitive\`, \`dative\`, \`accusative\`, \`instrumental\`, \`locative\`, \`vocative\` |
| \`number\` | \`number\`, \`ordinal\`, \`money\` |
| \`text\`, \`phone\` | \`spelled\`; \`phone\` |
| any | \`as written\`, in digits: for messages (\`send\`), which are read |

Words that depend on a number are a \`plural\`, with a case for each form that the language has (Polish \`one\`, \`few\`, \`many\`, \`other\`; English and Catalan \`one\`, \`other\`) or for one number
(\`=0\`); words that depend on a choice, on yes or no (\`true\`, \`false\`) or on the gender are a \`select\`. \`other\` is always there.

\`\`\`yaml
count:
  say: "{n, plural, one {Jest jeden wynik} few {Są {n: number} wyniki} many {Jest {n: number} wyników} other {Są wyniki}}."
  then: visit
visit:
  ask: "{patient.name.gender, select, female {Czy potwierdza Pani} male {Czy potwierdza Pan} other {Czy potwierdzają Państwo}} termin?"
  answers: { agree: bye, decline: what_now }
\`\`\`
`
