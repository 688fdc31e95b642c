import type { Language } from '../model/documents.ts'
import type { SourceFile, SourcePath } from '../source/source-file.ts'
import type { Text } from '../texts/index.ts'
import { type Line, pathOfVariant } from './lines.ts'
import { type Scene, sourceOf, type View } from './view.ts'

/** One variant of a line in one language, where it stands. */
export interface Wording {
  readonly line: Line
  readonly language: Language
  readonly written: string
  /** Undefined when it could not be read; another rule says why. */
  readonly text: Text | undefined
  readonly source: SourceFile
  readonly path: SourcePath
  /** Whether it is in the document's own language, and so in the document itself. */
  readonly isOriginal: boolean
}

const known = new WeakMap<View, readonly Wording[]>()

/** Every variant of every line of a document, in its own language and in every translation that there is. */
export function wordingsOf(scene: Scene, view: View): readonly Wording[] {
  let wordings = known.get(view)
  if (wordings === undefined) known.set(view, (wordings = collectWordings(scene, view)))
  return wordings
}

function collectWordings(scene: Scene, view: View): readonly Wording[] {
  const wordings: Wording[] = []
  const add = (
    line: Line,
    language: Language,
    variants: readonly string[],
    source: SourceFile,
    path: SourcePath,
    isOriginal: boolean,
  ): void => {
    for (const [index, written] of variants.entries()) {
      const { text } = scene.readText(written)
      wordings.push({ line, language, written, text, source, path: pathOfVariant({ path, variants }, index), isOriginal })
    }
  }
  for (const line of view.lines) add(line, view.document.speaks, line.variants, view.source, line.path, true)
  for (const translation of view.translations.values()) {
    if (translation.language === view.document.speaks) continue
    const source = sourceOf(scene.workspace, translation.file)
    for (const line of view.lines) {
      const variants = Object.hasOwn(translation.texts, line.key) ? translation.texts[line.key] : undefined
      if (variants !== undefined) add(line, translation.language, variants, source, ['texts', line.key], false)
    }
  }
  return wordings
}

/** Where a placeholder stands in a text, as offsets; the whole text when it cannot be found. */
export function findPlaceholder(written: string, path: string): readonly [number, number] {
  for (let at = written.indexOf('{'); at >= 0; at = written.indexOf('{', at + 1)) {
    const start = at + 1 + (written.slice(at + 1).match(/^\s*/)?.[0].length ?? 0)
    if (written.startsWith(path, start) && !/[\w.]/.test(written[start + path.length] ?? '')) return [start, start + path.length]
  }
  return [0, written.length]
}
