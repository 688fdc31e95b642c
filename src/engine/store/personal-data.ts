/** Everything that is kept of a person, by kind of record. */
export type PersonData = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** What was erased, by kind of record, and the journals that lie as files. */
export interface Erasure {
  readonly counts: Readonly<Record<string, number>>
  /** What had to stay, by kind of record; absent: nothing of what is meant. */
  readonly kept?: Readonly<Record<string, number>>
  /** Files of journals within the data folder. */
  readonly journals: readonly string[]
}
