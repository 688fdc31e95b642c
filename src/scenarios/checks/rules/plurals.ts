import type { Language } from '../../model/documents.ts'
import type { TextPart } from '../../texts/index.ts'
import { nameLanguage } from '../languages.ts'
import type { Report, Rule } from '../report.ts'
import { type Wording, wordingsOf } from '../wordings.ts'

const categories = new Map<string, readonly string[]>()

/** Plural forms that a language has and a text lacks, or the other way round. */
export const checkPlurals: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const wording of wordingsOf(scene, view))
      if (wording.text !== undefined && wording.written.includes(',')) checkParts(wording, wording.text.parts, report)
  }
}

function checkParts(wording: Wording, parts: readonly TextPart[], report: Report): void {
  for (const part of parts) {
    if (part.kind !== 'plural' && part.kind !== 'select') continue
    for (const branch of Object.values(part.cases)) checkParts(wording, branch, report)
    if (part.kind !== 'plural') continue
    const needed = categoriesOf(wording.language, part.ordinal)
    const given = Object.keys(part.cases)
    const at = wording.written.search(/\{[^{}]*,\s*(plural|selectordinal)/)
    const stretch = [Math.max(0, at), wording.written.length] as const
    const language = nameLanguage(wording.language)
    // Numbers of people and visits are whole: a form that only fractions take ("other" in Polish) is asked for by its own rule.
    const missing = needed.filter(category => category !== 'other' && !given.includes(category))
    if (missing.length > 0)
      report.within('text/plural-category', wording.source, wording.path, ...stretch, { missing, language, needed })
    for (const category of given) {
      if (!needed.includes(category))
        report.within('text/plural-unknown', wording.source, wording.path, ...stretch, { category, language, needed })
    }
  }
}

function categoriesOf(language: Language, ordinal: boolean): readonly string[] {
  const key = `${language} ${ordinal}`
  let known = categories.get(key)
  if (known === undefined) {
    // In Catalan "many" belongs to round millions, of which no clinic speaks.
    const all = new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' }).resolvedOptions().pluralCategories
    known = language === 'ca' && !ordinal ? all.filter(category => category !== 'many') : all
    categories.set(key, known)
  }
  return known
}
