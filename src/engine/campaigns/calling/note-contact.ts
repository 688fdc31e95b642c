import { makeContactLetter, nameStream, readPatientId } from '../../clinic/write-back/index.ts'
import type { ContactRecord, Store } from '../../store/index.ts'
import type { EndedAttempt } from '../dialler/index.ts'
import { VISIT_GROUP } from '../lists/visit-rows.ts'

/** That a contact was called or has written, and what came of it. */
export interface NotedContact {
  readonly contact: Pick<ContactRecord, 'campaign' | 'person' | 'data'>
  readonly channel: 'call' | 'sms'
  readonly outcome: string
  /** Epoch ms. */
  readonly at: number
  /** The same key is told once. */
  readonly key: string
  /** The call or the message. */
  readonly callId: string
}

/** Ends by which nobody was called, or nobody knows whether: the clinic hears nothing of them. */
const NO_CONTACT: ReadonlySet<string> = new Set(['withdrawn', 'trunk_fault', 'congestion', 'unknown'])

/**
 * Writes down for the clinic what came of a contact, in the transaction in which that is decided: the clinic is told at least once, under the key,
 * in order for each patient. Nothing is written where the clinic knows neither the patient nor the visit.
 */
export async function noteContact(inside: Store, { contact, channel, outcome, at, key, callId }: NotedContact): Promise<void> {
  const person = NO_CONTACT.has(outcome) ? undefined : await inside.people.find(contact.person)
  if (person === undefined) return
  const patient = readPatientId(person.key)
  const visit = readVisit(contact.data)
  if (patient === undefined && visit === undefined) return
  const about = {
    about: contact.campaign,
    channel,
    outcome,
    at,
    ...(patient !== undefined && { patient }),
    ...(visit !== undefined && { visit }),
  }
  await inside.outbox.add(makeContactLetter(about, { key, callId, stream: nameStream.ofPerson(person) }), at)
}

/** The same of an attempt, as the dialler tells of its end. */
export function noteAttempt({ attempt, contact, outcome, at }: EndedAttempt, inside: Store): Promise<void> {
  const callId = attempt.callSid ?? attempt.id
  return noteContact(inside, { contact, channel: 'call', outcome, at, key: `${attempt.id}:outcome`, callId })
}

/** The visit that a contact is about, as the clinic's system names it. */
function readVisit(data: ContactRecord['data']): string | undefined {
  const visit = data[VISIT_GROUP]
  const id = typeof visit === 'object' && visit !== null ? (visit as { readonly id?: unknown }).id : undefined
  return typeof id === 'string' && id !== '' ? id : undefined
}
