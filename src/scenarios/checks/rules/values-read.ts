import { typeAt } from '../../conditions/index.ts'
import { suggest } from '../../source/suggest.ts'
import { hidesKnowledge } from '../broken.ts'
import { hidesDatum, hidesTests, keepsUntyped } from '../hidden.ts'
import { knowledgeOf } from '../knowledge.ts'
import { type Read, readsOf } from '../reads.ts'
import type { Report, Rule } from '../report.ts'
import type { Scene, View } from '../view.ts'

/** Data that do not exist, are not set on some way, or may be missing where they are used. */
export const checkValuesRead: Rule = (scene, report) => {
  for (const view of scene.views) {
    const knowledge = knowledgeOf(scene, view)
    for (const read of readsOf(scene, view)) {
      if (typeAt(view.fields, read.path) === undefined) {
        if (!isFromUnknownPart(scene, view, read.path) && !hidesDatum(scene.workspace, view, read.path))
          reportUnknown(view, read, report)
        continue
      }
      if (!read.needsValue || read.isTranslation) continue
      for (const part of knowledge.neededFor(read.path)) {
        if (read.step !== undefined && knowledge.knows(read.step, part)) continue
        // The step that sets it may be the one that could not be read.
        if (hidesKnowledge(view.document) || hidesTests(view) || keepsUntyped(view, part.split('.', 1)[0] ?? part)) continue
        reportMissing(view, read, part, report)
        break
      }
    }
  }
}

function reportUnknown(view: View, read: Read, report: Report): void {
  const facts = { path: read.path, nearest: suggest(read.path, pathsNear(view, read.path)) }
  if (read.stretch === undefined) report.at('data/unknown', read.source, read.at, 'value', facts)
  else report.within('data/unknown', read.source, read.at, ...read.stretch, facts)
}

function reportMissing(view: View, { source, at, stretch }: Read, part: string, report: Report): void {
  const root = part.split('.', 1)[0] ?? part
  const setters = [...new Set(view.kept.filter(({ name }) => name === root).map(({ step }) => step.name))]
  const isKept = !Object.hasOwn(view.given, root)
  const code = isKept ? 'data/read-before-set' : 'data/optional-unguarded'
  const facts = { path: part, setters }
  if (stretch === undefined) report.at(code, source, at, 'value', facts)
  else report.within(code, source, at, ...stretch, facts)
}

/** Names that a slip of the pen could have meant: those of the same depth under the same or a similar beginning. */
function pathsNear(view: View, path: string): readonly string[] {
  const near: string[] = []
  const collect = (fields: View['fields'], prefix: string, depth: number): void => {
    for (const [name, type] of Object.entries(fields)) {
      near.push(`${prefix}${name}`)
      if (type.kind === 'group' && depth > 0) collect(type.fields, `${prefix}${name}.`, depth - 1)
      if (type.kind === 'person' && depth > 0)
        for (const part of ['name', 'first', 'last', 'gender']) near.push(`${prefix}${name}.${part}`)
    }
  }
  collect(view.fields, '', path.split('.').length)
  return near
}

/** What a service or block would give that is not there: it is reported as missing itself, once. */
function isFromUnknownPart(scene: Scene, view: View, path: string): boolean {
  const root = path.split('.', 1)[0] ?? path
  return view.steps.some(step => {
    if (step.verb === 'do' && step.keep !== undefined)
      return typeof step.keep === 'string' ? step.keep === root : Object.hasOwn(step.keep, root)
    return step.verb === 'use' && Object.hasOwn(step.keep, root) && !scene.workspace.blocks.has(step.block)
  })
}
