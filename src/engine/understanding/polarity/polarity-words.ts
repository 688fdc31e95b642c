/**
 * What a language says yes and no with. Words and short phrases, separated by spaces inside; a `*` at the end of a word stands for any
 * ending. Written with diacritics; those that the recogniser drops are found all the same.
 */
export interface PolarityWords {
  /** Says yes by itself. */
  readonly yes: readonly string[]
  /** Says of a time that it suits or stands, and so yes, but not to the question whether to cancel it. */
  readonly suits: readonly string[]
  /** Says no by itself. */
  readonly no: readonly string[]
  /** Turns round the verb that follows: не, not. In some languages the same word as "no". */
  readonly negators: readonly string[]
  /** Verbs and adjectives that accept; denied they refuse. */
  readonly consents: readonly string[]
  /** Verbs and adjectives that refuse or object; denied they accept. */
  readonly refuses: readonly string[]
  /** Moving a visit, as said in a request not to; denied it is refused. */
  readonly moves: readonly string[]
  /** Calling a visit off; denied it is refused. */
  readonly cancels: readonly string[]
  /** Requests that the verb's own form tells from a denied one: after them a bare "no" is an answer ("nie, przełóżmy" without its comma). */
  readonly commands?: readonly string[]
  /** May stand between a negator and what it denies. */
  readonly between: readonly string[]
  /** Courtesy, address, hesitation: neither here nor there. */
  readonly padding: readonly string[]
  /** Of who has come to the telephone and listens. Alone some of it asks to say it again ("słucham?"), beside "yes, that is me" it is courtesy. */
  readonly attends: readonly string[]
  /** Says that it is oneself: a yes where it is asked who is there, and nowhere else. */
  readonly oneself: readonly string[]
}
