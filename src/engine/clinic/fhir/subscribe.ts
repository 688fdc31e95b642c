import type { Kept, Resource } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** Where the server tells of changes, and with what it proves itself there. */
export interface ChangeHook {
  readonly endpoint: string
  readonly secret: string
}

/** HAPI takes a criterion without a question mark for none. */
const CRITERIA = 'Appointment?'

/**
 * Has the server tell when appointments change: one Subscription of R4 (`rest-hook`) for an endpoint, without any content of them. To be asked
 * again now and then: one that the server has given up, or waits to be let go, is begun anew. `unsupported`: the server keeps none.
 */
export async function subscribe(world: FhirWorld, { endpoint, secret }: ChangeHook): Promise<'kept' | 'begun' | 'unsupported'> {
  const { connection, capabilities } = world
  if (!capabilities.canCreate('Subscription') || !capabilities.canRead('Subscription')) return 'unsupported'
  const channel = { type: 'rest-hook' as const, endpoint, header: [`Authorization: Bearer ${secret}`] }
  const own: Kept<'Subscription'>[] = []
  // There is no identifier of a Subscription in R4: its endpoint is ours alone.
  for await (const one of connection.search('Subscription', { url: endpoint }))
    if (one.channel.endpoint === endpoint) own.push(one)
  const [known] = own
  if (known === undefined) {
    const wanted: Resource<'Subscription'> = {
      resourceType: 'Subscription',
      status: 'requested',
      reason: 'Trucada hears of changed visits.',
      criteria: CRITERIA,
      channel,
    }
    const made = await connection.create(wanted, { url: endpoint }, false)
    return made.kind === 'refused' ? 'unsupported' : 'begun'
  }
  const isOurs = known.channel.header?.[0] === channel.header[0] && known.criteria === CRITERIA
  if (known.status === 'active' && isOurs) return 'kept'
  // Some servers begin what is requested, others wait until somebody says that it is active.
  const status = known.status === 'requested' ? 'active' : 'requested'
  const written = await connection.update({ ...known, status, criteria: CRITERIA, channel: { ...known.channel, ...channel } })
  return written.kind === 'refused' ? 'unsupported' : 'begun'
}
