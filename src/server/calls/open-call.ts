import type { ConversationResult } from '../../engine/campaigns/dialler/index.ts'
import {
  type Call,
  type CallResult,
  type CallSnapshot,
  createCall,
  type Handovers,
  type Messages,
  type Services,
  type Speaking,
  type Understanding,
} from '../../engine/call/index.ts'
import type { Clock, Telephone } from '../../engine/call/ports.ts'
import type { NextContact, OpenedCall, Refusal, SessionInfo } from '../../engine/jambonz/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { readContact, type Stayed } from '../../scenarios/contact/index.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Log } from '../log.ts'
import type { CallJournal } from './call-journal.ts'
import { type CallInState, type CallsIn, nothingDone } from './calls-in.ts'
import { type Further, goOn, type OnEnd } from './go-on.ts'
import type { JournalPosition } from './journal-position.ts'
import { createScenarioVersions, versionOf } from './scenario-version.ts'
import { CUT_OFF, SORRY } from './sorry.ts'

/** What calls need besides their scenario. */
export interface CallSurroundings {
  readonly clock: Clock
  readonly understanding: Understanding
  readonly speaking: Speaking
  readonly services: Services
  readonly messages: Messages
  /** How long a caller who has spoken may hear nothing, ms. */
  readonly speakWithinMs?: number
  /** Told of calls that are handed over. */
  readonly handovers?: Handovers
  readonly log: Log
  /** The scenarios that can be called at this moment. */
  scenarios(): ReadonlyMap<string, CompiledScenario>
  /** Opens the record of a call; `from`: another process began it. */
  openJournal(callId: string, from?: JournalPosition): CallJournal
  /** A call that was made under an attempt has come to its result; called once, in whichever process it ended. */
  hearResult?(result: ConversationResult): void
  /** Told of calls in; absent: nobody is. */
  readonly callsIn?: Pick<CallsIn, 'begin' | 'refuse'>
  /** Calls outlive this process: what must not be done twice is done only once the call is kept. */
  readonly isKept?: boolean
}

/** Keeps a call as it is; false: another process has it. */
type Keep = () => Promise<boolean>

/** The calls that are held now, and the ways to open another. */
export interface Switchboard {
  /** Decides about a call that jambonz announces. Never throws: what cannot be held is refused, with a reason free of personal data. */
  open(info: SessionInfo, telephone: Telephone, keep?: Keep): OpenedCall | Refusal
  /** Goes on with a call that another process kept; where that is not possible, it is refused with a word of regret. */
  resume(info: SessionInfo, telephone: Telephone, keep: Keep, kept: unknown): OpenedCall | Refusal
  /** Brings the call of an attempt to a polite end; false when it is not held here. */
  wrapUp(attempt: string): boolean
  readonly live: number
  /** Resolves when no call is held any more. */
  whenIdle(): Promise<void>
}

/** A call as it is kept. */
interface KeptCall {
  readonly scenario: string
  /** Content of the scenario that it began with. */
  readonly version: string
  readonly language: Language
  readonly direction: 'inbound' | 'outbound'
  readonly began: number
  /** Of a further conversation of a call: its own id and attempt, and the attempt of the call. */
  readonly further?: { readonly id: string; readonly attempt: string; readonly lead?: string }
  /** Of a call in. */
  readonly callIn?: CallInState
  readonly journal: JournalPosition
  readonly call: CallSnapshot
}

/** A call between two of its conversations, as it is kept: the number of the next, from 1. */
interface KeptBetween {
  readonly next: number
  readonly stayed?: Stayed
}

type Held = Omit<KeptCall, 'version' | 'journal' | 'call' | 'scenario'>

