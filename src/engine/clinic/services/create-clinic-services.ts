import type { Clock, ServiceRequest, Services } from '../../call/ports.ts'
import type { NameMatcher } from '../choose-patient.ts'
import { defineServices } from '../define-services.ts'
import { readText } from '../read-input.ts'
import type { ClinicSystem } from '../system.ts'
import { askPatiently, type Patience } from './patience.ts'
import { PATIENT_SERVICES } from './patients.ts'
import { answerDeed, type ClinicService, type ServiceTools } from './service.ts'
import { TASK_SERVICES } from './tasks.ts'
import { VISIT_SERVICES } from './visits.ts'

/** What the services need besides the clinic's system. */
export interface ClinicServicesOptions {
  readonly clock: Clock
  readonly names: NameMatcher
  /** The clinic's, IANA. */
  readonly zone: string
  /** Services that are no deeds of the clinic's system: what is known of it without looking into records. */
  readonly otherwise?: Services
  /** Sees to it that nobody calls the number (E.164) again; the same key is the same request. */
  stopCalling(phone: string, key: string): Promise<void>
}

const READING: Patience = { timeoutMs: 4000, tries: 3 }
const DOING: Patience = { timeoutMs: 10_000, tries: 2 }

const SERVICES: Readonly<Record<string, ClinicService>> = { ...VISIT_SERVICES, ...PATIENT_SERVICES, ...TASK_SERVICES }

/**
 * The services that scenarios ask for, over any clinic's system: the contracts of `scenarios-yaml/services`. A service is asked for again when
 * the system did not answer, since each of its deeds carries the request's key. What the system refuses rejects with `clinic/refused`.
 */
export function createClinicServices(system: ClinicSystem, options: ClinicServicesOptions): Services {
  const { clock, names, zone, stopCalling, otherwise } = options
  const tools: ServiceTools = { system, names, zone, now: () => clock.now() }
  const bind =
    (service: ClinicService) =>
    (_: unknown, request: ServiceRequest): ReturnType<ClinicService> =>
      askPatiently(clock, request.contract.sideEffects ? DOING : READING, () => service(request, tools))
  const services = defineServices(
    {
      ...Object.fromEntries(Object.entries(SERVICES).map(([name, service]) => [name, bind(service)])),
      async stop_calling({ phone }, { idempotencyKey }) {
        await stopCalling(readText(phone, 'phone'), idempotencyKey)
        return { result: 'done', values: {} }
      },
    },
    otherwise,
  )
  return {
    ...services,
    async verify(request) {
      const fate = await askPatiently(clock, READING, () => system.findDeed(request.idempotencyKey))
      return typeof fate === 'object' ? answerDeed(fate, request) : fate
    },
  }
}
