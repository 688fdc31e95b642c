import type { ServiceRequest } from '../../call/ports.ts'
import { readMoment, readName, readOptionalText, readText } from '../read-input.ts'
import type { StaffTask } from '../system.ts'
import { answerDeed, type ClinicService } from './service.ts'

/** Somebody who asked for a call and named no time is called within so long. */
const SOON_MS = 3_600_000
/** Of the values of `alert_measurements`, beside the pressure. */
const UNITS = { pulse: '/min', sugar_mg: 'mg/dl', sugar_mmol: 'mmol/l', weight: 'kg', temperature: '°C' } as const

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
      ...listMeasured(request.input),
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

/** What was measured, in units that are read in any language: `190/110 mmHg`, `72 /min`. */
function listMeasured(input: ServiceRequest['input']): readonly string[] {
  const { systolic, diastolic } = input
  const pressure = typeof systolic === 'number' && typeof diastolic === 'number' ? [`${systolic}/${diastolic} mmHg`] : []
  const others = Object.entries(UNITS).flatMap(([name, unit]) =>
    typeof input[name] === 'number' ? [`${input[name]} ${unit}`] : [],
  )
  return [...pressure, ...others]
}

/** What the staff has to do. */
export const TASK_SERVICES: Readonly<Record<string, ClinicService>> = {
  staff_task: addTask(() => ({})),
  urgent_task: addTask(() => ({ isUrgent: true })),
  async alert_measurements(request, tools) {
    const answer = await addTask(() => ({ isUrgent: true }))(request, tools)
    return { ...answer, values: { task: answer.record?.id } }
  },
  ask_callback: addTask(({ input }, now) => ({
    dueAt: input['at'] === undefined ? now + SOON_MS : readMoment(input['at']),
  })),
}
