import type { NewLetter } from '../store/index.ts'

/** When a message may leave: spans of local days, in order. */
export type Hours = readonly {
  /** Local midnight at which the day begins; epoch ms. */
  readonly dayAt: number
  readonly from: number
  /** Not any more at this instant. */
  readonly until: number
}[]

/** What the outbox keeps of a message that waits. */
export interface MessageLetter {
  /** Id of the message. */
  readonly message: string
  /** By which opt-outs are looked at. */
  readonly purpose: string
  readonly hours: Hours
}

/** A letter for a message; undefined when it has no hour at all. */
export function makeLetter(stream: string, { message, purpose, hours }: MessageLetter): NewLetter | undefined {
  const dueAt = hours[0]?.from
  if (dueAt === undefined) return undefined
  return { id: message, kind: 'message', stream, idempotencyKey: message, payload: { message, purpose, hours }, dueAt }
}

/** A letter as it was written; one without hours leaves at none. */
export function readLetter(payload: unknown): MessageLetter {
  const { message = '', purpose = '*', hours = [] } = (payload ?? {}) as Partial<MessageLetter>
  return { message, purpose, hours }
}

/** The first instant from `now` on in the hours, on a day on which nothing has been sent yet (`lastSent`); undefined when there is none. */
export function findHour(hours: Hours, now: number, lastSent: number | undefined): number | undefined {
  const open = hours.find(({ dayAt, until }) => now < until && (lastSent === undefined || lastSent < dayAt))
  return open && Math.max(now, open.from)
}
