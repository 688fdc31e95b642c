import type { Language, LanguageDocument, ScenarioDocument } from '../../model/documents.ts'
import { typeAt } from '../../conditions/index.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { suggest } from '../../source/suggest.ts'
import { hashText, isUntranslated, placeholdersOf } from '../../texts/index.ts'
import { isBroken, isUnreadStep } from '../broken.ts'
import { languageFileOf, nameLanguage } from '../languages.ts'
import { isOfMoment, type Line, readableTexts } from '../lines.ts'
import { meaningsOfStep } from '../phrases.ts'
import type { Report, Rule } from '../report.ts'
import { type Scene, sourceOf, type View } from '../view.ts'

/** Language files: that they are there, whole, of the present wording, and speak the same values. */
export const checkTranslations: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const language of view.languages) {
      if (language === view.document.speaks || view.lines.length === 0) continue
      const translation = view.translations.get(language)
      if (translation !== undefined) checkTexts(scene, view, translation, report)
      // There, but it could not be read: that is said already.
      else if (!scene.workspace.sources.has(languageFileOf(view.document.file, language)))
        for (const scenario of view.scenarios) reportNoFile(scene, view, scenario, language, report)
    }
    for (const translation of view.translations.values()) {
      checkNames(scene, view, translation, report)
      checkFacts(scene, view, translation, report)
    }
  }
}

/** At the scenario that asks for the language: whoever else is made of the document does without the file. */
function reportNoFile({ workspace }: Scene, view: View, scenario: ScenarioDocument, language: Language, report: Report): void {
  const index = scenario.also.indexOf(language)
  if (index < 0 && scenario.speaks !== language) return
  report.at('language/no-file', sourceOf(workspace, scenario.file), index < 0 ? ['speaks'] : ['also', index], 'value', {
    scenario: scenario.name,
    language: nameLanguage(language),
    of: view.name,
    code: language,
    file: languageFileOf(view.document.file, language),
  })
}

function checkTexts(scene: Scene, view: View, translation: LanguageDocument, report: Report): void {
  const source = sourceOf(scene.workspace, translation.file)
  reportMissing(view, translation, source, report)
  for (const line of view.lines) {
    const { key } = line
    const variants = Object.hasOwn(translation.texts, key) ? translation.texts[key] : undefined
    if (variants === undefined || isMarked(variants, line)) continue
    const wanted = pathsOf(scene, line.variants)
    // What is wrong in the original is said there, and may not be wrong in the translation.
    if (wanted === undefined || [...wanted].some(path => isUnknown(view, line, path))) continue
    const noted = Object.hasOwn(translation.sources, key) ? translation.sources[key] : undefined
    if (noted !== undefined && noted !== hashText(line.variants))
      report.at('language/stale-text', source, ['texts', key], 'key', { key, document: view.name, code: translation.language })
    // Another alphabet is reported as that.
    const isReadable = isCyrillic(translation.language) === isCyrillic(view.document.speaks)
    if (isReadable && isSentence(line.variants) && variants.join('\n') === line.variants.join('\n'))
      report.at('language/same-text', source, ['texts', key], 'value', {
        key,
        language: nameLanguage(translation.language),
        base: nameLanguage(view.document.speaks),
      })
    const given = pathsOf(scene, variants)
    if (given === undefined || [...given].some(path => isUnknown(view, line, path))) continue
    const missing = [...wanted].filter(path => !given.has(path)).map(path => `{${path}}`)
    const extra = [...given].filter(path => !wanted.has(path)).map(path => `{${path}}`)
    if (missing.length + extra.length > 0)
      report.at('language/placeholder-mismatch', source, ['texts', key], 'value', { key, missing, extra })
  }
}

/** All that is missing of a language in one finding: where the first mark stands, else at the group that they belong to. */
function reportMissing(view: View, translation: LanguageDocument, source: SourceFile, report: Report): void {
  const facts = { language: nameLanguage(translation.language), document: view.name, code: translation.language }
  const misnamed = findMisnamed(view, translation)
  const lacking: string[] = []
  const marked: string[] = []
  for (const line of view.lines) {
    const { key } = line
    const variants = Object.hasOwn(translation.texts, key) ? translation.texts[key] : undefined
    const written = misnamed.get(key)
    if (variants !== undefined) {
      if (isMarked(variants, line)) marked.push(key)
    } else if (written !== undefined)
      report.at('language/missing-text', source, ['texts', written], 'key', { ...facts, keys: [key], written })
    else if (translation.broken?.has('.texts') !== true) lacking.push(key)
  }
  const keys = [...lacking, ...marked]
  const [firstMark] = marked
  if (keys.length > 0)
    report.at('language/missing-text', source, firstMark === undefined ? ['texts'] : ['texts', firstMark], 'key', {
      ...facts,
      keys,
      isMarked: lacking.length === 0,
    })
}

