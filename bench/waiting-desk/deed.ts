import type { FreeTime } from '../../src/engine/clinic/index.ts'
import type { Waiting } from '../../src/engine/clinic/waiting-list/index.ts'

/** One thing that happens to the waiting list, as the parent gives it and gives it again after a crash. */
export type DeskDeed =
  | { readonly kind: 'enter'; readonly waiting: Waiting }
  /** A visit that has the time is cancelled. */
  | { readonly kind: 'cancel'; readonly key: string; readonly visit: string }
  /** A time that nobody has is offered. */
  | { readonly kind: 'offer'; readonly time: FreeTime; readonly cause: string }
  /** Somebody who is not on the list wants the very time. */
  | { readonly kind: 'book'; readonly key: string; readonly patient: string; readonly slot: string }
  /** The list is tended; tells how it stands with a slot. */
  | { readonly kind: 'tend'; readonly slot: string }
  | { readonly kind: 'accept'; readonly offer: string }
  | { readonly kind: 'decline'; readonly offer: string }
  /** Whoever still waits goes elsewhere, so that the list stays as long as a clinic's. */
  | { readonly kind: 'leave'; readonly waiting: readonly string[] }

/** From a worker to the parent. */
export interface DeskAnswer {
  readonly id: number
  readonly result: 'done' | 'taken' | 'refused'
  /** Of `tend`: offers of the slot that nobody has answered. */
  readonly open?: readonly string[]
  /** Of `tend`: the time is offered to nobody any more. */
  readonly isClosed?: boolean
}

/** What a worker is started with. */
export interface DeskWorkerOptions {
  /** Of the store. */
  readonly place: string
  /** So many are asked at once. */
  readonly atOnce: number
}
