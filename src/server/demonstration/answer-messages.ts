import { randomUUID } from 'node:crypto'
import type { Clock } from '../../engine/call/ports.ts'
import type { IncomingText } from '../../engine/messages/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { type InventedPatient, writeBack } from '../../simulation/patients/index.ts'
import { createRandom } from '../../simulation/random.ts'

/** Whose messages are answered. */
export interface AnsweringOptions {
  readonly store: Store
  readonly clock: Clock
  readonly campaign: string
  readonly patients: readonly InventedPatient[]
  /** 0..1 of the messages that ask for an answer. */
  readonly share: number
  readonly seed: number
  /** Takes what a patient writes. */
  take(text: IncomingText): Promise<void>
}

const SOONEST_MS = 10 * 60_000
const LATEST_MS = 5 * 3_600_000
const ASKING = 'reminder'

/** Lets patients write back, some hours after the message that asks them. */
export function answerMessages(options: AnsweringOptions): { look(): Promise<void> } {
  const { store, clock, share } = options
  const random = createRandom(options.seed)
  const byVisit = new Map(options.patients.map(patient => [patient.visit.id, patient]))
  const seen = new Set<string>()
  return {
    async look() {
      const sent = await store.database
        .selectFrom('messages')
        .innerJoin('contacts', 'contacts.id', 'messages.contact')
        .select(['messages.id', 'messages.address', 'contacts.subject'])
        .where('messages.campaign', '=', options.campaign)
        .where('messages.template', '=', ASKING)
        .where('messages.state', '=', 'sent')
        .orderBy('contacts.subject')
        .execute()
      for (const { id, address, subject } of sent) {
        const patient = byVisit.get(subject)
        if (patient === undefined || seen.has(id)) continue
        seen.add(id)
        if (random.next() >= share) continue
        const text = writeBack(patient, random)
        const write = (): void => void options.take({ id: randomUUID(), from: address, text })
        clock.setTimeout(write, SOONEST_MS + random.below(LATEST_MS - SOONEST_MS))
      }
    },
  }
}
