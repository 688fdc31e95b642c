import type { DataType } from '../../../../scenarios/model/data-type.ts'
import type { HearingContext } from '../../../call/ports.ts'
import { splitWords } from '../../tokens.ts'
import { soundOf } from './sounds.ts'

/** A word of the contact's data. */
export interface KnownWord {
  readonly sound: string
  readonly folded: string
  readonly mask: 'name' | 'address' | 'word'
}

const MOST_WORDS = 400

/** The words that the call knows of people: names, addresses, and whatever else was given as text. The clinic's own facts are no secret. */
export function listKnownWords({
  scenario,
  data,
  options,
}: Pick<HearingContext, 'scenario' | 'data' | 'options'>): readonly KnownWord[] {
  const words = new Map<string, KnownWord>()
  const add = (text: string, mask: KnownWord['mask']): void => {
    for (const { folded } of splitWords(text)) {
      if (folded.length < 2 || /\d/.test(folded) || words.size >= MOST_WORDS) continue
      const known = words.get(folded)
      if (known === undefined || known.mask === 'word') words.set(folded, { folded, sound: soundOf(folded), mask })
    }
  }
  const walk = (value: unknown, type: DataType | undefined): void => {
    if (typeof value === 'string') {
      if (type?.kind !== 'choice') add(value, type?.kind === 'address' ? 'address' : type?.kind === 'person' ? 'name' : 'word')
    } else if (Array.isArray(value)) {
      for (const one of value) walk(one, type?.kind === 'list' ? type.of : type)
    } else if (value !== null && typeof value === 'object') {
      for (const [name, one] of Object.entries(value)) {
        const inner = type?.kind === 'group' ? type.fields[name] : type
        // A person without a declared type still has a name.
        const isPerson = inner === undefined && ['name', 'first', 'last', 'cases'].includes(name)
        if (!(type?.kind === 'person' && name === 'gender')) walk(one, isPerson ? PERSON : inner)
      }
    }
  }
  for (const [scope, fields] of Object.entries(data ?? {}))
    for (const [name, value] of Object.entries(fields)) if (name !== 'clinic') walk(value, scenario.fields?.[scope]?.[name])
  if (options !== undefined) for (const value of options.values) walk(value, options.type)
  return [...words.values()]
}

const PERSON: DataType = { kind: 'person', optional: false }
