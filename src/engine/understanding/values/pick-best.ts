import type { SpokenValue, ValueKind } from './kinds.ts'

/**
 * The value of the kind that was asked for, or null when none was said, or several of which none was chosen. A day and an hour
 * answer the question for a day, too; a mark between two marks answers the question for a mark.
 */
export function pickBest(values: readonly SpokenValue[], expect: ValueKind): SpokenValue | null {
  const fit = values.flatMap(value => {
    const projected = value.denied === true ? undefined : project(value, expect)
    return projected === undefined ? [] : [projected]
  })
  const exact = fit.filter(({ kind, confidence }) => kind === expect && confidence > 0.5)
  const candidates = exact.length > 0 ? exact : fit
  const last = candidates.at(-1)
  if (last === undefined) return null
  const isSame = candidates.every(({ value }) => String(value) === String(last.value))
  if (isSame || isNumber(expect) || last.confidence > 0.5) return last
  return null
}

function isNumber(kind: ValueKind): boolean {
  return kind === 'number' || kind === 'scale' || kind === 'temperature'
}

/** The value as one of the kind asked for; undefined when it says nothing of it. */
function project(value: SpokenValue, expect: ValueKind): SpokenValue | undefined {
  if (value.kind === expect) return value
  const text = String(value.value)
  const { part: _, ...rest } = value
  switch (expect) {
    case 'date': {
      if (value.kind === 'datetime') return { ...rest, kind: 'date', value: text.slice(0, 10) }
      if (value.kind !== 'part' && value.kind !== 'interval') return undefined
      const [from = '', to = ''] = text.split('/')
      const day = from === '..' ? to : from
      return /^\d{4}-\d\d-\d\dT/.test(day) ? { ...rest, kind: 'date', value: day.slice(0, 10) } : undefined
    }
    case 'time':
      return value.kind === 'datetime' ? { ...rest, kind: 'time', value: text.slice(10) } : undefined
    case 'interval':
      return value.kind === 'week' || value.kind === 'part' ? { ...rest, kind: 'interval' } : undefined
    case 'dates':
      return value.kind === 'date' ? { ...rest, kind: 'dates', value: [text] } : undefined
    case 'scale':
      return value.kind === 'scale_range' ? value : undefined
    case 'scale_range':
      return undefined
    case 'datetime':
    case 'part':
    case 'week':
    case 'month':
    case 'duration':
    case 'number':
    case 'temperature':
    case 'bp':
    case 'phone':
    case 'digits':
    case 'postcode':
      return undefined
  }
}
