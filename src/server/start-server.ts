import { randomUUID } from 'node:crypto'
import type { JournalEntry, Messages, Services, Speaking, Understanding } from '../engine/call/index.ts'
import type { Clock } from '../engine/call/ports.ts'
import { createDialler, type Dialler, type DiallerOptions } from '../engine/campaigns/dialler/index.ts'
import { noteAttempt } from '../engine/campaigns/calling/index.ts'
import { createMemoryClinic } from '../engine/clinic/index.ts'
import { createHandoverWebhook } from '../engine/handovers/index.ts'
import { createEndpoint, type Log as EndpointLog, type StatusReport } from '../engine/jambonz/index.ts'
import { createStatusHook } from '../engine/jambonz/rest/index.ts'
import { createSpeaking } from '../engine/speaking/index.ts'
import type { Speech, SpeechProvider } from '../engine/speech/index.ts'
import { NAME_MATCHER } from '../engine/understanding/index.ts'
import type { CompiledScenario } from '../scenarios/compile/compiled.ts'
import type { VersionPlans } from './campaigns/plan-source.ts'
import { type ApiSources, createApi } from './api/index.ts'
import { openCallJournals } from './calls/call-journals.ts'
import { openLiveCalls, openWaitingRoom, sweepAbandoned } from './calls/live-calls.ts'
import { createSwitchboard } from './calls/open-call.ts'
import { type CallsInOptions, createCallsIn } from './calls/calls-in.ts'
import { CHANGES_PATH, type ClinicChanges } from './clinic/hear-changes.ts'
import { createWelcome } from './create-welcome.ts'
import { tellCall } from './events/index.ts'
import { letBodyTakeTime, listen } from './listen.ts'
import { addressMusic, answerMusic, MUSIC_PATH } from './music.ts'
import type { Log } from './log.ts'
import { MESSAGES_PATH, openMessaging } from './messages/open-messaging.ts'
import { createHealth, createMeters } from './observe/index.ts'
import { openPromptBook } from './prompts/open-prompt-book.ts'
import { type PromptBook, type PromptCounts, PROMPTS_PATH } from './prompts/prompt-book.ts'
import { readLogins, readWebAccess, type Settings } from './settings/index.ts'
import { findWebAddress } from './web-address.ts'
import { openServedSpeech } from './speech/open-served-speech.ts'
import { openUnderstanding } from './understanding/open-understanding.ts'
import type { Surroundings } from './workspace/read-surroundings.ts'

/** Path of the endpoint; part of what is entered in jambonz. */
export const CALLS_PATH = '/calls'
/** Path of the call status webhook over HTTP. */
const STATUSES_PATH = '/statuses'

/** The store of campaigns, the way to jambonz, and what versions of campaigns mean. */
export type CampaignCalls = Pick<DiallerOptions, 'store' | 'rest'> & { readonly plans: VersionPlans }

/** A server that closes waits so long for summaries that are on their way. */
const SUMMARIES_MS = 5000

/** What a server is made of. */
export interface ServerOptions {
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Log
  /** Asked for each call. */
  scenarios(): ReadonlyMap<string, CompiledScenario>
  /** Asked for each call. */
  surroundings(): Surroundings
  /** The clinic; absent: one in memory, filled from the fixture. */
  readonly services?: Services
  /** Whether the clinic behind `services` hears what came of attempts and replies, by letters of the outbox that it delivers. */
  readonly isClinicTold?: boolean
  /** Where messages go; absent: to the providers of messages.yaml. */
  readonly messages?: Messages
  /** What callers mean; absent: trucada's own. */
  readonly understanding?: Understanding
  /** How values are spoken; absent: trucada's own. */
  readonly speaking?: Speaking
  /** What calls of campaigns are made with; absent: none is made here. */
  readonly campaigns?: CampaignCalls
  /** Where calls in are kept, and whoever was not served is called back; absent: nowhere, and nobody is. */
  readonly callsIn?: Pick<CallsInOptions, 'store' | 'callbacks'>
  /** What the HTTP API answers from; absent: there is none. */
  readonly api?: Pick<ApiSources, 'store' | 'events' | 'callbacks' | 'campaigns' | 'workspace'>
  /** Hears that something has changed at the clinic; absent: nobody tells. */
  readonly changes?: ClinicChanges
  /** Providers of speech of one's own, besides those of the settings. */
  readonly speechProviders?: readonly SpeechProvider[]
  /** Sees every entry of every call's journal, besides the file. */
  onEntry?(callId: string, entry: JournalEntry): void
}

