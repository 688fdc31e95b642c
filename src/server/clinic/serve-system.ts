import { randomUUID } from 'node:crypto'
import type { Clock, Services } from '../../engine/call/ports.ts'
import {
  type ClinicFact,
  type ClinicKnowledge,
  type ClinicSystem,
  createClinicServices,
  createKnowledgeServices,
  type Doctor,
  type LeftTime,
} from '../../engine/clinic/index.ts'
import { OperationalError } from '../../engine/operational-error.ts'
import type { Store } from '../../engine/store/index.ts'
import { NAME_MATCHER } from '../../engine/understanding/index.ts'
import type { Log } from '../log.ts'
import { repeat } from '../repeat.ts'
import { findOfferCampaign, type OfferSources } from './find-offer-campaign.ts'
import type { ClinicChanges } from './hear-changes.ts'
import { offerFreedTimes } from './offer-freed-times.ts'
import { stopCalling } from './stop-calling.ts'

/** What a clinic's own system is served with. */
export interface ServedSystemOptions extends OfferSources {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** The clinic's, IANA. */
  readonly zone: string
  knowledge(): ClinicKnowledge
}

/** How freed times are offered where the system does more, or less, than cancel and move by calls. */
export interface FreedTimesOfSystem {
  /** False: the system keeps no time for anybody, so that none can be offered. */
  readonly canHold?: boolean
  /** Times that were left by whomever, since an instant in epoch ms. */
  listLeft?(since: number): AsyncIterable<LeftTime>
  /** Tells at once that something has changed; absent: nobody does. */
  readonly changes?: ClinicChanges
}

/** Who is in when changes seldom, and a caller waits for no record of it. */
const READ_FACTS_EVERY_MS = 10 * 60_000

/** The services of calls over a clinic's own system; what it has no answer for is answered from what the clinic says of itself, and freed times go down the waiting list. */
export function serveSystem(
  system: ClinicSystem,
  options: ServedSystemOptions,
  { canHold = true, listLeft, changes }: FreedTimesOfSystem = {},
): { readonly services: Services; close(): void } {
  const { store, clock, log, zone, knowledge } = options
  const now = (): number => clock.now()
  let systemFacts: readonly ClinicFact[] = []
  let systemDoctors: readonly Doctor[] = []
  const failed = (error: unknown): void => {
    const facts = error instanceof OperationalError ? { code: error.code } : {}
    log.warn(facts, "the facts of the clinic's system could not be read; it is tried again")
  }
  const reading = repeat({ clock, everyMs: READ_FACTS_EVERY_MS, failed }, async () => {
    systemFacts = await system.listFacts()
    systemDoctors = await system.listDoctors()
  })
  const knowAll = (): ClinicKnowledge => ({ ...knowledge(), systemFacts, systemDoctors })
  const open = (over: ClinicSystem): Services =>
    createClinicServices(over, {
      clock,
      zone,
      names: NAME_MATCHER,
      otherwise: createKnowledgeServices(knowAll, { now, zone }),
      stopCalling: (phone, key) => stopCalling(store, phone, key, now()),
    })
  if (!canHold) return { services: open(system), close: reading.close }
  const freedTimes = offerFreedTimes({
    store,
    system,
    clock,
    log,
    zone,
    newId: randomUUID,
    campaign: inside => findOfferCampaign(inside, options),
    ...(listLeft !== undefined && { listLeft }),
  })
  freedTimes.start()
  changes?.listen(freedTimes.soon)
  const close = (): void => {
    reading.close()
    freedTimes.stop()
  }
  return { services: freedTimes.answerOffers(open(freedTimes.system)), close }
}
