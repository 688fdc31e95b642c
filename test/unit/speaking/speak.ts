import { sayRequest } from '../../../src/engine/speaking/index.ts'
import { LANGUAGES } from '../../../src/engine/speaking/languages.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'

/** What the command would answer, as one string. */
export function ask(lang: Language, kind: string, value: unknown, style?: string): string {
  const answer = sayRequest({ lang, kind, value, style })
  return 'text' in answer ? answer.text : `error: ${answer.error}`
}

/** A count in nominative, accusative and genitive. */
export function counts(lang: Language, n: number, noun: string): readonly string[] {
  return ['nom', 'acc', 'gen'].map(grammarCase => ask(lang, 'count-noun', { n, noun, case: grammarCase }))
}

/** What the guard of a language makes of a text. */
export function guard(lang: Language, text: string): string {
  return LANGUAGES[lang].guard(text)
}
