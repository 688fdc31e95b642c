import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Speaking, Understanding } from '../../engine/call/index.ts'
import { createDialler } from '../../engine/campaigns/dialler/index.ts'
import { type CampaignReport, readReport, writeReportHtml } from '../../engine/campaigns/report/index.ts'
import { createMemoryClinic } from '../../engine/clinic/index.ts'
import { createJambonzSession } from '../../engine/jambonz/index.ts'
import { readStatusBody } from '../../engine/jambonz/status-report.ts'
import { createRestClient } from '../../engine/jambonz/rest/index.ts'
import { createFileMessages, createMessageDelivery, wrapMessages } from '../../engine/messages/index.ts'
import { openStore, type Store } from '../../engine/store/index.ts'
import { NAME_MATCHER } from '../../engine/understanding/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { createVirtualClock } from '../../simulation/index.ts'
import { sendDirectly } from '../../simulation/jambonz-server/index.ts'
import { createTown, type Habits, inventPatients, ORDINARY } from '../../simulation/patients/index.ts'
import { openCallJournals } from '../calls/call-journals.ts'
import { createSwitchboard } from '../calls/open-call.ts'
import type { OpenedCampaign } from '../campaigns/open-campaign.ts'
import { createPlanSource } from '../campaigns/plan-source.ts'
import { createLog } from '../log.ts'
import type { Surroundings } from '../workspace/read-surroundings.ts'
import { answerMessages } from './answer-messages.ts'
import { beginCampaign } from './begin-campaign.ts'
import { chooseFirstDay } from './choose-first-day.ts'
import { passTime } from './pass-time.ts'
import { DOCTORS, makeDemonstrationClinic } from './patient-list.ts'
import { type HeldCall, watchCalls } from './watch-calls.ts'

