import { estimateSpokenMs } from '../../texts/index.ts'
import { nameLanguage } from '../languages.ts'
import type { Rule } from '../report.ts'
import { wordingsOf } from '../wordings.ts'

/** Before a question is asked; what may be interrupted as well as what may not. */
const MOST_BEFORE_ANSWER_MS = 15_000
/** For what cannot be interrupted, or leads to no answer at all. */
const MOST_STATEMENT_MS = 25_000

/** Lines that take too long by ear. */
export const checkPromptLength: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const { line, text, language, source, path } of wordingsOf(scene, view)) {
      if (text === undefined || line.role === 'text' || line.role === 'summary') continue
      const most = line.step?.verb === 'ask' ? MOST_BEFORE_ANSWER_MS : MOST_STATEMENT_MS
      const takes = estimateSpokenMs(text, language)
      if (takes <= most) continue
      report.at('speech/long-prompt', source, path, 'value', {
        seconds: Math.round(takes / 1000),
        most: most / 1000,
        language: nameLanguage(language),
      })
    }
  }
}
