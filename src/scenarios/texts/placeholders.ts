import type { Text, TextPart, ValueFormat } from './text.ts'

/** A value that a text speaks or chooses by. */
export interface Placeholder {
  readonly path: string
  /** How it is used: spoken, or to choose a case. */
  readonly use: 'value' | 'plural' | 'select'
  readonly format?: ValueFormat
  /** Cases of a plural or select. */
  readonly cases?: readonly string[]
  /** Paths whose select surrounds this one: not spoken on every path through the text. */
  readonly inside: readonly string[]
}

const known = new WeakMap<Text, readonly Placeholder[]>()

/** Every value that the text uses, in the order of the text, the ones inside cases included. */
export function placeholdersOf(text: Text): readonly Placeholder[] {
  let placeholders = known.get(text)
  if (placeholders === undefined) {
    const found: Placeholder[] = []
    collect(text.parts, [], found)
    known.set(text, (placeholders = found))
  }
  return placeholders
}

function collect(parts: readonly TextPart[], inside: readonly string[], found: Placeholder[]): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'words':
        break
      case 'value':
        found.push({ path: part.path, use: 'value', inside, ...(part.format === undefined ? {} : { format: part.format }) })
        break
      case 'plural':
      case 'select': {
        const exact = part.kind === 'plural' ? part.exact : {}
        found.push({ path: part.path, use: part.kind, cases: Object.keys(part.cases), inside })
        const deeper = [...inside, part.path]
        for (const branch of Object.values(exact)) collect(branch, deeper, found)
        for (const branch of Object.values(part.cases)) collect(branch, deeper, found)
      }
    }
  }
}

/** The words of a text alone, values left out: every case of a choice, one after the other. */
export function wordsOf(text: Text): string {
  const only = text.parts[0]
  if (text.parts.length === 1 && only?.kind === 'words') return only.text
  return collectWords(text.parts)
}

function collectWords(parts: readonly TextPart[]): string {
  let words = ''
  for (const part of parts) {
    if (part.kind === 'words') words += part.text
    else if (part.kind === 'value') words += ' '
    else {
      const branches =
        part.kind === 'plural' ? [...Object.values(part.exact), ...Object.values(part.cases)] : Object.values(part.cases)
      words += branches.map(collectWords).join(' ')
    }
  }
  return words
}
