/** The types of data that a scenario can hold. Authors write `text`, `date?`, `scale 0 to 10`, `[a, b]`, `list of moment`, or a group of named fields. */
export type DataType =
  | {
      readonly kind: 'text' | 'person' | 'phone' | 'date' | 'time' | 'moment' | 'address' | 'pressure' | 'yes_no'
      readonly optional: boolean
    }
  | { readonly kind: 'number'; readonly from?: number; readonly to?: number; readonly optional: boolean }
  | { readonly kind: 'scale'; readonly from: number; readonly to: number; readonly optional: boolean }
  | { readonly kind: 'choice'; readonly of: readonly string[]; readonly optional: boolean }
  | { readonly kind: 'list'; readonly of: DataType; readonly optional: boolean }
  | { readonly kind: 'group'; readonly fields: Fields; readonly optional: boolean }

/** Named fields with their types, in the author's order. */
export type Fields = Readonly<Record<string, DataType>>

/** The cases of a name that a text may ask for. */
export const NAME_CASES = ['genitive', 'dative', 'accusative', 'instrumental', 'locative', 'vocative'] as const
/** One of the cases. */
export type NameCase = (typeof NAME_CASES)[number]
/** A name in its cases, as far as they are known; forms of other languages than the name's own stand under the language. */
export type NameCases = Readonly<Record<string, string | { readonly [name in NameCase]?: string }>>

/** A person as data: `name` is the full name as written; `first` and `last` are derived from it when not given. */
export interface PersonValue {
  readonly name: string
  readonly first?: string
  readonly last?: string
  /** Known grammatical gender; absent means unknown, and then no gendered wording may be spoken. */
  readonly gender?: 'female' | 'male'
  /** Forms that are spoken where a text asks for a case. */
  readonly cases?: NameCases
}

/** A blood pressure as data, in mmHg. */
export interface PressureValue {
  readonly systolic: number
  readonly diastolic: number
}

/** A postal address as data; every part may be missing until it is asked for. */
export interface AddressValue {
  readonly street?: string
  readonly building?: string
  readonly flat?: string
  readonly entrance?: string
  readonly floor?: string
  readonly code?: string
  readonly city?: string
}