/** Texts that are there under a name which is nearly theirs: the name of each, and what is written. */
function findMisnamed(view: View, translation: LanguageDocument): ReadonlyMap<string, string> {
  const keys = new Set(view.lines.map(({ key }) => key))
  const lacking = [...keys].filter(key => !Object.hasOwn(translation.texts, key))
  const misnamed = new Map<string, string>()
  for (const written of Object.keys(translation.texts)) {
    const meant = keys.has(written) || isOfUnread(view, written) ? undefined : suggest(written, lacking)
    if (meant !== undefined && !misnamed.has(meant)) misnamed.set(meant, written)
  }
  return misnamed
}

/** Tells whether a text is made of words that no two languages share: three of them beside its values. */
function isSentence(variants: Line['variants']): boolean {
  const words = variants[0]?.replace(/\{[^{}]*\}/g, ' ').match(/\p{L}{2,}/gu) ?? []
  return words.length >= 3
}

function isCyrillic(language: Language): boolean {
  return language === 'ru' || language === 'uk'
}

/** Tells whether a value is none that the line could speak; that is reported where it stands. */
function isUnknown(view: View, line: Line, path: string): boolean {
  return typeAt(view.fields, path) === undefined && !isOfMoment(line, path)
}

/** Tells whether a text is only marked as still to be written. */
function isMarked(variants: Line['variants'], line: Line): boolean {
  return isUntranslated(variants) && !isUntranslated(line.variants)
}

/** The values that a line speaks or counts in any variant; a choice of words by gender is the language's own affair. */
function pathsOf(scene: Scene, variants: Line['variants']): ReadonlySet<string> | undefined {
  const texts = readableTexts(variants, scene.readText)
  if (texts.length < variants.length) return undefined
  return new Set(texts.flatMap(text => placeholdersOf(text).filter(({ use }) => use !== 'select')).map(({ path }) => path))
}

/** Tells whether a text or words may belong to a part that could not be read. */
function isOfUnread({ document }: View, key: string): boolean {
  const [first = '', second = ''] = key.split('.')
  if (document.kind !== 'policy') return isUnreadStep(document, first)
  return isBroken(document, `.${first}`) || isBroken(document, `${first}.${second}`) || isUnreadStep(document, first)
}

function checkNames(scene: Scene, view: View, translation: LanguageDocument, report: Report): void {
  const source = sourceOf(scene.workspace, translation.file)
  const keys = new Set(view.lines.map(({ key }) => key))
  const misnamed = new Set(findMisnamed(view, translation).values())
  for (const key of Object.keys(translation.texts)) {
    // What has the name of a missing text, but for a slip, is reported as that.
    if (!keys.has(key) && !isOfUnread(view, key) && (translation.language === view.document.speaks || !misnamed.has(key)))
      report.at('language/unknown-key', source, ['texts', key], 'key', { key, of: view.name, nearest: suggest(key, keys) })
  }
  for (const [name, meanings] of Object.entries(translation.words)) {
    const step = view.steps.find(candidate => candidate.name === name)
    if (isOfUnread(view, name)) continue
    if (step?.verb !== 'ask') {
      report.at('language/unknown-words', source, ['words', name], 'key', {
        step: name,
        meaning: undefined,
        nearest: suggest(name, view.stepByName.keys()),
      })
      continue
    }
    const known = [...meaningsOfStep(step), ...Object.keys(step.answers)]
    for (const meaning of Object.keys(meanings)) {
      if (!known.includes(meaning))
        report.at('language/unknown-words', source, ['words', name, meaning], 'key', {
          step: name,
          meaning,
          nearest: suggest(meaning, known),
        })
    }
  }
}

/** The clinic's facts: each that has words is said in each language. */
function checkFacts(scene: Scene, { document }: View, translation: LanguageDocument, report: Report): void {
  const source = sourceOf(scene.workspace, translation.file)
  const facts: Readonly<Record<string, string | number>> = document.kind === 'policy' ? document.clinic : {}
  if (document.kind === 'policy' && isBroken(document, '.clinic')) return
  const spoken = Object.keys(facts).filter(fact => fact !== 'zone')
  for (const fact of Object.keys(translation.clinic))
    if (!spoken.includes(fact))
      report.at('language/unknown-fact', source, ['clinic', fact], 'key', { fact, nearest: suggest(fact, spoken) })
  if (translation.broken?.has('.clinic') === true || translation.language === document.speaks) return
  for (const fact of spoken) {
    const words = String(facts[fact] ?? '')
    if (/\p{L}/u.test(words) && !Object.hasOwn(translation.clinic, fact))
      report.at('language/missing-fact', source, Object.keys(translation.clinic).length > 0 ? ['clinic'] : ['language'], 'key', {
        fact,
        words,
        language: nameLanguage(translation.language),
      })
  }
}
