import type { Clock, ServiceAnswer, ServiceRequest, Services } from '../../engine/call/ports.ts'
import type { ServiceContract } from '../../scenarios/model/documents.ts'
import { readContact } from '../../scenarios/contact/read-contact.ts'
import type { ServiceScript, Simulation } from '../script/simulation.ts'

/** A step's services answer so, whatever the script says: the way that sweeps try every result. */
export interface ForcedAnswer {
  readonly node: string
  readonly script: ServiceScript
}

/** Services of one simulated call. */
export interface ScriptedServices extends Services {
  /** Names of the services called, in order. */
  readonly called: readonly string[]
}

/** What scripted services need of their call. */
export interface ServiceStage {
  readonly clock: Clock
  readonly zone: string
  readonly scripts: Simulation['services']
  readonly forced: ForcedAnswer | undefined
  /** The clinic behind, made when it is first asked. */
  clinic(): Services | undefined
  /** A promise that needs virtual time to settle. */
  settle(promise: PromiseLike<unknown>): void
}

/** A service that a simulation lets fail, or that nobody plays. */
class ScriptedFailure extends Error {
  readonly code: string
  constructor(code: string) {
    super('the service fails in this simulation')
    this.code = code
  }
}

/** Turns `gives` of a script into the values of the contract. Problems name the field, never its content. */
export function readGiven(
  contract: ServiceContract,
  gives: unknown,
  zone: string,
):
  | { readonly values: Readonly<Record<string, unknown>> }
  | { readonly problems: readonly { path: string; message: string; hint?: string | undefined }[] } {
  const names = Object.keys(contract.gives)
  const isSingle = names.length === 1 && names[0] === 'result'
  const read = readContact(contract.gives, isSingle ? { result: gives } : gives, zone)
  return read.kind === 'contact' ? { values: read.data } : { problems: read.problems }
}

const readValues = new WeakMap<ServiceScript, Readonly<Record<string, unknown>>>()

/** The values of a script, read once for all calls of the simulation. */
function readOnce(contract: ServiceContract, script: ServiceScript, zone: string): Readonly<Record<string, unknown>> {
  const known = readValues.get(script)
  if (known !== undefined) return known
  const given = readGiven(contract, script.gives, zone)
  if ('problems' in given) throw new ScriptedFailure('simulation/bad-value')
  readValues.set(script, given.values)
  return given.values
}

/** Answers by the script, in order; when it is used up, or for services without one, as the clinic in memory does. */
export function createScriptedServices(stage: ServiceStage): ScriptedServices {
  const called: string[] = []
  const used = new Map<string, number>()

  const choose = (request: ServiceRequest): ServiceScript | undefined => {
    const { name } = request.contract
    if (stage.forced !== undefined && request.idempotencyKey.includes(`:${stage.forced.node}:`)) return stage.forced.script
    const script = stage.scripts[name]
    if (script === undefined) return undefined
    const at = used.get(name) ?? 0
    used.set(name, at + 1)
    return script.always ? script.answers[0] : script.answers[at]
  }
  const answer = (request: ServiceRequest, script: ServiceScript | undefined): ServiceAnswer | Promise<ServiceAnswer> => {
    if (script?.fails === true) throw new ScriptedFailure('simulation/fails')
    if (script?.result !== undefined && script.gives === undefined) return { result: script.result, values: {} }
    if (script?.gives !== undefined) {
      return { result: script.result ?? 'done', values: readOnce(request.contract, script, stage.zone) }
    }
    const clinic = stage.clinic()
    if (clinic === undefined) throw new ScriptedFailure('simulation/no-clinic')
    return clinic.call(request)
  }
  const answerLater = (request: ServiceRequest, script: ServiceScript): Promise<ServiceAnswer> =>
    new Promise((resolve, reject) => {
      stage.clock.setTimeout(() => {
        try {
          resolve(answer(request, script))
        } catch (error) {
          reject(error instanceof Error ? error : new ScriptedFailure('simulation/fails'))
        }
      }, script.takesMs)
    })
  return {
    called,
    call(request) {
      called.push(request.contract.name)
      const script = choose(request)
      if (script === undefined || script.takesMs === 0) {
        const given = answer(request, script)
        if (given instanceof Promise) stage.settle(given)
        return given
      }
      const later = answerLater(request, script)
      stage.settle(later)
      return later
    },
  }
}
