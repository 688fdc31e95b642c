/** The common names of a language. Names are separated by bars; a name's short forms and spellings follow it after spaces. */
export interface NameData {
  readonly female: string
  readonly male: string
  /** Separated by spaces, in the masculine where there is one. */
  readonly surnames: string
}

/** Whose name a form is; undeclared for both. */
export type Gender = 'female' | 'male'
