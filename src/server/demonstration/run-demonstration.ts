import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Speaking, Understanding } from '../../engine/call/index.ts'
import { noteAttempt } from '../../engine/campaigns/calling/index.ts'
import { createDialler } from '../../engine/campaigns/dialler/index.ts'
import { type CampaignReport, readReport, writeReportHtml } from '../../engine/campaigns/report/index.ts'
import { createReplyServices, type ReplyOptions, takeReply } from '../../engine/campaigns/replies/index.ts'
import { createEmbeddedClinic } from '../../engine/clinic/embedded/index.ts'
import { createClinicServices, createKnowledgeServices } from '../../engine/clinic/index.ts'
import { CLINIC_LETTERS, createWriteBack } from '../../engine/clinic/write-back/index.ts'
import { createFileMessages, createKeptMessages, createMessageDelivery, wrapMessages } from '../../engine/messages/index.ts'
import { openStore } from '../../engine/store/index.ts'
import { NAME_MATCHER } from '../../engine/understanding/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { createVirtualClock } from '../../simulation/index.ts'
import { type Habits, inventPatients, ORDINARY } from '../../simulation/patients/index.ts'
import { openCallJournals } from '../calls/call-journals.ts'
import type { OpenedCampaign } from '../campaigns/open-campaign.ts'
import { createPlanSource } from '../campaigns/plan-source.ts'
import { offerFreedTimes } from '../clinic/offer-freed-times.ts'
import { createLog } from '../log.ts'
import type { Surroundings } from '../workspace/read-surroundings.ts'
import { answerMessages } from './answer-messages.ts'
import { beginCampaign } from './begin-campaign.ts'
import { chooseFirstDay } from './choose-first-day.ts'
import { DOCTORS } from './doctors.ts'
import { fillClinic } from './fill-clinic.ts'
import { type DemonstrationState, followCampaign } from './follow-campaign.ts'
import { openPlayedCalls } from './open-played-calls.ts'
import { passTime } from './pass-time.ts'
import { type HeldCall, watchCalls } from './watch-calls.ts'

/** What a demonstration is made of. */
export interface DemonstrationOptions {
  /** Emptied at the start; the demonstration writes nowhere else. */
  readonly folder: string
  readonly opened: OpenedCampaign
  /** The campaign that calls whoever waits for a time. */
  readonly offers: OpenedCampaign
  /** What the campaigns hold. */
  readonly scenarios: ReadonlyMap<string, CompiledScenario>
  readonly surroundings: Surroundings
  readonly understanding: Understanding
  readonly speaking: Speaking
  /** Epoch ms: the first day of the calls is the next Monday. */
  readonly now: number
  readonly patients?: number
  readonly habits?: Habits
  readonly seed?: number
  /** How fast time passes while calls are held, and while there is none; Infinity waits for nothing. */
  readonly speed: { readonly calls: number; readonly between: number }
  readonly signal?: AbortSignal
  onBegan?(state: DemonstrationState): void
  /** Now and then. */
  onState?(state: DemonstrationState): void
  /** A conversation is over. */
  onCall?(call: HeldCall): void
  /** A call reached nobody. */
  onMissed?(missed: MissedCall): void
}

/** A call that nobody took. */
export interface MissedCall {
  readonly language: string
  readonly at: number
  readonly outcome: 'busy' | 'no-answer' | 'failed'
}

/** What came of it. */
export interface DemonstrationResult {
  readonly report: CampaignReport
  readonly state: DemonstrationState
  readonly visits: ClinicVisits
  /** How much the clinic was told by letters of the outbox: confirmations, tasks, what came of each attempt. */
  readonly told: number
  readonly reportFile: string
  readonly store: string
  /** Folder of the calls' journals. */
  readonly journals: string
}

/** The visits that the campaign was about and those that it made, as the clinic's own system has them. */
export interface ClinicVisits {
  readonly booked: number
  readonly confirmed: number
  readonly cancelled: number
}

const PATIENTS = 200
const SEED = 20
const VISIT_DAYS = [1, 2, 3]
/** Between two looks for whom to call, while there are calls and while there is none. */
const TICK_MS = { calls: 1000, between: 60_000 }
const MESSAGES_TICK_MS = 60_000
/** Of whom those wait who speak as the clinic's schedules do. */
const WAITING_FROM = 80
const MOST_LETTERS = 100_000
const MONTH_MS = 30 * 24 * 3_600_000

/**
 * A campaign as in a clinic, with nobody at risk: invented patients are called by the dialler that calls real ones, their calls are held by the
 * call engine, through a telephone and a jambonz that are played, in time that passes faster. Resolves to undefined when told to stop.
 */
