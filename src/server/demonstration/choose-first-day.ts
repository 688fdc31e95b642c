import { DateTime } from 'luxon'

/** Half an hour before the calls may begin. */
const BEGINS = { hour: 8, minute: 30 }

/** When a demonstration begins: on the first Monday from tomorrow on, so that the days of its visits are working days. Epoch ms. */
export function chooseFirstDay(now: number, zone: string): number {
  const tomorrow = DateTime.fromMillis(now, { zone }).plus({ days: 1 })
  const monday = tomorrow.plus({ days: (8 - tomorrow.weekday) % 7 })
  return monday.set({ ...BEGINS, second: 0, millisecond: 0 }).toMillis()
}
