import type { HeardValue } from '../call/ports.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { splitWords, type Token } from './tokens.ts'
import { isDeniedAt } from './values/index.ts'

/** Options given as words: those of whose label most was said; several when as much was said of each. Denied: excluded. */
export function chooseLabels(
  text: string,
  tokens: readonly Token[],
  options: readonly unknown[],
  language: Language,
): HeardValue[] {
  const labels = options.map(option => splitWords(labelOf(option)).map(({ folded }) => folded))
  const said = labels.map(label => label.flatMap(word => tokens.find(({ folded }) => isSameStem(word, folded)) ?? []))
  const scores = labels.map((label, index) => (said[index]?.length ?? 0) / Math.max(1, label.length))
  const best = Math.max(0, ...scores)
  if (best === 0) return []
  const start = tokens[0]?.start ?? 0
  const end = tokens.at(-1)?.end ?? 0
  return settleOptions(
    scores.flatMap((score, value) => {
      if (score !== best) return []
      const first = said[value]?.[0]
      const isDenied = first !== undefined && isDeniedAt(text, first.start, language)
      const confidence = score >= 0.5 ? 0.9 : 0.6
      return [{ kind: 'option', value, confidence, start, end, ...(isDenied ? { denied: true } : {}) }]
    }),
  )
}

/** Several that fit are each uncertain: the call has to ask which. */
export function settleOptions(values: readonly HeardValue[]): HeardValue[] {
  const wanted = new Set(values.filter(({ denied }) => denied !== true).map(({ value }) => value))
  return wanted.size > 1
    ? values.map(value => (value.denied === true ? value : { ...value, confidence: Math.min(value.confidence, 0.5) }))
    : [...values]
}

function labelOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return String((value as { readonly name?: unknown }).name ?? '')
  return String(value).replaceAll('_', ' ')
}

/** Equal but for the ending. */
function isSameStem(one: string, other: string): boolean {
  if (one === other) return true
  const length = Math.min(one.length, other.length) - 2
  return length >= 3 && one.slice(0, length) === other.slice(0, length) && Math.abs(one.length - other.length) <= 3
}
