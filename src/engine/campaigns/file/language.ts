import * as z from 'zod'
import { LANGUAGES, type Language } from '../../../scenarios/model/documents.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'

const pathShape = z.string({ error: '#language' }).regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, { error: '#language' })

/** `language`. */
export const campaignLanguageShape = z.union(
  [z.enum(LANGUAGES), pathShape, strictShape({ from: pathShape, else: z.enum(LANGUAGES) })],
  { error: '#language' },
)

/** The language of calls: one for all, or a datum with what it falls back to (absent: what the scenario speaks). */
export interface CampaignLanguage {
  readonly path?: string
  readonly fallback?: Language
}

/** Reads `pl`, `contact.language`, `{ from: contact.language, else: pl }`. */
export function readCampaignLanguage(written: z.infer<typeof campaignLanguageShape> | undefined): CampaignLanguage {
  if (written === undefined) return { path: 'contact.language' }
  if (typeof written === 'object') return { path: written.from, fallback: written.else }
  const language = LANGUAGES.find(known => known === written)
  return language === undefined ? { path: written } : { fallback: language }
}
