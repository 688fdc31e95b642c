import type { ContactRecord, Store } from '../../store/index.ts'
import { type CallingOptions, writeMessage } from '../calling/index.ts'

/** Whoever has just written is awake; later than this an answer is not awaited any more. */
const LATEST_MS = 3_600_000

/** Sends a text back, whatever the hour: each text once to a contact, so that two machines never write to each other without end. */
export async function addAnswer(
  inside: Store,
  calling: CallingOptions,
  contact: ContactRecord,
  { template, number, answers }: { readonly template: string; readonly number: string; readonly answers: string },
  now: number,
): Promise<void> {
  if (calling.policies.of(contact).consent.sms === 'forbidden') return
  const hours = [{ dayAt: now, from: now, until: now + LATEST_MS }]
  const about = { id: `${contact.id} answer ${template}`, channel: 'sms', template, address: number, hours, answers } as const
  // Not behind messages that wait for another day.
  const written = writeMessage(calling, contact, { ...about, stream: `answers ${number}` }, now)
  if (written === undefined || !(await inside.messages.add(written.record))) return
  await inside.outbox.add(written.letter, now)
}
