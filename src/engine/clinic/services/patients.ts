import { readMoment, readName, readOptionalText, readText } from '../read-input.ts'
import { answerDeed, type ClinicService, findMeant } from './service.ts'

/** Keeps what a patient said, as answers of a form. */
const keepAnswers =
  (form: string): ClinicService =>
  async (request, tools) => {
    const { patient: person, phone: _phone, patient_id: _id, ...answers } = request.input
    const patient = await findMeant(request.input, tools)
    const deed = await tools.system.saveAnswers({
      key: request.idempotencyKey,
      form,
      // Whom the clinic does not find by the name, its staff may.
      ...(patient === undefined ? { answers: { ...answers, patient: readName(person) } } : { patient: patient.id, answers }),
    })
    return answerDeed(deed, request)
  }

function keepNumbers(values: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
    ),
  )
}

/** Who somebody is, and what they told of themselves. */
export const PATIENT_SERVICES: Readonly<Record<string, ClinicService>> = {
  async find_patient({ input }, tools) {
    const patient = await findMeant(input, tools)
    if (patient === undefined) return { result: 'unknown_patient', values: {} }
    const { id, address } = patient
    return { result: 'done', values: { patient_id: id, ...(address !== undefined && { address }) } }
  },
  async request_home_visit(request, { system }) {
    const { patient_id, ...details } = request.input
    const patient = readOptionalText(patient_id)
    const deed = await system.requestHomeVisit({
      key: request.idempotencyKey,
      details,
      ...(patient !== undefined && { patient }),
    })
    return answerDeed(deed, request)
  },
  async note_contact(request, { system }) {
    const { patient_id, id, about, channel, outcome, at } = request.input
    const patient = readOptionalText(patient_id)
    const visit = readOptionalText(id)
    const deed = await system.saveContact({
      key: request.idempotencyKey,
      about: readText(about, 'what it was about'),
      channel: channel === 'sms' || channel === 'email' ? channel : 'call',
      outcome: readText(outcome, 'an outcome'),
      at: readMoment(at),
      ...(patient !== undefined && { patient }),
      ...(visit !== undefined && { visit }),
    })
    return answerDeed(deed, request)
  },
  save_survey: keepAnswers('survey'),
  record_refusal: keepAnswers('refusal'),
  record_done_elsewhere: keepAnswers('done_elsewhere'),
  async save_measurements(request, { system, now }) {
    const { patient_id, ...values } = request.input
    const deed = await system.saveMeasurements({
      key: request.idempotencyKey,
      patient: readText(patient_id, 'a patient'),
      at: now(),
      values: keepNumbers(values),
    })
    return answerDeed(deed, request)
  },
}
