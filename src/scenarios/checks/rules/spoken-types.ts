import { typeAt } from '../../conditions/index.ts'
import type { DataType } from '../../model/data-type.ts'
import { suggest } from '../../source/suggest.ts'
import { type Placeholder, placeholdersOf } from '../../texts/index.ts'
import { isOfMoment } from '../lines.ts'
import type { Report, Rule } from '../report.ts'
import { describeType, formatsOf } from '../types.ts'
import { findPlaceholder, type Wording, wordingsOf } from '../wordings.ts'

/** What texts do with values of each type: formats, plurals, cases, and values that have no spoken form. */
export const checkSpokenTypes: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const wording of wordingsOf(scene, view)) {
      if (wording.text === undefined) continue
      for (const placeholder of placeholdersOf(wording.text)) {
        if (isOfMoment(wording.line, placeholder.path)) continue
        const type = typeAt(view.fields, placeholder.path)
        if (type !== undefined) checkPlaceholder(wording, placeholder, type, report)
      }
    }
  }
}

function checkPlaceholder(
  { written, source, path: at }: Wording,
  { path, use, format, cases }: Placeholder,
  type: DataType,
  report: Report,
): void {
  const stretch = findPlaceholder(written, path)
  const described = describeType(type)
  if (use === 'plural') {
    if (type.kind !== 'number' && type.kind !== 'scale')
      report.within('type/plural', source, at, ...stretch, { path, type: described })
  } else if (use === 'select') {
    const known = casesOf(type, path)
    if (known === undefined) return
    for (const found of cases ?? []) {
      if (found !== 'other' && !known.includes(found))
        report.within('text/unknown-case', source, at, ...stretch, { path, found, nearest: suggest(found, known), known })
    }
  } else if (format !== undefined) {
    const possible = formatsOf(type)
    if (!possible.includes(format))
      report.within('type/format', source, at, ...stretch, { path, type: described, format, possible })
  } else if (
    type.kind === 'group' ||
    type.kind === 'yes_no' ||
    (type.kind === 'list' && (type.of.kind === 'group' || type.of.kind === 'list'))
  ) {
    report.within('type/not-speakable', source, at, ...stretch, { path, type: described, part: findSpeakablePart(path, type) })
  } else if (type.kind === 'choice') report.within('type/choice-spoken', source, at, ...stretch, { path, options: type.of })
}

/** The first part of a group that has a spoken form of its own. */
function findSpeakablePart(path: string, type: DataType): string | undefined {
  if (type.kind !== 'group') return undefined
  const part = Object.entries(type.fields).find(([, field]) => field.kind !== 'group' && field.kind !== 'yes_no')
  return part === undefined ? undefined : `${path}.${part[0]}`
}

function casesOf(type: DataType, path: string): readonly string[] | undefined {
  if (type.kind === 'choice') return type.of
  if (type.kind === 'yes_no') return ['true', 'false']
  return path.endsWith('.gender') ? ['female', 'male'] : undefined
}
