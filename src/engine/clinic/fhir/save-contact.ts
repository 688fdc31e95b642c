import type { ClinicSystem, Deed } from '../system.ts'
import { answerWritten } from './add-task.ts'
import { keepOnce, markNew } from './keep-record.ts'
import type { Concept } from './resources.ts'
import type { FhirWorld } from './world.ts'

const MODE = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode'
const MEDIA: Readonly<Record<'call' | 'sms' | 'email', Concept>> = {
  call: { coding: [{ system: MODE, code: 'PHONE', display: 'telephone' }] },
  sms: { coding: [{ system: MODE, code: 'SMSWRIT', display: 'SMS message' }] },
  email: { coding: [{ system: MODE, code: 'MAILWRIT', display: 'mail' }] },
}
/** LOINC: "Patient Consent". */
const CONSENT: Concept = { coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Patient Consent' }] }
const PRIVACY: Concept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
}

/** That somebody was called or written to, as a Communication. */
export async function saveContact(
  world: FhirWorld,
  { key, patient, visit, about, channel, outcome, at }: Parameters<ClinicSystem['saveContact']>[0],
): Promise<Deed<unknown>> {
  return answerWritten(
    await keepOnce<'Communication'>(world, key, {
      resourceType: 'Communication',
      identifier: markNew(world, key),
      status: 'completed',
      medium: [MEDIA[channel]],
      topic: { text: about },
      sent: new Date(at).toISOString(),
      payload: [{ contentString: outcome }],
      ...(patient !== undefined && { subject: { reference: `Patient/${patient}` } }),
      ...(visit !== undefined && { about: [{ reference: `Appointment/${visit}` }] }),
    }),
  )
}

/** Whether the patient agrees to be called and written to by the robot. The newest record holds. */
export async function saveConsent(
  world: FhirWorld,
  { key, patient, agrees, at }: Parameters<ClinicSystem['saveConsent']>[0],
): Promise<Deed<unknown>> {
  return answerWritten(
    await keepOnce<'Consent'>(world, key, {
      resourceType: 'Consent',
      identifier: markNew(world, key),
      status: 'active',
      scope: PRIVACY,
      category: [CONSENT],
      patient: { reference: `Patient/${patient}` },
      dateTime: new Date(at).toISOString(),
      policyRule: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: agrees ? 'OPTIN' : 'OPTOUT' }],
        text: 'Calls and messages by a robot',
      },
      provision: { type: agrees ? 'permit' : 'deny' },
    }),
  )
}
