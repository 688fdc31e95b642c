import type { PolicyDocument } from '../../model/documents.ts'
import type { SourcePart, SourcePath } from '../../source/source-file.ts'
import { suggest } from '../../source/suggest.ts'
import { hidesAnytime } from '../hidden.ts'
import { leavesOf } from '../exits.ts'
import { graphOf } from '../graph.ts'
import type { Rule } from '../report.ts'

/** Overrides, exits and `absolute` that name nothing of the policy's `anytime`. */
export const checkUnknownAnytime: Rule = (scene, report) => {
  for (const view of scene.views) {
    const policies = view.policies.length > 0 ? view.policies : [...scene.workspace.policies.values()]
    if (policies.length === 0) continue
    const known = new Set(policies.flatMap((policy: PolicyDocument) => [...policy.anytime.keys()]))
    const check = (name: string, path: SourcePath, part: SourcePart): void => {
      if (!known.has(name) && !hidesAnytime(scene.workspace, view, name))
        report.at('flow/unknown-anytime', view.source, path, part, { name, nearest: suggest(name, known), known: [...known] })
    }
    for (const step of view.steps)
      for (const name of Object.keys(step.anytime)) check(name, [...step.path, 'anytime', name], 'key')
    if (view.document.kind === 'scenario')
      for (const name of Object.keys(view.document.anytime)) check(name, ['anytime', name], 'key')
    if (view.document.kind === 'policy')
      for (const [index, name] of view.document.absolute.entries()) check(name, ['absolute', index], 'value')
    const leaves = [...graphOf(view).edges, ...view.ownExits.flatMap(({ exit, path }) => leavesOf(exit, path))]
    for (const { exit, path } of leaves) if (exit.kind === 'anytime') check(exit.name, path, 'value')
  }
}
