import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { suggest } from '../../scenarios/source/suggest.ts'
import type { Setting } from './setting.ts'
import type { SettingsProblem } from './settings-error.ts'

/** What stands in trucada.yaml for each key, with its place; and what cannot be used. */
export interface SettingsFile {
  readonly values: ReadonlyMap<string, { readonly given: unknown; readonly place: string }>
  readonly problems: readonly SettingsProblem[]
}

/** Reads the text of trucada.yaml. Never throws. */
export function readSettingsFile(file: string, text: string, settings: readonly Setting[]): SettingsFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const problems: SettingsProblem[] = document.errors.map(error => ({
    place: placeOf(error.pos[0]),
    message: `this is not YAML: ${error.message}`,
    remedy: 'Write one setting a line, as in "port: 3000".',
  }))
  const values = new Map<string, { given: unknown; place: string }>()
  if (problems.length > 0 || document.contents === null) return { values, problems }
  if (!isMap(document.contents)) {
    return {
      values,
      problems: [
        { place: placeOf(0), message: 'settings are names with values', remedy: 'Write one setting a line, as in "port: 3000".' },
      ],
    }
  }
  const known = settings.map(setting => setting.key)
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const place = placeOf(isScalar(key) ? (key.range?.[0] ?? 0) : 0)
    if (!known.includes(name)) {
      const near = suggest(name, known)
      problems.push({
        place,
        message: `there is no setting "${name}"`,
        remedy: near === undefined ? `Settings are: ${known.join(', ')}.` : `Did you mean "${near}"?`,
      })
      continue
    }
    const valuePlace = isScalar(value) ? placeOf(value.range?.[0] ?? 0) : place
    values.set(name, { given: isScalar(value) ? value.value : value, place: valuePlace })
  }
  return { values, problems }
}
