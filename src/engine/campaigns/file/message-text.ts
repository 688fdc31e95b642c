import * as z from 'zod'
import { type Language, LANGUAGES } from '../../../scenarios/model/documents.ts'
import { nameShape } from '../../../scenarios/model/names.ts'
import { checkPlaceName, readKeys } from '../../../scenarios/model/read-document.ts'
import { createReading, joinFindings } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import type { Finding } from '../../../scenarios/source/finding.ts'
import { parseSource } from '../../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../../scenarios/source/source-file.ts'

const textsShape = z.partialRecord(z.enum(LANGUAGES), z.string().min(1))

/** A file of a message. */
export const messageFileShape = strictShape({
  message: nameShape.describe('Name of the message, the same as of its file.'),
  text: textsShape.describe('The words by language: { pl: "…", uk: "…" }; data of the scenario stand in braces.'),
  subject: textsShape.optional().describe('Subject of an e-mail, by language.'),
})

/** A text that is sent, by language. */
export interface MessageText {
  readonly name: string
  readonly text: Readonly<Partial<Record<Language, string>>>
  readonly subject: Readonly<Partial<Record<Language, string>>>
}

/** Reads `messages/reminder.yaml`. */
export function readMessageText(
  file: string,
  written: string,
): { readonly message: MessageText | undefined; readonly findings: readonly Finding[]; readonly source: SourceFile } {
  const { source, data, findings } = parseSource(file, written)
  if (data === undefined) return { message: undefined, findings, source }
  const reading = createReading(source)
  const { keys } = readKeys(reading, messageFileShape, data, 'the message')
  const place = file.replace(/^.*\//, '').replace(/\.yaml$/, '')
  checkPlaceName(reading, 'message', keys.message, place)
  const message = { name: place, text: keys.text ?? {}, subject: keys.subject ?? {} }
  return { message, findings: joinFindings(findings, reading), source }
}

/** How a file of a message is written, for the manual. */
export const messageFileManual = `
One text that campaigns send, in every language of their contacts: \`messages/reminder.yaml\`. Nothing about health: others may read it.
`
