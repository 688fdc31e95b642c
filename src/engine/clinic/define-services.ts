import type { ServiceAnswer, ServiceRequest, Services } from '../call/ports.ts'
import { ClinicError } from './clinic-error.ts'

/**
 * What one service does. `input` is as its contract (`services/NAME.yaml`) takes it: moments in epoch ms, phones in E.164. Answers with
 * `{ result: 'done', values }` or another of the contract's results; throwing or rejecting means that the service failed. The reason goes
 * to the journal and must hold no personal data.
 */
export type ServiceFunction = (
  input: Readonly<Record<string, unknown>>,
  request: ServiceRequest,
) => ServiceAnswer | Promise<ServiceAnswer>

/** The clinic's services by name. One that is not there is asked of `otherwise`, or fails; so is what came of one whose answer was lost. */
export function defineServices(services: Readonly<Record<string, ServiceFunction>>, otherwise?: Services): Services {
  const find = (name: string): ServiceFunction | undefined => (Object.hasOwn(services, name) ? services[name] : undefined)
  return {
    async call(request) {
      const run = find(request.contract.name)
      if (run !== undefined) return run(request.input, request)
      if (otherwise !== undefined) return otherwise.call(request)
      throw new ClinicError('clinic/unknown_service', 'the clinic has no such service')
    },
    verify: request => (find(request.contract.name) === undefined ? otherwise?.verify?.(request) : undefined),
  }
}
