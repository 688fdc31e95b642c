import type { Fields } from '../../model/data-type.ts'
import { suggest } from '../../source/suggest.ts'
import { hidesKnowledge } from '../broken.ts'
import { hidesDatum } from '../hidden.ts'
import { type Edge, graphOf } from '../graph.ts'
import { type Knowledge, knowledgeOf } from '../knowledge.ts'
import type { Report, Rule } from '../report.ts'
import { describeType, fitsType } from '../types.ts'
import type { Scene, View } from '../view.ts'

/** Results of scenarios and blocks: that every ending has what it promises, of the promised type. */
export const checkResults: Rule = (scene, report) => {
  for (const view of scene.views) {
    const { document } = view
    if (document.kind === 'policy') continue
    const knowledge = knowledgeOf(scene, view)
    const { edges, reachable } = graphOf(view)
    for (const edge of edges) {
      if (!reachable.has(edge.from)) continue
      if (document.kind === 'scenario' && edge.exit.kind === 'end') {
        for (const name of missingAt(view, knowledge, edge, document.gives.fields)) {
          const type = document.gives.fields[name]
          report.at('data/ending-incomplete', view.source, edge.path, 'value', {
            outcome: edge.exit.outcome,
            name,
            type: type === undefined ? '' : describeType(type),
          })
        }
      }
      if (document.kind === 'block' && edge.exit.kind === 'give' && Object.hasOwn(document.gives, edge.exit.result)) {
        const { result } = edge.exit
        for (const name of missingAt(view, knowledge, edge, document.gives[result] ?? {}))
          report.at('data/give-incomplete', view.source, edge.path, 'value', { result, name })
      }
    }
    if (document.kind === 'scenario') checkDeclared(scene, view, document.gives.fields, name => ['gives', name], report)
    else
      for (const [result, fields] of Object.entries(document.gives))
        checkDeclared(scene, view, fields, name => ['gives', result, name], report)
  }
}

/** Required values that some way to this ending leaves unset; values that nobody keeps at all are reported once, elsewhere. */
function missingAt(view: View, knowledge: Knowledge, edge: Edge, promised: Fields): readonly string[] {
  return Object.entries(promised).flatMap(([name, type]) => {
    if (type.optional || (Object.hasOwn(view.given, name) && !view.given[name]?.optional)) return []
    if (hidesKnowledge(view.document)) return []
    if (!view.kept.some(kept => kept.name === name) && !Object.hasOwn(view.given, name)) return []
    return knowledge.knowsAfter(edge, name) ? [] : [name]
  })
}

function checkDeclared(
  scene: Scene,
  view: View,
  declared: Fields,
  pathOf: (name: string) => readonly string[],
  report: Report,
): void {
  const keptNames = view.kept.map(({ name }) => name)
  for (const [name, type] of Object.entries(declared)) {
    const kept =
      view.kept.find(candidate => candidate.name === name)?.type ??
      (Object.hasOwn(view.given, name) ? view.given[name] : undefined)
    if (kept === undefined) {
      if (!keepsUnknown(view, name) && !hidesDatum(scene.workspace, view, name))
        report.at('data/gives-never-kept', view.source, pathOf(name), 'key', { name, nearest: suggest(name, keptNames) })
    } else if (!fitsType(kept, type)) {
      report.at('type/gives', view.source, pathOf(name), 'value', {
        name,
        declared: describeType(type),
        kept: describeType(kept),
      })
    }
  }
}

/** Tells whether a step keeps the name from a service or block that is not there, and so without a type. */
function keepsUnknown(view: View, name: string): boolean {
  return view.steps.some(
    step =>
      (step.verb === 'do' || step.verb === 'use') &&
      step.keep !== undefined &&
      (typeof step.keep === 'string' ? step.keep === name : Object.hasOwn(step.keep, name)),
  )
}
