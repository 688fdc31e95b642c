import { randomUUID } from 'node:crypto'
import type { ClinicSystem } from '../../engine/clinic/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { Clock } from '../../engine/call/ports.ts'
import { createRandom } from '../../simulation/random.ts'

/** Whose messages are answered. */
export interface AnsweringOptions {
  readonly store: Store
  readonly clinic: ClinicSystem
  readonly clock: Clock
  readonly campaign: string
  /** 0..1 of the messages that ask for an answer. */
  readonly share: number
  readonly seed: number
}

const SOONEST_MS = 10 * 60_000
const LATEST_MS = 5 * 3_600_000

/** Patients who answer the message before the call by a yes, some hours later: the call is not needed any more. */
export function answerMessages({ store, clinic, clock, campaign, share, seed }: AnsweringOptions): { look(): Promise<void> } {
  const random = createRandom(seed)
  const seen = new Set<string>()
  const due: { readonly at: number; readonly contact: string; readonly address: string }[] = []
  return {
    async look() {
      const now = clock.now()
      const sent = await store.database
        .selectFrom('messages')
        .select(['id', 'contact', 'address'])
        .where('campaign', '=', campaign)
        .where('template', '=', 'reminder')
        .where('state', '=', 'sent')
        .orderBy('contact')
        .execute()
      for (const { id, contact, address } of sent) {
        if (contact === null || seen.has(id)) continue
        seen.add(id)
        if (random.next() < share) due.push({ at: now + SOONEST_MS + random.below(LATEST_MS - SOONEST_MS), contact, address })
      }
      for (const reply of due.filter(({ at }) => at <= now)) {
        due.splice(due.indexOf(reply), 1)
        await saveReply(store, campaign, reply, now)
        const visit = (await store.contacts.find(reply.contact))?.subject
        if (visit !== undefined) await clinic.confirm({ visit, key: `reply ${reply.contact}` })
      }
    },
  }
}

async function saveReply(
  store: Store,
  campaign: string,
  { contact, address }: { contact: string; address: string },
  now: number,
): Promise<void> {
  await store.transaction(async inside => {
    const record = await inside.contacts.find(contact)
    await inside.messages.add({
      id: randomUUID(),
      direction: 'in',
      channel: 'sms',
      template: null,
      contact,
      campaign,
      person: record?.person ?? null,
      address,
      body: 'TAK',
      state: 'received',
      providerId: null,
      meaning: 'agree',
      error: null,
      createdAt: now,
      changedAt: now,
    })
    await inside.contacts.plan(contact, { state: 'finished', dueAt: null, reason: 'reached', outcome: 'confirmed' }, now, [
      'waiting',
    ])
  })
}
