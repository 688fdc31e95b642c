import { NAME_CASES, type NameCase, type NameCases } from '../model/data-type.ts'
import { type Language, LANGUAGES } from '../model/documents.ts'

/** What the cases of a name look like. */
export const CASES_HINT =
  'Write cases: { genitive: …, dative: … }, or by language: cases: { uk: { vocative: … } }; the cases are genitive, dative, accusative, instrumental, locative, vocative.'

/** Reads the case forms of a name; undefined where they are something else. Empty forms are left out. */
export function readNameCases(raw: unknown): NameCases | undefined {
  if (!isGroup(raw)) return undefined
  const own: Record<string, unknown> = {}
  const byLanguage: Record<string, Forms> = {}
  for (const [key, value] of Object.entries(raw)) {
    if (!LANGUAGES.includes(key as Language)) own[key] = value
    else {
      const forms = readForms(value)
      if (forms === undefined) return undefined
      byLanguage[key as Language] = forms
    }
  }
  const forms = readForms(own)
  return forms === undefined ? undefined : { ...forms, ...byLanguage }
}

type Forms = { readonly [name in NameCase]?: string }

function readForms(raw: unknown): Forms | undefined {
  if (!isGroup(raw)) return undefined
  const forms: Record<string, string> = {}
  for (const [key, value] of Object.entries(raw)) {
    if (!(NAME_CASES as readonly string[]).includes(key)) return undefined
    if (value === null || value === undefined || value === '') continue
    if (typeof value !== 'string') return undefined
    forms[key] = value.trim()
  }
  return forms
}

function isGroup(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}
