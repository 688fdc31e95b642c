import type { Step, TextSource } from '../../model/step.ts'
import { graphOf } from '../graph.ts'
import { laddersOf } from '../lines.ts'
import type { Rule } from '../report.ts'

/** The same words twice in a row: in steps that follow one another, rungs of a ladder, or a question and its other wording. */
export const checkSameLines: Rule = (scene, report) => {
  for (const view of scene.views) {
    const told = new Set<string>()
    for (const { from, to, path } of graphOf(view).edges) {
      if (to === undefined || to === from || !isSame(promptOf(from), promptOf(to)) || told.has(`${from.name} ${to.name}`))
        continue
      told.add(`${from.name} ${to.name}`)
      report.at('speech/same-line', view.source, path, 'value', { step: to.name })
    }
    for (const step of view.steps) {
      if (step.verb !== 'ask') continue
      if (isSame(step.rephrase, step.text))
        report.at('speech/rephrase-same', view.source, [...step.path, 'rephrase'], 'value', { key: 'rephrase' })
      if (isSame(step.again, step.text))
        report.at('speech/rephrase-same', view.source, [...step.path, 'again'], 'value', { key: 'again' })
    }
    if (view.document.kind !== 'policy') continue
    for (const { key, rungs } of laddersOf(view.document)) {
      for (const [index, rung] of rungs.entries()) {
        const before = rungs[index - 1]
        if (before !== undefined && isSame(before.say, rung.say))
          report.at('speech/ladder-same-line', view.source, [key, index, 'say'], 'value', { ladder: key })
      }
    }
  }
}

function promptOf(step: Step): TextSource | undefined {
  return step.verb === 'ask' || step.verb === 'say' ? step.text : undefined
}

/** Variants rotate, so only a line with a single one is sure to sound the same. */
function isSame(left: TextSource | undefined, right: TextSource | undefined): boolean {
  return left?.length === 1 && right?.length === 1 && left[0] === right[0]
}
