import { BUILT_IN_GUARDS } from '../../compile/guard-names.ts'
import type { ConditionProblem } from '../../conditions/index.ts'
import type { SourcePath } from '../../source/source-file.ts'
import { suggest } from '../../source/suggest.ts'
import { hasUnknownWays, isBroken } from '../broken.ts'
import { hidesDatum } from '../hidden.ts'
import { conditionsOf, exitsOf } from '../exits.ts'
import type { Report, Rule } from '../report.ts'
import type { Scene, View } from '../view.ts'

/** Words by which exits are chosen in the machine, and the last case of a decision. */
const RESERVED: ReadonlySet<string> = new Set([...BUILT_IN_GUARDS, 'else'])

/** Conditions: that they can be read, are there where they are named, and are asked at all. */
export const checkConditions: Rule = (scene, report) => {
  for (const view of scene.views) {
    const asked = new Set<string>()
    let isMisnamed = false
    const ask = (name: string, path: SourcePath): void => {
      asked.add(name)
      if (view.conditions.has(name) || isBroken(view.document, '.conditions')) return
      isMisnamed = true
      report.at('condition/unknown', view.source, path, 'value', {
        name,
        nearest: suggest(name, view.conditions.keys()),
        known: [...view.conditions.keys()],
      })
    }
    for (const step of view.steps) {
      for (const { exit, path } of exitsOf(step)) for (const named of conditionsOf(exit, path)) ask(named.name, named.path)
      if (step.verb !== 'decide') continue
      const above = new Set<string>()
      for (const [index, { when }] of step.cases.entries()) {
        const path = [...step.path, 'decide', index, 'when']
        ask(when, path)
        if (above.has(when)) report.at('condition/repeated-case', view.source, path, 'value', { name: when })
        above.add(when)
      }
    }
    for (const { exit, path } of view.ownExits) for (const named of conditionsOf(exit, path)) ask(named.name, named.path)
    for (const [name, reading] of view.conditions) {
      const path = ['conditions', name]
      if (RESERVED.has(name)) report.at('condition/reserved-name', view.source, path, 'key', { name })
      // A condition that is asked for by another name may be this one.
      if (!asked.has(name) && !isMisnamed && !hasUnknownWays(view.document))
        report.at('condition/unused', view.source, path, 'key', { name })
      for (const problem of reading.problems)
        if (!isHidden(scene, view, problem)) reportProblem(view, name, path, problem, report)
    }
  }
}

/** A datum that nobody knows may stand in a part that could not be read. */
function isHidden(scene: Scene, view: View, { code, unknown, message }: ConditionProblem): boolean {
  return code === 'condition/unknown-name' && hidesDatum(scene.workspace, view, unknown?.name ?? message)
}

function reportProblem(
  view: View,
  name: string,
  path: SourcePath,
  { code, message, unknown, start, end }: ConditionProblem,
  report: Report,
): void {
  switch (code) {
    case 'condition/syntax':
    case 'condition/wrong-type':
    case 'condition/not-yes-no':
      return report.within(code, view.source, path, start, end, { name, problem: message })
    case 'condition/unknown-name':
      return report.within(code, view.source, path, start, end, {
        name,
        path: message,
        nearest: unknown === undefined ? undefined : suggest(unknown.name, unknown.candidates),
      })
    case 'condition/matches':
      return report.within(code, view.source, path, start, end, { name })
    case 'condition/unguarded':
      return report.within(code, view.source, path, start, end, { name, path: message })
  }
}
