import type { Language } from '../../model/documents.ts'
import type { SourcePart, SourcePath } from '../../source/source-file.ts'
import { suggest } from '../../source/suggest.ts'
import { hasUnknownWays, isUnreadPart } from '../broken.ts'
import { leavesOf } from '../exits.ts'
import { graphOf } from '../graph.ts'
import { nameLanguage } from '../languages.ts'
import { meaningOfPhrase, meaningsOfStep, NONE_OF_THESE, wordsOfStep } from '../phrases.ts'
import type { Report, Rule } from '../report.ts'
import { type Scene, sourceOf, type View } from '../view.ts'

/** Meanings that nobody can say, in any language or in one of them; languages without a lexicon. */
export const checkMeanings: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const step of view.steps) {
      // Its own words may be what could not be read.
      if (step.verb !== 'ask' || isUnreadPart(view.document, step)) continue
      for (const meaning of meaningsOfStep(step)) {
        // A list is asked for first: without it `chosen` is reported as such.
        if (meaning === 'chosen') continue
        const answer = meaning === NONE_OF_THESE ? 'none' : meaning
        const path = Object.hasOwn(step.answers, answer) ? [...step.path, 'answers', answer] : [...step.path, 'listen_for']
        checkMeaning(
          scene,
          view,
          meaning,
          language => {
            const words = wordsOfStep(view, step, language)
            return Object.hasOwn(words, answer) || Object.hasOwn(words, meaning)
          },
          path,
          'key',
          report,
        )
      }
    }
    if (view.document.kind === 'policy') {
      const led = namesLedTo(view)
      const leads = hasUnknownWays(view.document)
      for (const name of view.document.anytime.keys())
        if (!led.has(name) && !leads) checkMeaning(scene, view, name, () => false, ['anytime', name], 'key', report)
    }
    if (view.document.kind === 'scenario') checkLexicons(scene, view, report)
  }
}

function checkMeaning(
  scene: Scene,
  view: View,
  meaning: string,
  hasOwnWords: (language: Language) => boolean,
  path: SourcePath,
  part: SourcePart,
  report: Report,
): void {
  const lacking: Language[] = []
  let isKnown = false
  let looked = 0
  for (const language of view.languages) {
    const lexicon = scene.workspace.lexicons.get(language)
    if (scene.workspace.unread.has(`lexicon/${language}`) || lexicon?.broken !== undefined) return
    if (hasOwnWords(language) || (lexicon !== undefined && Object.hasOwn(lexicon.meanings, meaning))) isKnown = true
    else if (lexicon !== undefined) lacking.push(language)
    if (lexicon !== undefined) looked++
  }
  if (isKnown) {
    for (const language of lacking)
      report
        .in(language)
        .at('language/no-words', view.source, path, part, { meaning, language: nameLanguage(language), code: language })
  } else if (looked > 0) {
    const known = new Set([...scene.workspace.lexicons.values()].flatMap(lexicon => Object.keys(lexicon.meanings)))
    report.at('flow/unknown-meaning', view.source, path, part, {
      meaning,
      language: view.document.speaks,
      // Beginners write what the caller says in place of what it means.
      nearest: meaningOfPhrase(scene, view.document.speaks, meaning) ?? suggest(meaning, known),
    })
  }
}

/** Entries of `anytime` that other entries lead to: they are steps of an answer, and nobody has to ask for them. */
function namesLedTo(view: View): ReadonlySet<string> {
  const led = new Set<string>()
  const leaves = [...graphOf(view).edges, ...view.ownExits.flatMap(({ exit, path }) => leavesOf(exit, path))]
  for (const { exit } of leaves) {
    if (exit.kind === 'step') led.add(exit.step)
    else if (exit.kind === 'anytime') led.add(exit.name)
  }
  return led
}

function checkLexicons({ workspace }: Scene, view: View, report: Report): void {
  if (view.document.kind !== 'scenario') return
  const source = sourceOf(workspace, view.document.file)
  for (const [index, language] of [view.document.speaks, ...view.document.also].entries()) {
    if (workspace.lexicons.has(language) || workspace.unread.has(`lexicon/${language}`)) continue
    report.at('language/no-lexicon', source, index === 0 ? ['speaks'] : ['also', index - 1], 'value', {
      language: nameLanguage(language),
      code: language,
    })
  }
}