/** Creates the switchboard of a server. */
export function createSwitchboard(around: CallSurroundings): Switchboard {
  const live = new Set<string>()
  /** By attempt. */
  const made = new Map<string, Call>()
  const waiting: (() => void)[] = []
  const versions = createScenarioVersions()

  const drop = (callId: string): void => {
    live.delete(callId)
    if (live.size === 0) for (const resume of waiting.splice(0)) resume()
  }
  /** Services that change something are called once the call is kept as one that calls them: after a crash nobody calls them blindly. */
  const guardServices = (keep: Keep): Services => {
    const { services } = around
    if (around.isKept !== true) return services
    return {
      ...services,
      call: request =>
        request.contract.sideEffects
          ? keep().then(isOurs => (isOurs ? services.call(request) : new Promise<never>(() => undefined)))
          : services.call(request),
    }
  }
  const beginCallIn = ({ callIn: state, language, began }: Held, { callId, scenario }: HeldCall) =>
    state && around.callsIn?.begin({ id: callId, scenario, language, beganAt: began, state })
  const hold = (held: Held, chosen: HeldCall): OpenedCall => {
    const { callId, scenario, journal, attempt } = chosen
    live.add(callId)
    const callIn = beginCallIn(held, chosen)
    const attempts = [attempt, held.further?.lead].filter(one => one !== undefined)
    const forget = (): void => {
      for (const one of attempts) made.delete(one)
      drop(callId)
    }
    const end = (result: CallResult): void => {
      chosen.onEnd?.(result, call.isIdentified)
      forget()
      const seconds = Math.round((around.clock.now() - held.began) / 1000)
      around.log.info({ call: callId, scenario: scenario.name, outcome: result.outcome, seconds }, 'call ended')
      callIn?.end(result)
      if (attempt === undefined) return
      const { language, began } = held
      const about = { attempt, callId, scenario: scenario.name, language, beganAt: began, endedAt: around.clock.now() }
      around.hearResult?.({ ...about, ...result })
    }
    const call = createCall(
      {
        id: callId,
        scenario,
        language: held.language,
        direction: held.direction,
        data: chosen.data,
        ...(chosen.handOver ? { handOver: true } : {}),
        clock: around.clock,
        telephone: chosen.telephone,
        understanding: around.understanding,
        speaking: around.speaking,
        services: guardServices(chosen.keep),
        messages: around.messages,
        ...(around.speakWithinMs === undefined ? {} : { speakWithinMs: around.speakWithinMs }),
        ...(around.handovers === undefined ? {} : { handovers: around.handovers }),
        journal(entry) {
          journal.write(entry)
          callIn?.note(entry)
        },
        onEnd: end,
      },
      chosen.from,
    )
    for (const one of attempts) made.set(one, call)
    return {
      start: () => call.start(),
      receive: event => call.receive(event),
      keep: () =>
        ({
          ...held,
          scenario: scenario.name,
          version: versionOf(scenario),
          journal: journal.position(),
          call: call.snapshot(),
        }) satisfies KeptCall,
      leave() {
        call.leave()
        journal.leave()
        callIn?.leave()
        forget()
      },
    }
  }
  /** A further conversation of a call; undefined where its contact does not fit the scenario any more. */
  const openFurther = (info: SessionInfo, next: NextContact, number: number, keep: Keep): Further | undefined => {
    const id = `${info.callId}-and-${number + 1}`
    const tag = { scenario: info.tag?.scenario ?? '', language: next.language, contact: next.contact }
    const chosen = chooseScenario({ ...info, tag }, around.scenarios())
    if (chosen.kind === 'refused') {
      around.log.warn({ call: id, ...chosen.facts }, `a further conversation is not held: ${chosen.reason}`)
      return undefined
    }
    const { scenario, language, contact } = chosen
    live.add(id)
    return {
      number,
      language,
      isSamePerson: next.isSamePerson,
      open(telephone, onEnd, stayed) {
        around.log.info({ call: id, scenario: scenario.name, language }, 'the call goes on')
        const further = { id, attempt: next.attempt, ...(info.tag?.attempt === undefined ? {} : { lead: info.tag.attempt }) }
        const held: Held = { language, direction: info.direction, began: around.clock.now(), further }
        const phone = info.to === undefined ? {} : { phone: writeNumber(info.to) }
        const data = { ...contact, caller: { ...phone, ...(stayed !== undefined && { stayed }) } }
        const journal = around.openJournal(id)
        return hold(held, { callId: id, scenario, data, telephone, keep, journal, attempt: next.attempt, onEnd })
      },
      drop: () => drop(id),
      keep: stayed => ({ next: number, ...(stayed !== undefined && { stayed }) }) satisfies KeptBetween,
      leave: () => drop(id),
    }
  }
  /** The further conversations of a call, from a number on; those that cannot be held are passed over. */
  const listFurther = (info: SessionInfo, keep: Keep, from: number): (() => Further | undefined) => {
    let number = from
    const takeNext = (isAfterOneNotHeld = false): Further | undefined => {
      const next = info.tag?.next?.[number - 1]
      if (next === undefined) return undefined
      // Then the person on the line is not the one that it is compared with.
      const further = openFurther(info, isAfterOneNotHeld ? { ...next, isSamePerson: false } : next, number, keep)
      number += 1
      return further ?? takeNext(true)
    }
    return takeNext
  }
  /** Holds a conversation, and after it those further ones of its call that come after number `last`. */
  const holdAll = (info: SessionInfo, last: number, held: Held, chosen: HeldCall): OpenedCall => {
    if ((info.tag?.next?.length ?? 0) <= last) return hold(held, chosen)
    const { telephone, keep } = chosen
    const first = { open: (own: Telephone, onEnd: OnEnd) => hold(held, { ...chosen, telephone: own, onEnd }) }
    return goOn({ callId: info.callId, clock: around.clock, telephone, takeNext: listFurther(info, keep, last + 1) }, { first })
  }
  const refuse = (info: SessionInfo, refused: Omit<Refused, 'kind'>, words: Readonly<Record<Language, string>>): Refusal => {
    around.log.warn({ call: info.callId, direction: info.direction, ...refused.facts }, `call refused: ${refused.reason}`)
    const language = refused.language ?? info.line?.language
    if (language === undefined) return { refuse: refused.reason }
    // Of a line that is closed its own words say more.
    const own = info.line?.isOpen === false ? info.line.announcement?.[language] : undefined
    return { refuse: refused.reason, say: { language, text: own ?? words[language] } }
  }
  return {
    open(info, telephone, keep = () => Promise.resolve(true)) {
      const scenarios = around.scenarios()
      versions.note(scenarios.values())
      const chosen = chooseScenario(info, scenarios)
      const callIn = info.direction === 'inbound' ? describeCallIn(info) : undefined
      if (chosen.kind === 'refused') {
        if (callIn !== undefined) around.callsIn?.refuse({ id: info.callId, state: callIn })
        return refuse(info, chosen, SORRY)
      }
      const { scenario, language, contact } = chosen
      const { callId, direction } = info
      const phone = direction === 'inbound' ? info.from : info.to
      around.log.info({ call: callId, scenario: scenario.name, language, direction }, 'call began')
      const data = { ...contact, caller: phone === undefined ? {} : { phone: writeNumber(phone) } }
      const journal = around.openJournal(callId)
      const held = { language, direction, began: around.clock.now(), ...(callIn && { callIn }) }
      return holdAll(info, 0, held, { callId, scenario, data, telephone, keep, journal, ...attemptOf(info) })
    },
    resume(info, telephone, keep, kept) {
      const scenarios = around.scenarios()
      versions.note(scenarios.values())
      if (isKeptBetween(kept)) {
        const takeNext = listFurther(info, keep, kept.next)
        const announced = takeNext()
        if (announced === undefined) return { refuse: 'nothing is left to be spoken of' }
        const { stayed } = kept
        return goOn(
          { callId: info.callId, clock: around.clock, telephone, takeNext },
          { announced, ...(stayed !== undefined && { stayed }) },
        )
      }
      if (!isKeptCall(kept)) {
        const language = scenarios.get(info.tag?.scenario ?? '')?.languages.find(one => one === info.tag?.language)
        return refuse(info, { reason: 'nothing is known of it', facts: {}, ...(language ? { language } : {}) }, CUT_OFF)
      }
      const { language, direction, began, callIn, further } = kept
      const held = { language, direction, began, ...(callIn && { callIn }), ...(further && { further }) }
      const facts = { scenario: kept.scenario }
      const same = versions.find(kept.version)
      const scenario = same ?? scenarios.get(kept.scenario)
      if (scenario === undefined) return refuse(info, { reason: 'its scenario is not here', facts, language }, CUT_OFF)
      if (same === undefined) around.log.warn({ call: info.callId, ...facts }, 'a call goes on under another version')
      else around.log.info({ call: info.callId, ...facts }, 'call resumed')
      const callId = further?.id ?? info.callId
      const journal = around.openJournal(callId, kept.journal)
      const attempt = further === undefined ? attemptOf(info) : { attempt: further.attempt }
      const shared = { callId, scenario, telephone, keep, journal, data: dataOf(kept.call), ...attempt }
      const last = (info.tag?.next ?? []).findIndex(next => next.attempt === further?.attempt) + 1
      return holdAll(info, last, held, same ? { ...shared, from: kept.call } : { ...shared, handOver: true })
    },
    wrapUp(attempt) {
      const call = made.get(attempt)
      call?.wrapUp()
      return call !== undefined
    },
    get live() {
      return live.size
    },
    whenIdle: () => (live.size === 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))),
  }
}

