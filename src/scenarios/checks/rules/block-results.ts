import { suggest } from '../../source/suggest.ts'
import { hasUnknownWays, isBroken } from '../broken.ts'
import { graphOf } from '../graph.ts'
import type { Rule } from '../report.ts'

/** Results that a block gives without declaring them, or declares and never gives. */
export const checkBlockResults: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.document.kind !== 'block' || isBroken(view.document, '.gives')) continue
    const declared = Object.keys(view.document.gives)
    const given = new Set<string>()
    for (const { exit, path } of graphOf(view).edges) {
      if (exit.kind !== 'give') continue
      given.add(exit.result)
      if (!declared.includes(exit.result))
        report.at('block/undeclared-result', view.source, path, 'value', {
          result: exit.result,
          nearest: suggest(exit.result, declared),
        })
    }
    if (hasUnknownWays(view.document)) continue
    for (const [index, result] of declared.entries()) {
      if (given.has(result)) continue
      // `gives` is a list of names, or a group when values are handed over.
      const hasValues = declared.some(
        name => Object.keys((view.document.kind === 'block' && view.document.gives[name]) || {}).length > 0,
      )
      report.at('block/result-never-given', view.source, ['gives', hasValues ? result : index], hasValues ? 'key' : 'value', {
        result,
      })
    }
  }
}
