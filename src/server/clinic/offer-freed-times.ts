import type { Clock, Services } from '../../engine/call/ports.ts'
import { makeOfferRow, mayCallAt } from '../../engine/campaigns/index.ts'
import type { ClinicSystem } from '../../engine/clinic/index.ts'
import {
  createOfferServices,
  createWaitingDesk,
  type Invitation,
  type OfferPolicy,
  watchFreed,
} from '../../engine/clinic/waiting-list/index.ts'
import { OperationalError } from '../../engine/operational-error.ts'
import type { Store } from '../../engine/store/index.ts'
import { importContacts } from '../campaigns/import-contacts.ts'
import type { OpenedCampaign } from '../campaigns/open-campaign.ts'
import type { Log } from '../log.ts'

/** What freed times are offered with. */
export interface FreedTimesOptions {
  readonly store: Store
  readonly system: ClinicSystem
  readonly clock: Clock
  readonly log: Log
  readonly zone: string
  /** Makes ids that are unique for ever. */
  newId(): string
  /** The campaign that calls people about offers. */
  readonly campaign: OpenedCampaign
}

/** Offers times that become free. */
export interface FreedTimesDesk {
  /** The clinic's system, whose cancelled and moved visits are heard of. */
  readonly system: ClinicSystem
  /** The services by which whoever is called answers, before others. */
  answerOffers(otherwise: Services): Services
  start(): void
  stop(): void
}

const EVERY_MS = 60_000
const HOUR_MS = 3_600_000
/** Long enough for two attempts; a time that begins sooner than two hours from now is worth nothing to most. */
const POLICY: Omit<OfferPolicy, 'zone'> = { answerWithinMs: 2 * HOUR_MS, atOnce: 1, closesBeforeMs: 2 * HOUR_MS }

/** Offers times that cancelled and moved visits leave free down the waiting list, by calls of a campaign. One process at a time may do it. */
export function offerFreedTimes(options: FreedTimesOptions): FreedTimesDesk {
  const { store, system, clock, log, zone } = options
  const desk = createWaitingDesk({
    store,
    system,
    policy: { ...POLICY, zone },
    now: () => clock.now(),
    newId: () => options.newId(),
    invite: (invitation, inside) => addContact(options, invitation, inside),
    // One is asked at a time: nobody is too late but who answers after their time, and hears that in the call.
    regret: async () => undefined,
  })
  let timer: unknown
  let isStopped = false
  // Nobody's turn passes while they cannot be called.
  const mayCall = (at: number): boolean => mayCallAt(options.campaign.campaign, options.campaign.loaded.countries, zone, at)
  const tend = async (): Promise<void> => {
    const now = clock.now()
    if (mayCall(now) && mayCall(now + HOUR_MS)) await tendDesk()
    if (!isStopped) timer = clock.setTimeout(() => void tend(), EVERY_MS)
  }
  const tendDesk = (): Promise<void> =>
    desk.tend().catch((error: unknown) => {
      const facts = error instanceof OperationalError ? { code: error.code } : {}
      log.warn(facts, 'freed times could not be offered; it is tried again')
    })
  return {
    system: watchFreed(
      system,
      () => clock.now(),
      time => desk.free(time),
    ),
    answerOffers: otherwise => createOfferServices(desk, otherwise),
    start: () => void tend(),
    stop() {
      isStopped = true
      clock.clearTimeout(timer)
    },
  }
}

/** Whoever is asked becomes a contact of the campaign, as from a list. Whom it cannot call is passed over when their time is up. */
async function addContact(
  { campaign, clock }: FreedTimesOptions,
  { offer, waiting, patient, freed, until }: Invitation,
  inside: Store,
): Promise<void> {
  if (patient === undefined) return
  const { at, specialty, doctor, place } = freed
  const about = Object.entries({ specialty, doctor, place, insteadOf: waiting.visit?.at }).filter(
    ([, value]) => value !== undefined,
  )
  const { rows, mapping } = makeOfferRow(campaign.scenario.gets, patient, { id: offer, at, until, ...Object.fromEntries(about) })
  await importContacts({
    store: inside,
    opened: campaign,
    list: { rows },
    mapping,
    file: 'the waiting list',
    mappingName: null,
    actor: 'waiting list',
    now: clock.now(),
    refuse: async () => undefined,
  })
}
