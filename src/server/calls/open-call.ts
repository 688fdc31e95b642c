import {
  type Call,
  type CallResult,
  createCall,
  type JournalEntry,
  type Messages,
  type Services,
  type Speaking,
  type Understanding,
} from '../../engine/call/index.ts'
import type { Clock, Telephone } from '../../engine/call/ports.ts'
import type { OpenedCall, Refusal, SessionInfo } from '../../engine/jambonz/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { readContact } from '../../scenarios/contact/index.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Log } from '../log.ts'
import { SORRY } from './sorry.ts'

/** What calls need besides their scenario. */
export interface CallSurroundings {
  readonly clock: Clock
  readonly understanding: Understanding
  readonly speaking: Speaking
  readonly services: Services
  readonly messages: Messages
  readonly log: Log
  /** The scenarios that can be called at this moment. */
  scenarios(): ReadonlyMap<string, CompiledScenario>
  /** Opens the record of a call. */
  openJournal(callId: string): (entry: JournalEntry) => void
}

/** The calls that are held now, and the way to open another. */
export interface Switchboard {
  /** Decides about a call that jambonz announces. Never throws: what cannot be held is refused, with a reason free of personal data. */
  open(info: SessionInfo, telephone: Telephone): OpenedCall | Refusal
  readonly live: number
  /** Resolves when no call is held any more. */
  whenIdle(): Promise<void>
}

/** Creates the switchboard of a server. */
export function createSwitchboard(around: CallSurroundings): Switchboard {
  const live = new Set<string>()
  const waiting: (() => void)[] = []

  const end = (callId: string, scenario: string, began: number, result: CallResult): void => {
    live.delete(callId)
    around.log.info(
      { call: callId, scenario, outcome: result.outcome, seconds: Math.round((around.clock.now() - began) / 1000) },
      'call ended',
    )
    if (live.size === 0) for (const resume of waiting.splice(0)) resume()
  }
  const hold = (info: SessionInfo, chosen: Chosen, telephone: Telephone): Call => {
    const { scenario, language, contact } = chosen
    const callId = info.callId
    const began = around.clock.now()
    const phone = info.direction === 'inbound' ? info.from : info.to
    live.add(callId)
    around.log.info({ call: callId, scenario: scenario.name, language, direction: info.direction }, 'call began')
    return createCall({
      id: callId,
      scenario,
      language,
      direction: info.direction,
      data: { ...contact, caller: phone === undefined ? {} : { phone: writeNumber(phone) } },
      clock: around.clock,
      telephone,
      understanding: around.understanding,
      speaking: around.speaking,
      services: around.services,
      messages: around.messages,
      journal: around.openJournal(callId),
      onEnd: result => end(callId, scenario.name, began, result),
    })
  }
  return {
    open(info, telephone) {
      const chosen = chooseScenario(info, around.scenarios())
      if (chosen.kind === 'chosen') return hold(info, chosen, telephone)
      around.log.warn({ call: info.callId, direction: info.direction, ...chosen.facts }, `call refused: ${chosen.reason}`)
      const language = chosen.language ?? info.line?.language
      return { refuse: chosen.reason, ...(language === undefined ? {} : { say: { language, text: SORRY[language] } }) }
    },
    get live() {
      return live.size
    },
    whenIdle: () => (live.size === 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))),
  }
}

interface Chosen {
  readonly kind: 'chosen'
  readonly scenario: CompiledScenario
  readonly language: Language
  readonly contact: Readonly<Record<string, unknown>>
}
interface Refused {
  readonly kind: 'refused'
  /** Without personal data: it is logged. */
  readonly reason: string
  readonly facts: Readonly<Record<string, string>>
  /** Language to be sorry in, when known. */
  readonly language?: Language
}

function chooseScenario(info: SessionInfo, scenarios: ReadonlyMap<string, CompiledScenario>): Chosen | Refused {
  const asked = info.direction === 'inbound' ? info.line : info.tag
  if (asked === undefined) {
    const reason = info.direction === 'inbound' ? 'the number is not in lines.yaml' : 'the tag of the call names no scenario'
    return { kind: 'refused', reason, facts: {} }
  }
  const scenario = scenarios.get(asked.scenario)
  if (scenario === undefined)
    return { kind: 'refused', reason: 'there is no such scenario, or it has errors', facts: { scenario: asked.scenario } }
  const facts = { scenario: scenario.name }
  const language = scenario.languages.find(one => one === (asked.language ?? scenario.speaks))
  if (language === undefined) {
    return {
      kind: 'refused',
      reason: 'the scenario does not speak the language asked for',
      facts: { ...facts, language: String(asked.language) },
    }
  }
  if (info.direction === 'inbound' && info.line?.isOpen === false)
    return { kind: 'refused', reason: 'the line is closed now', facts, language }
  const contact = readContact(scenario.gets, info.tag?.contact ?? {}, scenario.clinic.zone)
  if (contact.kind === 'refused') {
    // Names of fields only: what is in them is the patient's.
    const fields = contact.problems.map(problem => problem.path).join(', ')
    return { kind: 'refused', reason: 'the contact does not fit what the scenario gets', facts: { ...facts, fields }, language }
  }
  return { kind: 'chosen', scenario, language, contact: contact.data }
}

/** Servers report numbers with or without `+`; data holds E.164. */
function writeNumber(reported: string): string {
  const digits = reported.replace(/\D/g, '')
  return reported.startsWith('+') || digits.length >= 10 ? `+${digits.replace(/^00/, '')}` : digits
}
