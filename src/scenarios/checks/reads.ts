import type { Fields } from '../model/data-type.ts'
import type { Step } from '../model/step.ts'
import type { SourceFile, SourcePath } from '../source/source-file.ts'
import { placeholdersOf } from '../texts/index.ts'
import { isOfMoment } from './lines.ts'
import type { Scene, View } from './view.ts'
import { findPlaceholder, wordingsOf } from './wordings.ts'

/** A place where a step uses a datum. */
export interface Read {
  readonly path: string
  /** Undefined for the rungs of a policy, which can be spoken in any step. */
  readonly step?: Step
  readonly source: SourceFile
  readonly at: SourcePath
  /** Offsets in the text that reads it. */
  readonly stretch?: readonly [number, number]
  /** Whether the step cannot do without a value. */
  readonly needsValue: boolean
  /** Whether it stands in a translation; the original is judged for what may be missing. */
  readonly isTranslation: boolean
}

const known = new WeakMap<View, readonly Read[]>()

/** Every use of data by the texts and inputs of a document; conditions are judged by themselves. */
export function readsOf(scene: Scene, view: View): readonly Read[] {
  let reads = known.get(view)
  if (reads === undefined) known.set(view, (reads = collectReads(scene, view)))
  return reads
}

function collectReads(scene: Scene, view: View): readonly Read[] {
  const reads: Read[] = []
  for (const { line, text, source, path: at, written, isOriginal } of wordingsOf(scene, view)) {
    if (text === undefined) continue
    for (const placeholder of placeholdersOf(text)) {
      if (isOfMoment(line, placeholder.path)) continue
      reads.push({
        path: placeholder.path,
        ...(line.step === undefined ? {} : { step: line.step }),
        source,
        at,
        stretch: findPlaceholder(written, placeholder.path),
        // A summary leaves out the sentence. A select has its "other" for what is missing, and what it surrounds is spoken on some ways only.
        needsValue: line.role !== 'summary' && placeholder.use !== 'select' && !placeholder.inside.includes(placeholder.path),
        isTranslation: !isOriginal,
      })
    }
  }
  for (const step of view.steps) {
    const add = (path: string, key: SourcePath, needsValue: boolean): void => {
      reads.push({ path, step, source: view.source, at: [...step.path, ...key], needsValue, isTranslation: false })
    }
    if (step.verb === 'ask' && step.chooseFrom !== undefined) add(step.chooseFrom, ['choose_from'], true)
    if (step.verb === 'ask' && step.asksFor !== undefined) add(step.asksFor, ['asks_for'], true)
    if (step.verb === 'send' && step.to.kind === 'path') add(step.to.path, ['to'], true)
    if (step.verb === 'do' || step.verb === 'use') {
      const wanted: Fields | undefined =
        step.verb === 'do' ? scene.workspace.services.get(step.service)?.takes : scene.workspace.blocks.get(step.block)?.takes
      for (const [name, value] of Object.entries(step.with)) {
        const type = wanted !== undefined && Object.hasOwn(wanted, name) ? wanted[name] : undefined
        if (value.kind === 'path') add(value.path, ['with', name], type !== undefined && !type.optional)
      }
    }
  }
  return reads
}
