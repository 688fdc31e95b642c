import { z } from 'zod'
import { RequestProblem } from './request-problem.ts'

/** Where a page of each list goes on. */
export const CURSORS = {
  id: z.tuple([z.string()]),
  newest: z.tuple([z.int(), z.string()]),
  tasks: z.tuple([z.int(), z.int(), z.string()]),
} as const

/** A cursor: opaque to whoever gets it. */
function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/**
 * Reads what `writeCursor` wrote.
 * @throws {RequestProblem} for anything else
 */
export function readCursor<T extends z.ZodType>(schema: T, cursor: string | undefined): z.output<T> | undefined {
  if (cursor === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new RequestProblem(400, 'bad-cursor', 'The cursor is none of this list.', {
      remedy: 'Give "next" of the page before, as it is.',
    })
  }
}

/** A page of rows of which one more than `limit` was asked for. */
export function makePage<T, U>(
  rows: readonly T[],
  limit: number,
  write: (row: T) => U,
  placeOf: (row: T) => readonly (string | number)[],
): { readonly items: U[]; readonly next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(write), next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null }
}
