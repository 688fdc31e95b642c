/** How far a prompt was played: it began, ended or was cut. */
export interface PromptEvent {
  readonly kind: 'prompt'
  /** Id of the turn (or transfer) that it belongs to. */
  readonly turn: string
  readonly state: 'started' | 'finished' | 'cut'
  /** Time played so far. */
  readonly heardMs?: number
  /** How much of the words that was, 0..1, where the telephone knows: voices and recordings differ in speed. */
  readonly heardShare?: number
}
