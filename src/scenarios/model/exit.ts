/**
 * Where the call goes on. Authors write a step's name, `back`, `stay`, `repeat`, `slower`, `anytime.NAME`,
 * `{ end: outcome }`, `{ give: result }` (blocks), `{ if: condition, go: exit, else: exit }`
 * or, after a service, `{ if_empty: exit, else: exit }`.
 */
export type Exit =
  | { readonly kind: 'step'; readonly step: string }
  /** Re-enter the interrupted step, which asks again in its short form. */
  | { readonly kind: 'back' }
  /** Go on listening where we are; nothing is spoken. */
  | { readonly kind: 'stay' }
  /** Say the last prompt again, whole. */
  | { readonly kind: 'repeat' }
  /** As `repeat`, and speak slower from now on. */
  | { readonly kind: 'slower' }
  | { readonly kind: 'anytime'; readonly name: string }
  | { readonly kind: 'end'; readonly outcome: string }
  | { readonly kind: 'give'; readonly result: string }
  | { readonly kind: 'if'; readonly condition: string; readonly go: Exit; readonly else: Exit }
  | { readonly kind: 'if_empty'; readonly go: Exit; readonly else: Exit }
