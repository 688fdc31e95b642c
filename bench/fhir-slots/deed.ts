/** One deed of a contender, as the parent gives it and gives it again after a crash. Every deed has its key. */
export type SlotDeed =
  | { readonly kind: 'cancel'; readonly key: string; readonly visit: string }
  | { readonly kind: 'move'; readonly key: string; readonly visit: string; readonly slot: string; readonly isHeld: boolean }
  | { readonly kind: 'book'; readonly key: string; readonly patient: string; readonly slot: string; readonly isHeld: boolean }

/** From a worker to the parent: what came of a deed. */
export interface SlotAnswer {
  readonly id: number
  readonly result: 'done' | 'taken' | 'refused'
}
