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
`