export async function runDemonstration(options: DemonstrationOptions): Promise<DemonstrationResult | undefined> {
  const { folder, opened, offers, scenarios, speaking, surroundings, habits = ORDINARY, seed = SEED, signal, speed } = options
  const { campaign, zone } = opened
  const began = chooseFirstDay(options.now, zone)
  const clock = createVirtualClock(began)
  const log = createLog('silent', { write: () => undefined }, false)
  const days = { inDays: VISIT_DAYS, doctors: DOCTORS.length }
  const patients = inventPatients(options.patients ?? PATIENTS, days, seed)
  const waiting = inventWaiting(days, patients.length, seed)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const storeFile = join(folder, 'trucada.db')
  const store = await openStore(storeFile, { mayBeLost: true })
  await fillClinic({ store, patients, waiting, began, zone })
  await beginCampaign({ folder, store, opened, offers, patients, began })

  const journals = await openCallJournals(folder, Number.MAX_SAFE_INTEGER, log)
  const sender = createFileMessages({ append: line => appendFile(join(folder, 'outbox.jsonl'), line, { mode: 0o600 }) })
  let ids = 0
  const newId = (): string => `D${String(++ids).padStart(6, '0')}`
  const system = createEmbeddedClinic({ store, clock, newId, zone })
  const freedTimes = offerFreedTimes({ store, system, clock, log, zone, newId, campaign: async () => offers })
  const clinic = freedTimes.answerOffers(
    createClinicServices(freedTimes.system, {
      clock,
      names: NAME_MATCHER,
      zone,
      otherwise: createKnowledgeServices(() => surroundings.knowledge, { now: () => clock.now(), zone }),
      // The dialler writes it into the ledger when the call has ended.
      stopCalling: async () => undefined,
    }),
  )
  let letters = 0
  const writeBack = createWriteBack({
    services: clinic,
    store,
    clock,
    newId: () => `L${String(++letters).padStart(6, '0')}`,
    log,
    tickMs: MESSAGES_TICK_MS,
  })
  const { services } = writeBack
  const people = [...patients, ...waiting]
  const languages = new Map(people.map(patient => [patient.phone, patient.language]))
  const { conversations, town, rest } = openPlayedCalls({
    clock,
    log,
    scenarios,
    surroundings,
    understanding: options.understanding,
    speaking,
    services,
    messages: createKeptMessages(store, clock),
    journals,
    patients: people,
    habits,
    seed,
    onEntry: watchCalls(call => options.onCall?.(call)),
    hearResult: result => void dialler.hearResult(result),
    hearStatus(status, to) {
      void dialler.hearStatus(status)
      follower.hurry()
      const { status: outcome } = status
      if (outcome === 'busy' || outcome === 'no-answer' || outcome === 'failed')
        options.onMissed?.({ language: languages.get(to) ?? '', at: clock.now(), outcome })
    },
  })
  const plans = createPlanSource({
    campaigns: () => opened.loaded,
    scenarios: () => scenarios,
    speaking,
  })
  const dialler = createDialler({
    store,
    rest,
    plans,
    clock,
    log,
    worker: 'demonstration',
    newId,
    conversations,
    tellEnd: noteAttempt,
    tickMs: () => (town.countLive() > 0 ? TICK_MS.calls : TICK_MS.between),
  })
  const delivery = createMessageDelivery({ store, providers: wrapMessages(sender), clock, log, tickMs: MESSAGES_TICK_MS })
  const replies: ReplyOptions = {
    store,
    callingOf: version => plans(version)?.calling,
    anyScenario: () => [...scenarios.values()][0],
    understanding: options.understanding,
    services,
    clock,
    log,
    tickMs: MESSAGES_TICK_MS,
  }
  const replyServices = createReplyServices(replies)
  const answering = answerMessages({
    store,
    clock,
    campaign: campaign.name,
    patients,
    share: habits.answersMessages,
    seed,
    take: text => takeReply(replies, text),
  })
  const follower = followCampaign({
    store,
    clock,
    campaign: campaign.name,
    zone,
    patients: patients.length,
    town,
    prepare: () => answering.look(),
    tell: state => options.onState?.(state),
  })

  options.onBegan?.(follower.state)
  dialler.start()
  delivery.start()
  replyServices.start()
  writeBack.start()
  freedTimes.start()
  follower.start()
  await passTime({
    clock,
    speed: () => (town.countLive() > 0 ? speed.calls : speed.between),
    isOver: () => follower.isOver,
    ...(signal === undefined ? {} : { signal }),
  })
  freedTimes.stop()
  await dialler.stop()
  await delivery.stop()
  await replyServices.stop()
  await writeBack.stop()
  await journals.close()
  try {
    if (signal?.aborted === true) return undefined
    const prices = campaign.prices === undefined ? {} : { prices: campaign.prices }
    const question = { campaign: campaign.name, title: campaign.title ?? campaign.name, at: clock.now(), ...prices }
    const report = await readReport(store, question, opened.loaded.countries)
    const reportFile = join(folder, 'report.html')
    await writeFile(reportFile, writeReportHtml(report))
    const { booked = 0, confirmed = 0, cancelled = 0 } = await store.clinic.visits.countByStatus(began, began + MONTH_MS)
    const visits = { booked, confirmed, cancelled }
    const told = (await store.outbox.listDone({ kind: CLINIC_LETTERS, limit: MOST_LETTERS })).length
    return { report, state: follower.state, visits, told, reportFile, store: storeFile, journals: join(folder, 'calls') }
  } finally {
    await store.close()
  }
}

/** Who waits for a time: their names for departments are those of the schedules, which are in Polish. */
function inventWaiting(
  days: Parameters<typeof inventPatients>[1],
  after: number,
  seed: number,
): ReturnType<typeof inventPatients> {
  return inventPatients(WAITING_FROM, { ...days, after }, seed + 1).filter(({ language }) => language === 'pl')
}
