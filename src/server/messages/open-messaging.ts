import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock, Messages, Services, Understanding } from '../../engine/call/ports.ts'
import type { CallbackDesk } from '../../engine/campaigns/callbacks/index.ts'
import { createReplyServices, type ReplyOptions, takeReply } from '../../engine/campaigns/replies/index.ts'
import {
  createDirectMessages,
  createKeptMessages,
  createMessageDelivery,
  hearWebhook,
  wrapMessages,
} from '../../engine/messages/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { VersionPlans } from '../campaigns/plan-source.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings/index.ts'
import { findWebAddress } from '../web-address.ts'
import { openProviders } from './open-providers.ts'
import { readWebhook } from './read-webhook.ts'

/** Below this path providers report, and hand over what people write: `statuses` and `replies`, each with the secret after it where it needs one. */
export const MESSAGES_PATH = '/messages/'

/** What messages of a server are made of. */
export interface MessagingOptions {
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Log
  /** A way out of the program's own, instead of the providers of messages.yaml. */
  readonly own: Messages | undefined
  /** Keeps messages until they have left, and what people write back; absent: those of calls are handed over at once, and nothing is heard. */
  readonly campaigns:
    | {
        readonly store: Store
        readonly plans: VersionPlans
        /** Plans calls to people of no open campaign who ask for one. */
        readonly callbacks?: Pick<CallbackDesk, 'request'>
      }
    | undefined
  scenarios(): ReadonlyMap<string, CompiledScenario>
  readonly understanding: Understanding
  readonly services: Services
  /** As ReplyOptions has it. */
  readonly isClinicTold?: boolean
}

/** How a server sends messages and hears of them. */
export interface Messaging {
  /** For calls. */
  readonly messages: Messages
  /** Delivers what waits, and sees to replies. */
  start(): void
  /** Resolves when nothing is on its way. */
  stop(): Promise<void>
  /** Answers requests below `MESSAGES_PATH`. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** Reads messages.yaml and opens the ways out. Rejects with an `OperationalError` when the file has an error or a provider has no key. */
export async function openMessaging(options: MessagingOptions): Promise<Messaging> {
  const { settings, clock, log, own, campaigns } = options
  // Without it a provider cannot reach this server, unless by an address that it was told by hand.
  const address = settings.public_url === undefined ? undefined : findWebAddress(settings, settings.port)
  const statusUrl = address === undefined ? undefined : `${address}${MESSAGES_PATH}statuses`
  const providers = own === undefined ? await openProviders(settings, clock, statusUrl) : wrapMessages(own)
  if (campaigns === undefined)
    return {
      messages: own ?? createDirectMessages(providers),
      start: () => undefined,
      stop: () => Promise.resolve(),
      answer: async (_request, response) => void response.writeHead(404).end(),
    }
  const { store, plans, callbacks } = campaigns
  const { understanding, services, isClinicTold = false } = options
  const replies: ReplyOptions = {
    store,
    callingOf: version => plans(version)?.calling,
    anyScenario: () => options.scenarios().values().next().value,
    understanding,
    services,
    isClinicTold,
    clock,
    log,
    ...(callbacks !== undefined && { wantsCall: (wish, inside) => callbacks.request(wish, inside) }),
  }
  const runs = [createMessageDelivery({ store, providers, clock, log }), createReplyServices(replies)]
  const heard = { provider: providers.sms, store, log, now: () => clock.now() }
  return {
    messages: createKeptMessages(store, clock),
    start() {
      for (const run of runs) run.start()
    },
    async stop() {
      await Promise.all(runs.map(run => run.stop()))
    },
    async answer(request, response) {
      const read = await readWebhook(request, address, MESSAGES_PATH)
      if (read === undefined) return void response.writeHead(404).end()
      if (read === 'too large') return void response.writeHead(413, { connection: 'close' }).end()
      const { status, type, body } = await hearWebhook({ ...heard, takeText: text => takeReply(replies, text) }, read)
      response.writeHead(status, { 'content-type': type }).end(body)
    },
  }
}