/** A server that answers calls. */
export interface RunningServer {
  readonly port: number
  /** `ws://HOST:PORT/calls`, as this machine reaches it. */
  readonly url: string
  /** Calls held now. */
  readonly calls: number
  /** Who listens and speaks for jambonz on the same port; absent where speech is off. */
  readonly speech: Speech | undefined
  /** What the sentences spoken so far were; absent where none is played from a file. */
  readonly prompts: PromptCounts | undefined
  /** Takes no more calls, answers /readyz with 503 and everything else as before; resolves when the last call has ended. */
  drain(): Promise<void>
  /** Stops at once; jambonz tries to connect again. */
  close(): Promise<void>
}

/** Opens the port and answers calls. Rejects with an `OperationalError` when the port, the data folder or the login of the settings cannot be used. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, clock, log } = options
  const made: { dialler?: Dialler; book?: PromptBook | undefined; isDraining?: true } = {}
  const meters = createMeters(() => clock.now())
  const logins = readLogins(settings)
  const web = readWebAccess(settings)
  const hearStatus = async (report: StatusReport): Promise<void> => {
    log.debug({ call: report.callId, status: report.status, sip: report.sipStatus }, 'call status')
    await made.dialler?.hearStatus(report)
  }
  const secret = settings.jambonz_webhook_secret
  const served = openServedSpeech(settings, clock, log, options.speechProviders)
  const { campaigns } = options
  const zone = [...options.scenarios().values()][0]?.clinic.zone ?? 'Europe/Warsaw'
  const understanding = options.understanding ?? openUnderstanding(settings, clock, log)
  const services =
    options.services ??
    createMemoryClinic(options.surroundings().fixture, {
      now: () => clock.now(),
      zone,
      names: NAME_MATCHER,
      knowledge: () => options.surroundings().knowledge,
    })
  const { isClinicTold = false } = options
  const forMessages = { understanding, services, isClinicTold, campaigns, scenarios: () => options.scenarios() }
  const messaging = await openMessaging({ settings, clock, log, own: options.messages, ...forMessages })
  // Before the port is opened: an address that is none must leave nothing open.
  const live = settings.redis_url === undefined ? undefined : await openLiveCalls(settings.redis_url, log)
  const room = await openWaitingRoom(settings.redis_url)
  const { surroundings } = options
  const api =
    options.api &&
    createApi({ ...options.api, settings, web, clock, log, meters, lines: () => surroundings().lines, letBodyTakeTime })
  const health = createHealth({
    ...(options.api !== undefined && { askStore: () => options.api?.store.campaigns.find('') ?? Promise.resolve() }),
    ...(live !== undefined && { isRedisReady: () => live.isReady }),
    countScenarios: () => options.scenarios().size,
    isDraining: () => made.isDraining === true,
  })
  const listener = await listen(settings.host, settings.port, {
    ...(secret === undefined ? {} : { [STATUSES_PATH]: createStatusHook({ secret, clock, hear: hearStatus, log }) }),
    ...served?.service.routes,
    '/healthz': (_request, response) => health.answerAlive(response),
    '/readyz': (_request, response) => health.answerReady(response),
    ...(api && { '/api/': api.answer, '/metrics': api.answer }),
    [PROMPTS_PATH]: (request, response) =>
      made.book === undefined ? response.writeHead(404).end() : made.book.answer(request, response),
    [MUSIC_PATH]: (request, response) => answerMusic(settings.campaigns, request, response),
    [MESSAGES_PATH]: messaging.answer,
    ...(options.changes && { [CHANGES_PATH]: options.changes.answer }),
  }).catch(async (error: unknown) => {
    await api?.close()
    await live?.close()
    await room.close()
    throw error
  })
  const address = findWebAddress(settings, listener.port)
  made.book = await openPromptBook({ settings, address, scenarios: options.scenarios, speech: served?.speech, log })
  const journals = await openCallJournals(settings.data, settings.keep_calls, log)
  const handovers = createHandoverWebhook({
    clock,
    log,
    url: () => options.surroundings().lines.summariesUrl,
    ...(settings.summaries_secret === undefined ? {} : { secret: settings.summaries_secret }),
  })
  const callsIn = options.callsIn && createCallsIn({ ...options.callsIn, clock, log })
  const switchboard = createSwitchboard({
    clock,
    log,
    understanding,
    speaking: options.speaking ?? createSpeaking(),
    services,
    handovers,
    speakWithinMs: settings.speak_within,
    messages: messaging.messages,
    scenarios: () => options.scenarios(),
    openJournal(callId, from) {
      const journal = journals.open(callId, from)
      return {
        write(entry) {
          journal.write(entry)
          meters.hearEntry(entry)
          if (options.api !== undefined) tellCall(options.api.events, callId, entry)
          options.onEntry?.(callId, entry)
        },
        position: () => journal.position(),
        leave: () => journal.leave(),
      }
    },
    isKept: live !== undefined,
    ...(callsIn === undefined ? {} : { callsIn }),
    hearResult: result =>
      void made.dialler?.hearResult(result).catch(() => log.error({ call: result.callId }, 'a result is looked at again')),
  })
  const about = {
    clock,
    log,
    worker: randomUUID(),
    newId: randomUUID,
    conversations: switchboard,
    onAttemptEnd: meters.hearAttemptEnd,
    ...(isClinicTold && { tellEnd: noteAttempt }),
  }
  if (campaigns !== undefined) made.dialler = createDialler({ ...campaigns, rest: meters.countOrders(campaigns.rest), ...about })
  const endpoint = createEndpoint({
    server: listener.server,
    path: CALLS_PATH,
    ...(logins.length === 0 ? {} : { isWelcome: createWelcome(logins) }),
    ...(served === undefined ? {} : { takeUpgrade: served.service.upgrade }),
    clock,
    log: log satisfies EndpointLog,
    detects: settings.answering_detector === 'on',
    hearTurn: meters.hearTurn,
    voices: () => made.book?.withPrompts(options.surroundings().voices) ?? options.surroundings().voices,
    lines: () => addressMusic(options.surroundings().lines, address),
    open: (info, telephone, keep) => switchboard.open(info, telephone, keep),
    resume: (info, telephone, keep, kept) => switchboard.resume(info, telephone, keep, kept),
    ...(live === undefined ? {} : { live }),
    room,
    hearStatus(report) {
      hearStatus(report).catch(() => log.error({ call: report.callId }, 'a call status could not be taken'))
    },
  })
  meters.watch({
    countLiveCalls: () => switchboard.live,
    countPausedTrunks: () => made.dialler?.countPausedTrunks() ?? 0,
    endpointCounts: () => endpoint.counts,
  })
  made.dialler?.start()
  const stopSweeping = live && sweepAbandoned(live, switchboard, log)
  messaging.start()
  callsIn?.start()
  // Not before whoever waits for this server has heard that it is there.
  setImmediate(() => {
    meters.prepare()
    api?.prepare()
  })
  return {
    port: listener.port,
    speech: served?.speech,
    get prompts() {
      return made.book?.counts()
    },
    url: `ws://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${listener.port}${CALLS_PATH}`,
    get calls() {
      return switchboard.live
    },
    async drain() {
      made.isDraining = true
      api?.leave()
      // The port stays open: calls that are held need its prompts, its speech and a way back, and balancers ask whether it is ready.
      endpoint.drain()
      await made.dialler?.stop()
      await switchboard.whenIdle()
    },
    async close() {
      await made.dialler?.stop()
      stopSweeping?.()
      await messaging.stop()
      await callsIn?.stop()
      listener.stopListening()
      await api?.close()
      await endpoint.close()
      await live?.close()
      await room.close()
      await served?.service.close()
      if (made.book !== undefined) log.info(made.book.counts(), 'sentences recorded, ready as files, and spoken anew')
      await handovers.close(SUMMARIES_MS)
      await journals.close()
    },
  }
}
