import { LANGUAGES, type Language } from '../model/documents.ts'

/** What a file is, by its place in the clinic's folder. */
export type FilePlace =
  | { readonly kind: 'scenario' | 'block' | 'policy' | 'service'; readonly name: string }
  | { readonly kind: 'lexicon'; readonly language: Language }
  | { readonly kind: 'language'; readonly language: Language; readonly of: string }
  /** Read by other parts, or not YAML. */
  | { readonly kind: 'ignored' }
  /** A YAML file in a place that means nothing. */
  | { readonly kind: 'unknown' }

/** The key that each kind of file begins with. */
export const FIRST_KEYS = {
  scenario: 'scenario',
  block: 'block',
  policy: 'policy',
  service: 'service',
  lexicon: 'language',
  language: 'language',
} as const

/** Files beside the scenarios that other parts read. */
const READ_ELSEWHERE = ['voices.yaml', 'facts.yaml', 'specialties.yaml', 'clinic-fixture.yaml']
const FOLDERS = ['blocks', 'policies', 'lexicon', 'services']

/** Says what a file is; its text is not looked at. Paths are relative, with `/`. */
export function classifyFile(file: string): FilePlace {
  if (!/\.ya?ml$/i.test(file)) return { kind: 'ignored' }
  const parts = file.split('/')
  const last = parts.at(-1) ?? ''
  if (parts.some(part => part.startsWith('.'))) return { kind: 'ignored' }
  if (parts.length === 1) return READ_ELSEWHERE.includes(last) ? { kind: 'ignored' } : { kind: 'unknown' }
  const [first = '', second = ''] = parts
  const stem = /^(.+)\.yaml$/.exec(last)?.[1]
  if (stem === undefined) return { kind: 'unknown' }
  if (!FOLDERS.includes(first)) return parts.length === 2 ? classifyInFolder(stem, 'scenario', first, first) : { kind: 'unknown' }
  if (first === 'blocks')
    return parts.length === 3 ? classifyInFolder(stem, 'block', second, `blocks/${second}`) : { kind: 'unknown' }
  if (first === 'policies') {
    if (parts.length === 2) return { kind: 'policy', name: stem }
    return parts.length === 3 ? classifyInFolder(stem, 'policy', second, `policies/${second}`) : { kind: 'unknown' }
  }
  if (parts.length !== 2) return { kind: 'unknown' }
  if (first === 'services') return { kind: 'service', name: stem }
  const language = LANGUAGES.find(known => known === stem)
  return language === undefined ? { kind: 'unknown' } : { kind: 'lexicon', language }
}

function classifyInFolder(stem: string, kind: 'scenario' | 'block' | 'policy', name: string, of: string): FilePlace {
  if (stem === kind) return { kind, name }
  if (stem === 'example') return { kind: 'ignored' }
  const language = LANGUAGES.find(known => known === stem)
  return language === undefined ? { kind: 'unknown' } : { kind: 'language', language, of }
}
