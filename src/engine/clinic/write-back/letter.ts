import type { ServiceRequest } from '../../call/ports.ts'

/** Kind of the clinic's letters in the outbox. */
export const KIND = 'clinic'

/** Key of a request's letter: the same request is the same letter. */
export function makeKey({ idempotencyKey }: Pick<ServiceRequest, 'idempotencyKey'>): string {
  return `${KIND} ${idempotencyKey}`
}
