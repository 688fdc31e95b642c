import { IANAZone } from 'luxon'
import * as z from 'zod'
import { LANGUAGES } from '../../../scenarios/model/documents.ts'
import { durationShape } from '../../../scenarios/model/duration.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'

const text = z.string().min(1)
const uriShape = z.string({ error: '#uri' }).regex(/^[a-z][a-z0-9+.-]*:\S+$/i, { error: '#uri' })
const addressShape = z
  .string({ error: '#web-address' })
  .refine(written => /^https?:$/.test(URL.parse(written)?.protocol ?? ''), { error: '#web-address' })
const referenceShape = z.string({ error: '#reference' }).regex(/^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/, { error: '#reference' })
/** Each of `specialties`, `programs` and `cancel_reasons`. */
export const codeShape = strictShape({
  system: uriShape.describe('The code system: http://snomed.info/sct.'),
  code: text.describe('The code in it, in quotes when it is a number.'),
  display: text.optional().describe('Its name, for people who read the record.'),
})

/** `sign_on` of SMART backend services. */
export const signOnShape = strictShape({
  client_id: text.describe('What the clinic’s system calls Trucada.'),
  key_id: text.optional().describe('`kid` of the public key as it is registered there.'),
  token_url: addressShape.optional().describe('Where tokens are given; default: as `.well-known/smart-configuration` says.'),
  scope: text.optional().describe('What is asked for; default: `system/*.read system/*.write`.'),
})
/** `identifiers`. */
export const identifiersShape = strictShape({
  patient: uriShape.optional().describe('The numbers by which lists and staff know patients; `Patient.id` is always known.'),
  deeds: uriShape.optional().describe('Keys of what Trucada did: the same key is never done twice.'),
  visits: uriShape.optional().describe('On a slot: the appointment that Trucada took it for.'),
  holds: uriShape.optional().describe('On a slot: who holds it; `period.end` says until when.'),
  home_visits: uriShape.optional().describe('Numbers of requested home visits, as callers are told them.'),
})
/** Each of `measurements`. */
export const measurementShape = strictShape({
  system: uriShape.optional().describe('Default: http://loinc.org.'),
  code: text.describe('The code in it.'),
  unit: text.describe('UCUM: kg, mm[Hg], mmol/L.'),
})

/** `clinic-fhir.yaml`. */
export const mappingShape = strictShape({
  server: addressShape.describe('Address of the FHIR R4 server: https://fhir.clinic.example/r4.'),
  timezone: z
    .string({ error: '#zone' })
    .refine(zone => IANAZone.isValidZone(zone), { error: '#zone' })
    .describe('The clinic’s zone, by which mornings and afternoons are told: Europe/Warsaw.'),
  language: z.enum(LANGUAGES).optional().describe('Language of names and texts that are kept there; default: pl.'),
  country: z
    .string({ error: '#country' })
    .regex(/^[A-Z]{2}$/, { error: '#country' })
    .optional()
    .describe('Country of telephone numbers that are kept without one; default: PL.'),
  sign_on: z
    .union([z.enum(['none', 'bearer']), signOnShape], { error: '#sign-on' })
    .optional()
    .describe('none, bearer (a fixed token), or SMART backend services: `{ client_id: … }`. Default: none.'),
  booking: z
    .enum(['detect', 'operations', 'slots', 'tasks'])
    .optional()
    .describe('How times are booked; default: detect, by what the server says of itself.'),
  timeout: durationShape.optional().describe('How long an answer is waited for; default: 3s, for a caller is on the line.'),
  page: z.int().min(1).max(1000).optional().describe('Records a page; default: 100.'),
  identifiers: identifiersShape.optional().describe('Systems of identifiers.'),
  specialties: z.record(text, codeShape).optional().describe('Code of each specialty, by its name in scenarios.'),
  programs: z.record(text, codeShape).optional().describe('`serviceType` of each programme, by its name in scenarios.'),
  cancel_reasons: z
    .record(text, codeShape)
    .optional()
    .describe(
      'Code of each reason, by its name in scenarios; default: what HL7 calls "cancelled via automated reminder system".',
    ),
  measurements: z
    .record(text, measurementShape)
    .optional()
    .describe('Code and unit of each measured value, by its name in scenarios.'),
  forms: z.record(text, uriShape).optional().describe('Canonical address of the questionnaire of each form.'),
  service_comment: text
    .optional()
    .describe(
      'What `HealthcareService.comment` tells callers of, as a topic of facts: preparation, price. Default: it is told to nobody.',
    ),
  staff: z
    .record(text, referenceShape)
    .optional()
    .describe('Who does tasks, by the owner’s name in scenarios: { nurse: PractitionerRole/17, reception: Organization/1 }.'),
})
