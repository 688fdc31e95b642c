import type { DataType } from '../model/data-type.ts'
import type { ValueFormat } from '../texts/index.ts'

/** Types whose values are plain words and fit where text is wanted. */
const WORDLIKE = new Set<DataType['kind']>(['text', 'phone', 'date', 'time', 'choice'])

/** Tells whether a value of one type can be handed over where another is wanted; whether it may be missing is not looked at. */
export function fitsType(given: DataType, wanted: DataType): boolean {
  if (wanted.kind === 'text') return WORDLIKE.has(given.kind)
  if (wanted.kind === 'number' || wanted.kind === 'scale') return given.kind === 'number' || given.kind === 'scale'
  if (wanted.kind === 'phone') return given.kind === 'phone' || given.kind === 'text'
  if (wanted.kind === 'choice') return given.kind === 'choice' && given.of.every(option => wanted.of.includes(option))
  if (wanted.kind === 'list') return given.kind === 'list' && fitsType(given.of, wanted.of)
  if (wanted.kind === 'group') {
    if (given.kind !== 'group') return false
    return Object.entries(wanted.fields).every(([name, type]) => {
      const mine = Object.hasOwn(given.fields, name) ? given.fields[name] : undefined
      return mine === undefined ? type.optional : fitsType(mine, type) && (type.optional || !mine.optional)
    })
  }
  return given.kind === wanted.kind
}

/** A type as its author writes it. */
export function describeType(type: DataType): string {
  switch (type.kind) {
    case 'list':
      return `list of ${describeType(type.of)}`
    case 'choice':
      return `[${type.of.join(', ')}]`
    case 'scale':
      return `scale ${type.from} to ${type.to}`
    case 'group':
      return `{ ${Object.entries(type.fields)
        .map(([name, field]) => `${name}: ${describeType(field)}`)
        .join(', ')} }`
    default:
      return type.kind
  }
}

/** The type of a literal in `with`. */
export function typeOfLiteral(value: string | number | boolean): DataType {
  if (typeof value === 'number') return { kind: 'number', optional: false }
  return { kind: typeof value === 'boolean' ? 'yes_no' : 'text', optional: false }
}

const FORMATS_BY_KIND: Readonly<Record<DataType['kind'], readonly ValueFormat[]>> = {
  text: ['as written', 'spelled', 'phone'],
  person: [
    'full name',
    'first name',
    'genitive',
    'dative',
    'accusative',
    'instrumental',
    'locative',
    'vocative',
    'spelled',
    'as written',
  ],
  phone: ['phone', 'as written', 'spelled'],
  date: ['day', 'date', 'weekday', 'as written'],
  time: ['time', 'as written'],
  moment: ['day', 'time', 'day and time', 'weekday', 'date', 'as written'],
  address: ['as written'],
  pressure: ['as written'],
  yes_no: [],
  number: ['number', 'ordinal', 'money', 'as written'],
  scale: ['number', 'ordinal', 'as written'],
  choice: ['as written'],
  list: [],
  group: [],
}

/** The formats in which values of a type can be spoken. */
export function formatsOf(type: DataType): readonly ValueFormat[] {
  if (type.kind !== 'list') return FORMATS_BY_KIND[type.kind]
  const items = FORMATS_BY_KIND[type.of.kind]
  const formats: ValueFormat[] = ['list']
  if (items.includes('day')) formats.push('list of day')
  if (items.includes('time')) formats.push('list of time')
  if (items.includes('day and time')) formats.push('list of day and time')
  return formats
}
