import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { suggest } from '../source/suggest.ts'
import type { DataType, Fields } from './data-type.ts'
import { NAME, nameShape } from './names.ts'
import type { Reading } from './reading.ts'

const PLAIN_TYPES = ['text', 'person', 'phone', 'date', 'time', 'moment', 'address', 'pressure', 'yes_no'] as const
const WORDS = [...PLAIN_TYPES, 'number', 'scale', 'list of']
const LIMIT = '-?\\d+(?:\\.\\d+)?'
const TYPE = new RegExp(
  `^(list of )*((${PLAIN_TYPES.join('|')})|number( ${LIMIT} to ${LIMIT})?|scale -?\\d+ to -?\\d+|\\[[a-z][a-z0-9_]*(, ?[a-z][a-z0-9_]*)*\\])\\??$`,
)

/** What an author writes for a type of data. */
export type TypeInput = string | readonly string[] | { readonly [name: string]: TypeInput }

/** A type of data. */
export const typeShape: z.ZodType<TypeInput> = z
  .union(
    [
      z.string().regex(TYPE),
      z.array(nameShape).min(1),
      z.record(
        nameShape,
        z.lazy(() => typeShape),
      ),
    ],
    { error: '#type' },
  )
  .meta({
    id: 'type',
    description:
      'text, person, phone, date, time, moment, address, pressure, yes_no, number, number 1 to 5, scale 0 to 10, [a, b], list of TYPE, or a group; "?" at the end: may be missing.',
  })
/** Data by name. */
export const fieldsShape = z.record(nameShape, typeShape)

/** Types by name as the model has them. Limits in the wrong order are reported and exchanged. */
export function readFields(reading: Reading, fields: Readonly<Record<string, TypeInput>> | undefined, path: SourcePath): Fields {
  const types: Record<string, DataType> = {}
  for (const [name, type] of Object.entries(fields ?? {})) types[name] = readType(reading, type, [...path, name])
  return types
}

/** A type as the model has it. */
export function readType(reading: Reading, type: TypeInput, path: SourcePath): DataType {
  if (isNames(type)) return { kind: 'choice', of: type, optional: false }
  if (typeof type !== 'string') return { kind: 'group', fields: readFields(reading, type, path), optional: false }
  const optional = type.endsWith('?')
  return readTypeWords(reading, optional ? type.slice(0, -1) : type, optional, path)
}

function isNames(type: TypeInput): type is readonly string[] {
  return Array.isArray(type)
}

function readTypeWords(reading: Reading, words: string, optional: boolean, path: SourcePath): DataType {
  if (words.startsWith('list of ')) return { kind: 'list', of: readTypeWords(reading, words.slice(8), false, path), optional }
  if (words.startsWith('[')) return { kind: 'choice', of: words.slice(1, -1).split(/, ?/), optional }
  const plain = PLAIN_TYPES.find(name => name === words)
  if (plain !== undefined) return { kind: plain, optional }
  const limits = /^(number|scale) (\S+) to (\S+)$/.exec(words)
  if (limits === null) return { kind: 'number', optional }
  const [low, high] = [Number(limits[2]), Number(limits[3])]
  if (low >= high) reading.report('shape/bad-scale', path, 'value', { found: words })
  return { kind: limits[1] === 'scale' ? 'scale' : 'number', from: Math.min(low, high), to: Math.max(low, high), optional }
}

/** Reports what is wrong with a type that does not fit the shape, as deep inside as the fault lies. */
export function explainType(reading: Reading, value: unknown, path: SourcePath): void {
  if (typeof value === 'string') {
    const word = value.replace(/\?$/, '').replace(/^list of /, '')
    reading.report('shape/bad-type', path, 'value', {
      found: value.slice(0, 60),
      nearest: suggest(word.split(' ')[0] ?? '', WORDS),
    })
  } else if (Array.isArray(value)) explainChoice(reading, value, path)
  else if (typeof value === 'object' && value !== null) explainGroup(reading, value, path)
  else
    reading.report('shape/bad-type', path, 'value', {
      found: value === null || value === undefined ? '' : JSON.stringify(value),
      nearest: undefined,
    })
}

function explainChoice(reading: Reading, value: readonly unknown[], path: SourcePath): void {
  if (value.length === 0)
    reading.report('shape/out-of-range', path, 'value', { what: 'A choice', range: 'a list of at least one option' })
  for (const [index, option] of value.entries()) {
    if (typeof option === 'string' && NAME.test(option)) continue
    const found = typeof option === 'string' ? option : JSON.stringify(option)
    reading.report('shape/bad-name', [...path, index], 'value', {
      what: 'an option of a choice',
      found,
      rule: 'Small letters, digits and underscores, beginning with a letter.',
      instead: undefined,
    })
  }
}

function explainGroup(reading: Reading, value: object, path: SourcePath): void {
  for (const [name, type] of Object.entries(value)) {
    if (!NAME.test(name)) {
      reading.report('shape/bad-name', [...path, name], 'key', {
        what: 'the name of a datum',
        found: name,
        rule: 'Small letters, digits and underscores, beginning with a letter.',
        instead: undefined,
      })
    }
    if (!typeShape.safeParse(type).success) explainType(reading, type, [...path, name])
  }
}

/** Every type, for the manual. */
export const typeManual = `
| type | what it is |
| --- | --- |
| \`text\` | words as they stand; a contact may give them by language: \`{ pl: …, uk: … }\` |
| \`person\` | a person's name, in parts |
| \`phone\` | a telephone number |
| \`date\`, \`time\`, \`moment\` | a day, an hour, both together |
| \`number\`, \`number 1 to 120\` | a number, with limits; limits with decimals (\`number 1 to 33.3\`) say that it has them: "siedem i dwa" is 7.2 |
| \`scale 0 to 10\` | a mark on a scale |
| \`address\` | a postal address, in parts |
| \`pressure\` | a blood pressure, in two numbers: \`pressure.systolic\`, \`pressure.diastolic\` |
| \`yes_no\` | yes or no |
| \`[ill, travelling, other]\` | one of these |
| \`list of moment\` | several of one type |
| \`{ name: person, born: date? }\` | a group |

A question mark at the end (\`date?\`) says that the datum may be missing; then it may be spoken only where a condition
has tested that it is there. A choice that may be missing is written in quotes: \`"[ill, other]?"\`.
`
