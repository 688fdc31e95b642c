import type { ServiceContract } from '../../../scenarios/model/documents.ts'
import type { ServiceRequest } from '../../call/ports.ts'
import type { NewLetter } from '../../store/index.ts'
import type { PatientContact } from '../system.ts'
import { KIND, makeKey } from './letter.ts'

/** What campaigns tell of each attempt, as `services/note_contact.yaml` says it; a clinic's folder of scenarios may lack that file. */
export const NOTE_CONTACT: ServiceContract = {
  kind: 'service',
  file: '',
  name: 'note_contact',
  about: '',
  takes: {},
  gives: {},
  results: [],
  sideEffects: true,
  idempotent: true,
  mayWait: true,
}

/** Whose letter it is. */
export interface ContactLetter {
  /** The same key is the same letter. */
  readonly key: string
  /** As nameStream gives it. */
  readonly stream: string
  /** The call or message by which it happened. */
  readonly callId: string
}

/** The letter by which the clinic hears that a patient was called or written to; it is due at once. */
export function makeContactLetter(
  { patient, visit, ...contact }: PatientContact,
  { key, stream, callId }: ContactLetter,
): NewLetter {
  const input = { ...(patient !== undefined && { patient_id: patient }), ...(visit !== undefined && { id: visit }), ...contact }
  const request = { contract: NOTE_CONTACT, input, idempotencyKey: key, callId } satisfies ServiceRequest
  const idempotencyKey = makeKey(request)
  return { id: idempotencyKey, kind: KIND, stream, idempotencyKey, payload: request, dueAt: contact.at }
}
