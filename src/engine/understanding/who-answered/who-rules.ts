/**
 * Signs by which whoever answers is told from the person that was called, as rules over words (see sign-rules.ts). All but the last three are machines;
 * they speak first and say much, so a rule names words that people who have just picked up do not say together.
 */
export interface WhoRules {
  /** A greeting that asks for a message. */
  readonly voicemail: readonly string[]
  /** The network says that nobody can be reached. */
  readonly network: readonly string[]
  /** An assistant asks who calls and why before it puts anybody through. */
  readonly screening: readonly string[]
  /** A menu, or a queue before an operator. */
  readonly menu: readonly string[]
  readonly fax: readonly string[]
  /** The telephone is being given to somebody, or somebody is being called to it. */
  readonly handing_over: readonly string[]
  readonly child: readonly string[]
  /** Somebody who says to be, or is plainly, another than the person asked for. */
  readonly another_person: readonly string[]
  /** Somebody comes to the telephone. */
  readonly picking_up: readonly string[]
}
