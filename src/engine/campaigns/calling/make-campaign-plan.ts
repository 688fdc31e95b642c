import { writeContact } from '../../../scenarios/contact/index.ts'
import type { ContactHistory, ContactRecord, Pace } from '../../store/index.ts'
import { findCaller } from '../caller-health/index.ts'
import type { CampaignPlan, Decision } from '../dialler/index.ts'
import type { Policies } from '../make-policy.ts'
import { findZoneClock, isAllowedAt, nextStep, type PlannedMessage, readOutcome } from '../plan/index.ts'
import type { CallingOptions } from './calling-options.ts'
import { ACCEPTED, PREVIEW } from '../preview/index.ts'
import { makeSequel } from './make-sequel.ts'

/** How long it rings: longer than most voicemails take, shorter than people's patience. */
const RING_MS = 30_000
/** The line of all campaigns: channels are counted by it. */
const TRUNK = 'main'
/** Whether a contact may still be called is looked at again after this, while no agent has asked for the call. */
const PREVIEW_MS = 5 * 60_000
/** Nobody listens to more than this at a time. */
const MOST_JOINED = 2
/** By these nobody was talked to, whatever the rules say. */
const NEVER_COUNTED: ReadonlySet<string> = new Set(['withdrawn', 'invalid_number'])

/** The plan of a version, with what it is made of: replies to its messages need that too. */
export interface VersionPlan extends CampaignPlan {
  readonly calling: CallingOptions
}

/** The plan of a campaign's version; undefined when it names no number to call from. */
export function makeCampaignPlan(options: CallingOptions): VersionPlan | undefined {
  const { campaign, policies, scenario } = options
  const { from, pace, attempts } = campaign
  if (from === undefined) return undefined
  return {
    calling: options,
    scenario: scenario.name,
    from,
    get caller() {
      return findCaller(from, options.countries, options.lines?.())
    },
    trunk: TRUNK,
    // Agents speak with one person at a time.
    ...(campaign.mode === 'robot' && { mostJoined: MOST_JOINED }),
    get pace() {
      const { channels, perSecond } = options.lines?.().trunk ?? {}
      return {
        ...pace,
        ...findAgents(options),
        ...(channels && { trunkAtOnce: channels }),
        ...(perSecond && { trunkPerSecond: perSecond }),
      }
    },
    ringMs: RING_MS,
    ...(campaign.contacts.kind === 'callbacks' && { goalMs: campaign.contacts.withinMs }),
    contactOf: contact => writeContact(scenario.gets, contact.data),
    decide: (contact, history, now) => holdBack(campaign, contact, decide(contact, history, now, policies), now),
    isAllowedAt(contact, at) {
      const clock = findZoneClock(contact.zone)
      return clock !== undefined && isAllowedAt(clock, policies.of(contact).windows, at)
    },
    isCounted(outcome) {
      const meaning = readOutcome(outcome)
      if (NEVER_COUNTED.has(outcome)) return false
      return meaning.kind === 'retry' ? attempts.rules[meaning.rule].counted : true
    },
    sequelOf: step => makeSequel(options, step),
  }
}

/** Who takes the calls besides the robot, and how many of them are on duty. */
function findAgents({ campaign: { mode, agents: name = '' }, lines }: CallingOptions): Pick<Pace, 'agents'> {
  return mode === 'robot' ? {} : { agents: { name, atOnce: lines?.().countAgents(name) ?? 0 } }
}

/** A call that an agent is to see before waits until one has asked for it. */
function holdBack({ mode }: CallingOptions['campaign'], { reason }: ContactRecord, decision: Decision, now: number): Decision {
  if (mode !== 'preview' || decision.kind !== 'call' || reason === ACCEPTED) return decision
  return { kind: 'wait', dueAt: now + PREVIEW_MS, reason: PREVIEW }
}

function decide(contact: ContactRecord, history: ContactHistory, now: number, policies: Policies): Decision {
  const policy = policies.of(contact)
  const step = nextStep({ ...history, contact }, now, policy)
  const { reason } = step
  switch (step.kind) {
    case 'call':
      return { kind: 'call', number: step.number, reason }
    case 'wait':
      return { kind: 'wait', dueAt: step.at, reason }
    case 'message': {
      const isDue = step.at <= now
      const messages: readonly PlannedMessage[] = isDue ? [step.message] : []
      return { kind: 'wait', dueAt: isDue ? now + (policy.before?.waitMs ?? 0) : step.at, reason, messages }
    }
    case 'finish':
    case 'worklist':
      return { kind: step.kind, outcome: step.outcome, reason, messages: step.messages }
  }
}
