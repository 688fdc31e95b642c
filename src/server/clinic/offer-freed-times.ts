import type { Clock, Services } from '../../engine/call/ports.ts'
import { makeOfferRow, mayCallAt } from '../../engine/campaigns/index.ts'
import type { ClinicSystem, LeftTime } from '../../engine/clinic/index.ts'
import {
  createOfferServices,
  createWaitingDesk,
  type Invitation,
  type OfferPolicy,
} from '../../engine/clinic/waiting-list/index.ts'
import { OperationalError } from '../../engine/operational-error.ts'
import type { Store } from '../../engine/store/index.ts'
import { importContacts } from '../campaigns/import-contacts.ts'
import type { OpenedCampaign } from '../campaigns/open-campaign.ts'
import type { Log } from '../log.ts'
import { type Repeated, repeat } from '../repeat.ts'

/** What freed times are offered with. */
export interface FreedTimesOptions {
  readonly store: Store
  readonly system: ClinicSystem
  readonly clock: Clock
  readonly log: Log
  readonly zone: string
  /** Makes ids that are unique for ever. */
  newId(): string
  /** The campaign that calls people about offers; asked each time, with the store of the transaction that one is under way in. Undefined: nobody is asked now. */
  campaign(store: Store): Promise<OpenedCampaign | undefined>
  /** Times that visits have left since an instant (epoch ms), by whomever; absent where the system does not tell. */
  listLeft?(since: number): AsyncIterable<LeftTime>
}

/** Offers times that become free. */
export interface FreedTimesDesk {
  /** The clinic's system, whose cancelled and moved visits are heard of. */
  readonly system: ClinicSystem
  /** The services by which whoever is called answers, before others. */
  answerOffers(otherwise: Services): Services
  start(): void
  /** Looks now for what has become free. */
  soon(): void
  stop(): void
}

const EVERY_MS = 60_000
/** After a start it is asked what was left while nobody looked; later again what was written while the answer was made. */
const BEGINS_BACK_MS = 86_400_000
const OVERLAP_MS = 2 * 60_000
const HOUR_MS = 3_600_000
/** Long enough for two attempts; a time that begins sooner than two hours from now is worth nothing to most. */
const POLICY: Omit<OfferPolicy, 'zone'> = { answerWithinMs: 2 * HOUR_MS, atOnce: 1, closesBeforeMs: 2 * HOUR_MS }

/** Offers times that cancelled and moved visits leave free down the waiting list, by calls of a campaign. Several processes over one store take turns. */
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
  const tendAlone = async (): Promise<void> => void (await store.exclusively('freed times', () => desk.tend()))
  let offering: Repeated | undefined
  let since = clock.now() - BEGINS_BACK_MS
  const hear = async (): Promise<void> => {
    await desk.takeUp()
    if (options.listLeft === undefined) return
    const began = clock.now()
    for await (const left of options.listLeft(since)) await desk.leave(left)
    since = began - OVERLAP_MS
  }
  const look = async (): Promise<void> => {
    await hear()
    const campaign = await options.campaign(store)
    // Nobody's turn passes while they cannot be called.
    const mayCall = (at: number): boolean =>
      campaign !== undefined && mayCallAt(campaign.campaign, campaign.loaded.countries, zone, at)
    const now = clock.now()
    if (mayCall(now) && mayCall(now + HOUR_MS)) await tendAlone()
  }
  const failed = (error: unknown): void => {
    const facts = error instanceof OperationalError ? { code: error.code } : {}
    log.warn(facts, 'freed times could not be offered; it is tried again')
  }
  return {
    system: desk.system,
    answerOffers: otherwise => createOfferServices({ ...desk, tend: tendAlone }, otherwise),
    start() {
      offering = repeat({ clock, everyMs: EVERY_MS, failed }, look)
    },
    soon: () => offering?.soon(),
    stop: () => offering?.close(),
  }
}

/** Whoever is asked becomes a contact of the campaign, as from a list. Whom it cannot call is passed over when their time is up. */
async function addContact(
  options: Pick<FreedTimesOptions, 'campaign' | 'clock'>,
  { offer, waiting, patient, freed, until }: Invitation,
  inside: Store,
): Promise<void> {
  const campaign = await options.campaign(inside)
  if (patient === undefined || campaign === undefined) return
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
    now: options.clock.now(),
    refuse: async () => undefined,
  })
}
