import type { ServiceAnswer } from '../../call/ports.ts'

/** The service was done. */
export function finish(values: Readonly<Record<string, unknown>> = {}): ServiceAnswer {
  return { result: 'done', values }
}
