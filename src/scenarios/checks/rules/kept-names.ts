import { hasUnknownWays, isBroken } from '../broken.ts'
import type { Kept } from '../data.ts'
import { readsOf } from '../reads.ts'
import type { Rule } from '../report.ts'
import { describeType, fitsType } from '../types.ts'
import type { Scene, View } from '../view.ts'

const ALWAYS_THERE: Readonly<Record<string, string>> = {
  clinic: 'the facts of the policy',
  caller: 'what is known of the caller',
  now: 'the present moment',
  outcome: 'how the call ended',
  value: 'the value in a read-back',
}

/** Names that values are kept under: taken ones, two types under one name, and values that nobody uses. */
export const checkKeptNames: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.kept.length === 0) continue
    const used = collectUsed(scene, view)
    const first = new Map<string, Kept>()
    const unused = new Set<string>()
    for (const kept of view.kept) {
      const { name, path, type } = kept
      const part = path.at(-1) === 'keep' ? 'value' : 'key'
      const other = Object.hasOwn(ALWAYS_THERE, name)
        ? ALWAYS_THERE[name]
        : Object.hasOwn(view.given, name)
          ? describeGiven(view)
          : undefined
      if (other !== undefined) report.at('data/name-collision', view.source, path, part, { name, other })
      const before = first.get(name)
      if (before === undefined) first.set(name, kept)
      else if (!fitsType(type, before.type) && !fitsType(before.type, type) && other === undefined) {
        report.at('data/type-conflict', view.source, path, part, {
          name,
          type: describeType(type),
          other: describeType(before.type),
          step: before.step.name,
        })
      }
      if (!used.has(name) && !unused.has(name) && other === undefined && !hidesUse(view)) {
        unused.add(name)
        report.at('data/unused', view.source, path, part, { name })
      }
    }
  }
}

/** What could not be read may be what uses it. */
function hidesUse({ document, translations }: View): boolean {
  return (
    hasUnknownWays(document) ||
    isBroken(document, '.gives') ||
    isBroken(document, '.conditions') ||
    [...translations.values()].some(({ broken }) => broken?.has('.texts') === true)
  )
}

function describeGiven(view: View): string {
  if (view.kind === 'scenario') return 'a datum that the contact carries'
  return view.kind === 'block' ? 'a datum that the block takes' : 'a datum that every contact carries'
}

function collectUsed(scene: Scene, view: View): ReadonlySet<string> {
  const used = new Set<string>()
  const add = (path: string): void => void used.add(path.split('.', 1)[0] ?? path)
  for (const read of readsOf(scene, view)) add(read.path)
  for (const reading of view.conditions.values())
    for (const path of [...reading.reads, ...reading.proves, ...reading.provesElse]) add(path)
  if (view.document.kind === 'scenario') for (const name of Object.keys(view.document.gives.fields)) add(name)
  if (view.document.kind === 'block')
    for (const fields of Object.values(view.document.gives)) for (const name of Object.keys(fields)) add(name)
  return used
}
