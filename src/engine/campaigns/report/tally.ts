import { type Count, MOST_CONTACTS } from './report.ts'

/** Counts things by name, and remembers whom they happened to. */
export class Tally {
  readonly #counts = new Map<string, { count: number; readonly contacts: Set<string> }>()

  add(name: string, contact?: string | null, times = 1): void {
    let known = this.#counts.get(name)
    if (known === undefined) this.#counts.set(name, (known = { count: 0, contacts: new Set() }))
    known.count += times
    if (contact !== undefined && contact !== null && known.contacts.size < MOST_CONTACTS) known.contacts.add(contact)
  }

  countOf(name: string): number {
    return this.#counts.get(name)?.count ?? 0
  }

  /** The most frequent first; of the same frequency by name. */
  list(): readonly Count[] {
    return [...this.#counts]
      .map(([name, { count, contacts }]) => ({ name, count, contacts: [...contacts] }))
      .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
  }
}
