import type { Store } from '../../store/index.ts'
import { describeSlot } from './records.ts'

/**
 * Gives back the time that a visit has left, inside the transaction that changes the visit: it goes down the waiting list from that very
 * transaction, so that no crash comes in between. `cause`: the change by which it was left, as the waiting list names it; `now` in epoch ms.
 */
export async function letGo(
  inside: Store,
  { slot, visit, cause }: { readonly slot: string; readonly visit: string; readonly cause: string },
  now: number,
): Promise<void> {
  const { slots } = inside.clinic
  await slots.free(slot, visit, now)
  const left = await slots.find(slot)
  if (left === undefined || left.visit !== null || left.at <= now) return
  const { slot: id, at, ...about } = describeSlot(left)
  await inside.waiting.free({ id: cause, slot: id, at, about, freedAt: now })
}
