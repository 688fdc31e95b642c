import type { ServiceRequest } from '../../call/ports.ts'
import { readMoment, readName, readOptionalText, readText } from '../read-input.ts'
import type { StaffTask } from '../system.ts'
import { answerDeed, type ClinicService } from './service.ts'

/** Somebody who asked for a call and named no time is called within so long. */
const SOON_MS = 3_600_000

const addTask =
  (more: (request: ServiceRequest, now: number) => Partial<StaffTask>): ClinicService =>
  async (request, { system, now }) => {
    const { about, words, name, phone, patient_id } = request.input
    const patient = readOptionalText(patient_id)
    const telephone = readOptionalText(phone)
    const said = readOptionalText(words)
    const lines = [
      readText(about, 'what it is about'),
      ...(name === undefined ? [] : [readName(name)]),
      ...(said === undefined ? [] : [`„${said}”`]),
    ]
    const deed = await system.addTask({
      key: request.idempotencyKey,
      about: lines.join('\n'),
      ...(patient !== undefined && { patient }),
      ...(telephone !== undefined && { phone: telephone }),
      ...more(request, now()),
    })
    return answerDeed(deed, request)
  }

/** What the staff has to do. */
export const TASK_SERVICES: Readonly<Record<string, ClinicService>> = {
  staff_task: addTask(() => ({})),
  urgent_task: addTask(() => ({ isUrgent: true })),
  alert_measurements: addTask(() => ({ isUrgent: true })),
  ask_callback: addTask(({ input }, now) => ({
    dueAt: input['at'] === undefined ? now + SOON_MS : readMoment(input['at']),
  })),
}
