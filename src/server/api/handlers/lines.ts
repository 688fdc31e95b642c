import type { LINE_CONTRACTS } from '../../contracts/lines.ts'
import type { HandlerContext, Handlers } from '../handler.ts'

/** The numbers that answer. */
export function createLineHandlers({ lines, clock }: HandlerContext): Handlers<typeof LINE_CONTRACTS> {
  return {
    async listLines() {
      const known = lines()
      const items = known.lines.map(line => ({
        number: line.number,
        scenario: line.scenario,
        language: line.language ?? null,
        isOpen: known.isOpen(line, clock.now()),
      }))
      return { body: { items } }
    },
  }
}
