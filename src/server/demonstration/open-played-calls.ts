import type { Clock, JournalEntry, Messages, Services, Speaking, Understanding } from '../../engine/call/index.ts'
import type { ConversationResult } from '../../engine/campaigns/dialler/index.ts'
import { createJambonzSession, type StatusReport } from '../../engine/jambonz/index.ts'
import { createRestClient, type JambonzRest } from '../../engine/jambonz/rest/index.ts'
import { readStatusBody } from '../../engine/jambonz/status-report.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { sendDirectly } from '../../simulation/jambonz-server/index.ts'
import { createTown, type Habits, type InventedPatient, type Town } from '../../simulation/patients/index.ts'
import type { CallJournals } from '../calls/call-journals.ts'
import { createSwitchboard, type Switchboard } from '../calls/open-call.ts'
import type { Log } from '../log.ts'
import type { Surroundings } from '../workspace/read-surroundings.ts'

/** What calls to invented patients are made of. */
export interface PlayedCallsOptions {
  readonly clock: Clock
  readonly log: Log
  readonly scenarios: ReadonlyMap<string, CompiledScenario>
  readonly surroundings: Surroundings
  readonly understanding: Understanding
  readonly speaking: Speaking
  readonly services: Services
  readonly messages: Messages
  readonly journals: CallJournals
  readonly patients: readonly InventedPatient[]
  readonly habits: Habits
  readonly seed: number
  /** Each entry of each call's journal. */
  onEntry(callId: string, entry: JournalEntry): void
  hearStatus(status: StatusReport, to: string): void
  hearResult(result: ConversationResult): void
}

/** The switchboard of real calls, and a jambonz whose telephones all belong to invented people. */
export interface PlayedCalls {
  readonly conversations: Switchboard
  readonly town: Town
  readonly rest: JambonzRest
}

const ACCESS = { url: 'http://jambonz.invalid', accountSid: 'demonstration', apiKey: 'none', applicationSid: 'demonstration' }
const NO_LIMIT = { most: Number.MAX_SAFE_INTEGER, windowMs: 1 }

/** Opens them. Each call is a session of the jambonz adapter, as over a socket, without the socket. */
export function openPlayedCalls(options: PlayedCallsOptions): PlayedCalls {
  const { clock, log, scenarios, surroundings, journals } = options
  const conversations = createSwitchboard({
    ...options,
    scenarios: () => scenarios,
    openJournal(callId) {
      const journal = journals.open(callId)
      return {
        write(entry) {
          journal.write(entry)
          options.onEntry(callId, entry)
          town.hear(callId, entry)
        },
        position: () => journal.position(),
        leave: () => journal.leave(),
      }
    },
    hearResult: result => options.hearResult(result),
  })
  const town = createTown({
    ...options,
    access: ACCESS,
    isQuestion: node => [...scenarios.values()].some(({ nodes }) => nodes[node]?.kind === 'ask'),
    connect(link) {
      const session = createJambonzSession({
        link: { send: message => link.send(message), cut: () => link.close(1001), close: () => link.close() },
        clock,
        log,
        voices: surroundings.voices,
        lines: surroundings.lines,
        open: (info, telephone, keep) => conversations.open(info, telephone, keep),
      })
      return { receive: frame => session.receive(frame), closed: code => session.closed(code) }
    },
    tell(info) {
      const status = readStatusBody(info)
      if (status !== undefined) options.hearStatus(status, String(info['to']))
    },
  })
  const rest = createRestClient({ ...ACCESS, clock, exchange: sendDirectly(town.exchange, clock), rate: NO_LIMIT })
  return { conversations, town, rest }
}
