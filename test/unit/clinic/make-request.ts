import type { ServiceRequest } from '../../../src/engine/call/ports.ts'
import type { ServiceContract } from '../../../src/scenarios/model/documents.ts'

/** A request of a service whose contract says nothing of its inputs and results; one with side effects unless `about` says otherwise. */
export function makeRequest(
  name: string,
  input: Readonly<Record<string, unknown>>,
  idempotencyKey: string,
  about: Partial<Pick<ServiceContract, 'sideEffects' | 'mayWait'>> = {},
): ServiceRequest {
  const contract = { kind: 'service', file: '', name, about: '', takes: {}, gives: {}, results: [] } as const
  return {
    contract: { ...contract, sideEffects: true, idempotent: true, ...about },
    input,
    idempotencyKey,
    callId: `call of ${idempotencyKey}`,
  }
}