const attemptOf = ({ tag }: SessionInfo): { attempt?: string } => (tag?.attempt === undefined ? {} : { attempt: tag.attempt })

interface HeldCall {
  readonly callId: string
  /** Our id of the attempt under which the call was made. */
  readonly attempt?: string
  readonly scenario: CompiledScenario
  readonly data: Readonly<Record<string, unknown>>
  readonly telephone: Telephone
  readonly keep: Keep
  readonly journal: CallJournal
  /** Told of the result before anybody else. */
  readonly onEnd?: OnEnd
  readonly from?: CallSnapshot
  /** It was begun by a version that is not here. */
  readonly handOver?: true
}

function isKeptCall(kept: unknown): kept is KeptCall {
  return typeof kept === 'object' && kept !== null && 'version' in kept && 'call' in kept && 'journal' in kept
}

function isKeptBetween(kept: unknown): kept is KeptBetween {
  return typeof kept === 'object' && kept !== null && 'next' in kept && typeof kept.next === 'number'
}

/** What a call that was kept knows of its contact and caller. */
function dataOf({ machine }: CallSnapshot): Readonly<Record<string, unknown>> {
  const { context } = machine as { readonly context: { readonly data: Readonly<Record<string, Record<string, unknown>>> } }
  return context.data[''] ?? {}
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
  if (info.direction === 'inbound' && info.line?.isOpen === false && info.line.afterHours === undefined)
    return { kind: 'refused', reason: 'the line is closed now', facts, language }
  const contact = readContact(scenario.gets, info.tag?.contact ?? {}, scenario.clinic.zone)
  if (contact.kind === 'refused') {
    // Names of fields only: what is in them is the patient's.
    const fields = contact.problems.map(problem => problem.path).join(', ')
    return { kind: 'refused', reason: 'the contact does not fit what the scenario gets', facts: { ...facts, fields }, language }
  }
  return { kind: 'chosen', scenario, language, contact: contact.data }
}

function describeCallIn({ from, line }: SessionInfo): CallInState {
  const number = from === undefined ? '' : writeNumber(from)
  return { ...nothingDone(number === '' ? undefined : number, line?.number), isAfterHours: line?.isOpen === false }
}

/** Servers report numbers with or without `+`; data holds E.164. */
function writeNumber(reported: string): string {
  const digits = reported.replace(/\D/g, '')
  return reported.startsWith('+') || digits.length >= 10 ? `+${digits.replace(/^00/, '')}` : digits
}
