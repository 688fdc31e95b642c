/** A parsed text: what is spoken, with the values put in. */
export interface Text {
  readonly source: string
  readonly parts: readonly TextPart[]
}
/** One piece of a text, in the order of speaking. */
export type TextPart =
  | { readonly kind: 'words'; readonly text: string }
  /** `{appointment.at: day and time}`; without a format the type's own default form. */
  | { readonly kind: 'value'; readonly path: string; readonly format?: ValueFormat }
  /** ICU plural over Intl.PluralRules; `#` inside is a value part with path of the number. `exact` holds `=0` cases. */
  | {
      readonly kind: 'plural'
      readonly path: string
      readonly ordinal: boolean
      readonly exact: Readonly<Record<string, readonly TextPart[]>>
      readonly cases: Readonly<Record<string, readonly TextPart[]>>
    }
  | { readonly kind: 'select'; readonly path: string; readonly cases: Readonly<Record<string, readonly TextPart[]>> }

/** How a value is spoken. */
export const VALUE_FORMATS = [
  'day',
  'time',
  'day and time',
  'weekday',
  'date',
  'list of day',
  'list of time',
  'list of day and time',
  'list',
  'money',
  'phone',
  'ordinal',
  'number',
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
] as const
/** One of the formats. */
export type ValueFormat = (typeof VALUE_FORMATS)[number]
