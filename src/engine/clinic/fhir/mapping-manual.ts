import { printKeys } from '../../../scenarios/model/print-keys.ts'
import { codeShape, identifiersShape, mappingShape, measurementShape, signOnShape } from './mapping-file.ts'

const INTRODUCTION = `
# clinic-fhir.yaml: reference

Generated from the code; do not edit. Every key that is not listed here is an error. How to connect a server:
[connect your clinic](../guides/connect-your-clinic.md).

How the clinic's FHIR R4 server keeps what scenarios speak of. Only \`server\` and \`timezone\` are needed; secrets never stand in the file.

\`\`\`yaml
server: https://fhir.clinic.example/r4
timezone: Europe/Warsaw
sign_on: { client_id: trucada, key_id: "2026-1" }
specialties:
  cardiology: { system: http://snomed.info/sct, code: "394579002", display: Cardiology }
cancel_reasons:
  ill: { system: http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason, code: pat-fb }
staff:
  nurse: PractitionerRole/17
\`\`\`
`

const BOOKING = `
## How times are booked

| \`booking\` | when the server says | how |
| --- | --- | --- |
| \`operations\` | \`$find\`, \`$hold\` and \`$book\` of Appointment ([IHE Scheduling](https://profiles.ihe.net/ITI/Scheduling/)) | the server finds, holds and books |
| \`slots\` | it updates Slot and Appointment, and keeps versions | Slot and Appointment, each write with \`If-Match\` over the version that was read |
| \`tasks\` | neither | nothing is booked: a Task tells staff what the caller wants |

With \`operations\` a time is offered only where the proposal says the specialty, programme or doctor that was asked for; how long it is kept is the
server's to say. With \`tasks\` nothing is booked, held or freed: callers are told that reception will see to it, and no time goes down the waiting list.
The contract of the services is held by tests over \`slots\` and \`operations\`, and over HAPI's habits.

With \`slots\` a booking is three writes: the appointment as \`pending\`; the slot as \`busy\`, which decides who was first (412: another
time is offered); the appointment as \`booked\`. A move writes the intent on the appointment, takes the new slot, moves the appointment in
one write, and frees the old slot: the patient has a time at every moment. \`PATCH\` is never sent, since servers may pass over its
\`If-Match\`. A slot that says \`free\` while an appointment has it is not offered.

Each deed has a key, which stands in \`identifier\` of what it wrote (\`use: temp\` while it is under way), so that the same key is the same
deed after a crash too. What a dead process left is ended after two minutes.
`

const RECORDS = `
## What is read and written

| what | resource |
| --- | --- |
| who calls | \`Patient\` by \`phone\`, \`birthdate\`, id; new patients with \`If-None-Exist\` |
| free times | \`Schedule\` (whose \`actor\` are a Practitioner and a Location, with \`specialty\`, \`serviceType\`) and \`Slot\` |
| visits | \`Appointment\`; the patient's \`participant.status\`: \`needs-action\` booked, \`accepted\` confirmed, \`declined\` cancelled |
| the patient's answer | \`AppointmentResponse\` as well, where the server keeps it |
| a home visit | \`ServiceRequest\`, and a \`Task\` to see to it |
| a task for staff | \`Task\` with \`priority\`, \`owner\`, \`restriction.period.end\` |
| answers of a survey | \`QuestionnaireResponse\`, each under the scenario's name of the value |
| measured values | one \`Observation\` with a component for each, \`preliminary\` |
| a call or message | \`Communication\` |
| changed visits | \`Appointment\` by \`_lastUpdated\`, by the server's clock; its \`_history\` and, of deleted ones, \`Appointment/_history\`, where the server has them; else deleted ones are looked for before somebody is called about them; \`Subscription\` (\`rest-hook\`) |
| consent, and its end | \`Consent\`, opt-in or opt-out |
| facts | \`Location\` (where, and \`hoursOfOperation\`), \`HealthcareService\` and \`PractitionerRole\` (\`availableTime\`) |

Left out are patients who are dead (\`deceased\`), out of use (\`active: false\`) or replaced by another record (\`link\`), numbers that are old or whose
\`period\` is over, visits entered in error, and records that do not fit R4. A server that answers with something that is no FHIR, leads elsewhere, or in a
circle, is an error with a code and a remedy; what was begun goes on under its key when it is well again.

Facts are read every ten minutes and told in every language; \`facts.yaml\` wins where it answers too. A doctor is meant by name, and by the specialty
where nobody else has it; other names of doctors stand in \`specialties.yaml\`. \`comment\` is in the language of the records, and in others by HL7's
extension [translation](https://hl7.org/fhir/R4/extension-translation.html). A fact counts as verified on the day of \`meta.lastUpdated\`.
`

/** docs/reference/clinic-fhir.md. */
export function buildFhirManual(): string {
  const tables = [
    printKeys('', mappingShape),
    printKeys('sign_on', signOnShape),
    printKeys('identifiers', identifiersShape),
    printKeys('specialties, programs, cancel_reasons', codeShape),
    printKeys('measurements', measurementShape),
  ]
  return `${[INTRODUCTION.trim(), ...tables, BOOKING.trim(), RECORDS.trim()].join('\n\n')}\n`
}
