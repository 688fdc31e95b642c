import type { Severity } from '../finding.ts'

/**
 * One kind of finding. `message` says what is wrong in one sentence, `hint` how to mend it, both from the same
 * facts; `manual` is the paragraph of docs/reference/diagnostics.md (what it means, why it matters, how to mend),
 * written for somebody who runs a clinic's front desk and has never programmed.
 */
export interface FindingEntry {
  readonly severity: Severity
  readonly message: (facts: never) => string
  /** `undefined` when there is nothing to add to the message for these facts. */
  readonly hint?: (facts: never) => string | undefined
  readonly manual: string
}

/** Entries by code `area/kebab`. */
export type FindingEntries = Readonly<Record<`${string}/${string}`, FindingEntry>>

/** Checks the form of entries and keeps their exact types, so that `makeFinding` demands each code's own facts. */
export function defineFindings<const T extends FindingEntries>(entries: T): T {
  return entries
}

type FactsOfFunction<F> = F extends (...facts: infer P) => unknown
  ? P extends readonly [infer Facts, ...unknown[]]
    ? Facts
    : unknown
  : unknown

/** The facts that an entry's message and hint need together; `unknown` when they need none. */
export type FactsOfEntry<E> = (E extends { readonly message: infer M } ? FactsOfFunction<M> : unknown) &
  (E extends { readonly hint: infer H } ? FactsOfFunction<H> : unknown)