/** What a demonstration is made of. */
export interface DemonstrationOptions {
  /** Emptied at the start; the demonstration writes nowhere else. */
  readonly folder: string
  readonly opened: OpenedCampaign
  /** What the campaign holds. */
  readonly scenario: CompiledScenario
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
  onBegan?(began: DemonstrationState): void
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

/** How far it is. Instants are epoch ms, of the demonstration's own time. */
export interface DemonstrationState {
  readonly began: number
  readonly now: number
  readonly zone: string
  readonly patients: number
  readonly done: number
  /** Calls that ring or are held. */
  readonly live: number
  readonly calls: number
  readonly messages: number
  readonly replies: number
  /** Of contacts that are finished or with a person, the most frequent first. */
  readonly outcomes: readonly (readonly [outcome: string, contacts: number])[]
}

/** What came of it. */
export interface DemonstrationResult {
  readonly report: CampaignReport
  readonly state: DemonstrationState
  readonly reportFile: string
  readonly store: string
  readonly journals: string
}

const ACCESS = { url: 'http://jambonz.invalid', accountSid: 'demonstration', apiKey: 'none', applicationSid: 'demonstration' }
const PATIENTS = 200
const SEED = 20
const VISIT_DAYS = [1, 2, 3]
/** Virtual time between two looks, while there are calls and while there is none. */
const TICK_MS = { calls: 1000, between: 60_000 }
const LOOK_MS = { calls: 5000, between: 5 * 60_000 }
const MESSAGES_TICK_MS = 60_000
/** Whatever happens, it ends then. */
const LONGEST_MS = 7 * 24 * 3_600_000

/**
 * A campaign as in a clinic, with nobody at risk: invented patients are called by the dialler that calls real ones, their calls are held by the
 * call engine, through a telephone and a jambonz that are played, in time that passes faster. Resolves to undefined when told to stop.
 */
export async function runDemonstration(options: DemonstrationOptions): Promise<DemonstrationResult | undefined> {
  const { folder, opened, scenario, speaking, habits = ORDINARY, seed = SEED, signal } = options
  const { campaign, zone } = opened
  const began = chooseFirstDay(options.now, zone)
  const clock = createVirtualClock(began)
  const log = createLog('silent', { write: () => undefined }, false)
  const patients = inventPatients(options.patients ?? PATIENTS, { inDays: VISIT_DAYS, doctors: DOCTORS.length }, seed)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const storeFile = join(folder, 'trucada.db')
  const store = await openStore(storeFile, { mayBeLost: true })
  await beginCampaign({ folder, store, opened, patients, began })

  const journals = await openCallJournals(folder, Number.MAX_SAFE_INTEGER, log)
  const follow = watchCalls(call => options.onCall?.(call))
  const messages = createFileMessages({ append: line => appendFile(join(folder, 'outbox.jsonl'), line, { mode: 0o600 }) })
  const conversations = createSwitchboard({
    clock,
    log,
    understanding: options.understanding,
    speaking,
    services: createMemoryClinic(makeDemonstrationClinic(patients), { now: () => clock.now(), zone, names: NAME_MATCHER }),
    messages,
    scenarios: () => new Map([[scenario.name, scenario]]),
    openJournal(callId) {
      const journal = journals.open(callId)
      return {
        write(entry) {
          journal.write(entry)
          follow(callId, entry)
          town.hear(callId, entry)
        },
        position: () => journal.position(),
        leave: () => journal.leave(),
      }
    },
    hearResult: result => void dialler.hearResult(result),
  })
  const languages = new Map(patients.map(patient => [patient.phone, patient.language]))
  const town = createTown({
    access: ACCESS,
    clock,
    patients,
    habits,
    seed,
    isQuestion: node => scenario.nodes[node]?.kind === 'ask',
    connect: link =>
      sessionSide(
        createJambonzSession({
          link: { send: message => link.send(message), close: () => link.close() },
          clock,
          log,
          voices: options.surroundings.voices,
          lines: options.surroundings.lines,
          open: (info, telephone, keep) => conversations.open(info, telephone, keep),
        }),
      ),
    tell(info) {
      const status = readStatusBody(info)
      if (status === undefined) return
      void dialler.hearStatus(status)
      const { status: outcome } = status
      if (outcome === 'busy' || outcome === 'no-answer' || outcome === 'failed')
        options.onMissed?.({ language: languages.get(String(info['to'])) ?? '', at: clock.now(), outcome })
    },
  })
  const countLive = (): number => town.countLive()
  const rest = createRestClient({
    ...ACCESS,
    clock,
    exchange: sendDirectly(town.exchange, clock),
    rate: { most: Number.MAX_SAFE_INTEGER, windowMs: 1 },
  })
  const plans = createPlanSource({
    campaigns: () => opened.loaded,
    scenarios: () => new Map([[scenario.name, scenario]]),
    speaking,
  })
  const dialler = createDialler({
    store,
    rest,
    plans,
    clock,
    log,
    worker: 'demonstration',
    newId: () => `attempt-${++attempts}`,
    conversations,
    tickMs: () => (countLive() > 0 ? TICK_MS.calls : TICK_MS.between),
  })
  const delivery = createMessageDelivery({ store, providers: wrapMessages(messages), clock, log, tickMs: MESSAGES_TICK_MS })
  const replies = answerMessages({ store, clock, campaign: campaign.name, share: habits.answersMessages, seed })

  let attempts = 0
  let state: DemonstrationState = {
    began,
    now: began,
    zone,
    patients: patients.length,
    done: 0,
    live: 0,
    calls: 0,
    messages: 0,
    replies: 0,
    outcomes: [],
  }
  let isOver = false
  const look = async (): Promise<void> => {
    await replies.look()
    const live = countLive()
    state = { ...state, ...(await countAll(store, campaign.name)), now: clock.now(), live, calls: town.exchange.calls.size }
    options.onState?.(state)
    isOver = (state.done === state.patients && live === 0) || clock.now() - began > LONGEST_MS
    if (!isOver) clock.setTimeout(() => void look(), live > 0 ? LOOK_MS.calls : LOOK_MS.between)
  }
  options.onBegan?.(state)
  dialler.start()
  delivery.start()
  void look()
  const { speed } = options
  await passTime({
    clock,
    speed: () => (countLive() > 0 ? speed.calls : speed.between),
    isOver: () => isOver,
    ...(signal === undefined ? {} : { signal }),
  })
  await dialler.stop()
  await delivery.stop()
  await journals.close()
  try {
    if (signal?.aborted === true) return undefined
    const question = { campaign: campaign.name, title: campaign.title ?? campaign.name, at: clock.now() }
    const report = await readReport(store, question, opened.loaded.countries)
    const reportFile = join(folder, 'report.html')
    await writeFile(reportFile, writeReportHtml(report))
    return { report, state, reportFile, store: storeFile, journals: join(folder, 'calls') }
  } finally {
    await store.close()
  }
}

const sessionSide = (session: ReturnType<typeof createJambonzSession>) => ({
  receive: (frame: unknown) => session.receive(frame),
  closed: (code: number) => session.closed(code),
})

async function countAll(
  store: Store,
  campaign: string,
): Promise<Pick<DemonstrationState, 'done' | 'outcomes' | 'messages' | 'replies'>> {
  const outcomes = new Map<string, number>()
  for (const { state, outcome, count } of await store.contacts.count(campaign))
    if (state === 'finished' || state === 'worklist')
      outcomes.set(outcome ?? state, (outcomes.get(outcome ?? state) ?? 0) + count)
  const rows = await store.database
    .selectFrom('messages')
    .select(['direction', ({ fn }) => fn.countAll<number>().as('count')])
    .where('campaign', '=', campaign)
    .groupBy('direction')
    .execute()
  const countOf = (direction: 'in' | 'out'): number => Number(rows.find(row => row.direction === direction)?.count ?? 0)
  return {
    done: [...outcomes.values()].reduce((sum, count) => sum + count, 0),
    outcomes: [...outcomes].sort(([, one], [, other]) => other - one),
    messages: countOf('out'),
    replies: countOf('in'),
  }
}
