import type { Language } from '../../scenarios/model/documents.ts'
import { ALWAYS, isOpen, type OpeningHours } from '../opening-hours.ts'
import type { DialTarget } from './protocol.ts'

/** Whether calls are recorded: never; after the caller was told; or always, so that no call is held of which the caller was not told. */
export const RECORDING_MODES = ['never', 'with_notice', 'required'] as const
/** One of them. */
export type RecordingMode = (typeof RECORDING_MODES)[number]

/** A number that callers dial, and the scenario that answers it. */
export interface InboundLine {
  readonly number: string
  readonly scenario: string
  readonly language?: Language
  readonly hours?: OpeningHours
  /** Countries whose feasts are days off: PL. */
  readonly holidays?: readonly string[]
  /** The scenario that answers while the line is closed; absent: nobody does. */
  readonly afterHours?: string
  /** What callers hear first, by language. */
  readonly announcement?: Readonly<Partial<Record<Language, string>>>
  /** Key of `countries`. */
  readonly country?: string
  readonly record?: RecordingMode
}
/** A number that the clinic's people dial to be given whoever waits longest in a queue. */
export interface AgentLine {
  readonly number: string
  readonly queue: string
  /** Numbers that may; others are turned away. */
  readonly agents: readonly string[]
  /** In which the agent is spoken to. */
  readonly language: Language
}

/** Some targets, and when they are on duty; without hours: whenever no other entry before it is. */
export interface Shift {
  readonly targets: readonly DialTarget[]
  readonly hours?: OpeningHours
}
/** Callers wait in a queue of the server until one of the clinic's people takes them out. */
export interface QueueSettings {
  readonly name: string
  /** The call goes on after waiting so long. */
  readonly mostMs: number
  /** The key that asks for a call back, and after what time it is offered. */
  readonly callback?: { readonly key: string; readonly afterMs: number }
  /** What is played between the texts: an address, or a file in the folder `music` beside lines.yaml; absent: silence. */
  readonly music?: string
}
/** How somebody is reached. */
export type Reach =
  /** `one by one`: the next when one does not take it. `all`: all ring, the first who takes it has it. */
  | { readonly kind: 'dial'; readonly ring: 'one by one' | 'all'; readonly shifts: readonly Shift[] }
  | { readonly kind: 'queue'; readonly queue: QueueSettings }
  /** The caller's own network is asked to connect them elsewhere (SIP REFER): the call leaves this server. */
  | { readonly kind: 'refer'; readonly to: string }

/** Somebody to whom a call can be handed over. */
export interface TransferLine {
  readonly name: string
  readonly reach: Reach
  /** How long each telephone rings. */
  readonly timeoutMs: number
  readonly hours?: OpeningHours
  /** Number shown to whoever answers; absent: the server's. */
  readonly callerId?: string
  /** Whoever answers takes the call by this key, after having heard what it is about; absent: by answering. */
  readonly takeKey?: string
}

/** What holds for a country until a line says otherwise. */
export interface CountrySettings {
  readonly record: RecordingMode
  /** The notice is a question, and only who presses 1 is recorded. */
  readonly consent?: boolean
  /** What the caller is told, by language. */
  readonly notice: Readonly<Partial<Record<Language, string>>>
}
/** Where recordings are kept. */
export type Recorder =
  /** In the bucket of the jambonz account. */
  | { readonly kind: 'cloud' }
  /** By a recorder of one's own, over SIPREC. */
  | { readonly kind: 'siprec'; readonly server: string }
  /** By a WebSocket server of one's own that takes jambonz's `listen` streams. */
  | { readonly kind: 'listen'; readonly url: string }
/** Whether and how one call is recorded. */
export interface RecordingPlan {
  /** Whose rules these are: a key of `countries`. */
  readonly country?: string
  readonly mode: 'with_notice' | 'required'
  /** Only who agrees by a key is recorded. */
  readonly consent?: boolean
  readonly notice: Readonly<Partial<Record<Language, string>>>
  readonly recorder: Recorder
}

/** Days off by country (PL, ES-CT): whether a day (days since 1970) is one. */
export type Calendars = ReadonlyMap<string, (day: number) => boolean>

/** What the carrier lets through. Absent: not known. */
export interface TrunkLimits {
  /** Calls at once, out and in. */
  readonly channels?: number
  /** Calls out that begin in a second. */
  readonly perSecond?: number
}

/** What `lines.yaml` says besides who answers and who is called. */
export interface LinesSettings {
  readonly agentLines?: readonly AgentLine[]
  /** IANA zone in which hours apply; default Europe/Warsaw. */
  readonly zone?: string
  readonly countries?: Readonly<Record<string, CountrySettings>>
  /** Country of lines that name none, and of calls that go out. */
  readonly country?: string
  readonly recorder?: Recorder
  /** Where summaries of calls that are handed over are posted. */
  readonly summariesUrl?: string
  readonly trunk?: TrunkLimits
  /** Numbers that are registered with their carrier for many calls. */
  readonly registered?: readonly string[]
  readonly calendars?: Calendars
}
/** What `lines.yaml` says. */
export interface Lines {
  /** The line of a number as the server reports it: with or without `+`, `00` or the country's prefix. */
  findLine(number: string): InboundLine | undefined
  findAgentLine(number: string): AgentLine | undefined
  findTransfer(name: string): TransferLine | undefined
  /** Whether a number is registered with its carrier for many calls. */
  isRegistered(number: string): boolean
  /** Whether a line is open at an instant (epoch ms); one without hours always is, but for its holidays. */
  isOpen(line: Pick<InboundLine, 'hours' | 'holidays'>, now: number): boolean
  /** How many people can take a call of a transfer at an instant (epoch ms), one at a time; 0 where it is closed, or there is none of this name. */
  countAgents(name: string, now: number): number
  /** Who is dialled for a transfer at an instant (epoch ms), in order; empty: nobody is on duty. */
  findTargets(line: TransferLine, now: number): readonly DialTarget[]
  /** How a call is recorded that came in on this line, or went out from it or from none; undefined: not at all. `as`: whatever they say. */
  planRecording(line: InboundLine | undefined, as?: RecordingMode): RecordingPlan | undefined
  readonly lines: readonly InboundLine[]
  readonly agentLines: readonly AgentLine[]
  readonly transfers: readonly TransferLine[]
  readonly summariesUrl?: string
  readonly trunk: TrunkLimits
}

const ZONE = 'Europe/Warsaw'

/** Lines, transfers and what holds for all of them. */
export function createLines(
  lines: readonly InboundLine[],
  transfers: readonly TransferLine[],
  settings: LinesSettings = {},
): Lines {
  const { agentLines = [], zone = ZONE, countries = {}, recorder = { kind: 'cloud' }, calendars = new Map() } = settings
  const byName = new Map(transfers.map(transfer => [transfer.name, transfer]))
  const isOpenAt = (hours: OpeningHours | undefined, now: number): boolean => hours === undefined || isOpen(hours, now, zone)
  const findTargets: Lines['findTargets'] = ({ reach }, now) =>
    reach.kind === 'dial' ? (reach.shifts.find(shift => isOpenAt(shift.hours, now))?.targets ?? []) : []
  return {
    lines,
    agentLines,
    transfers,
    trunk: settings.trunk ?? {},
    ...(settings.summariesUrl === undefined ? {} : { summariesUrl: settings.summariesUrl }),
    findLine: number => findByNumber(lines, number),
    findAgentLine: number => findByNumber(agentLines, number),
    isRegistered: number => (settings.registered ?? []).some(one => isSameNumber(one, number)),
    findTransfer: name => byName.get(name),
    isOpen: ({ hours = ALWAYS, holidays = [] }, now) =>
      isOpen(hours, now, zone, day => holidays.some(country => calendars.get(country)?.(day) === true)),
    countAgents(name, now) {
      const transfer = byName.get(name)
      if (transfer === undefined || !isOpenAt(transfer.hours, now)) return 0
      const { reach } = transfer
      if (reach.kind !== 'queue') return findTargets(transfer, now).length
      return new Set(agentLines.filter(({ queue }) => queue === reach.queue.name).flatMap(({ agents }) => agents)).size
    },
    findTargets,
    planRecording(line, as) {
      const name = line?.country ?? settings.country
      const country = name === undefined ? undefined : countries[name]
      const mode = as ?? line?.record ?? country?.record ?? 'never'
      if (mode === 'never') return undefined
      return {
        mode,
        notice: country?.notice ?? {},
        recorder,
        ...(country?.consent === true ? { consent: true } : {}),
        ...(name === undefined ? {} : { country: name }),
      }
    },
  }
}

/** Whether two numbers are the same as servers report them: with or without `+`, `00` or the country's prefix. */
export function isSameNumber(one: string, other: string): boolean {
  return isSameButForPrefix(trimNumber(one), trimNumber(other))
}

function findByNumber<T extends { readonly number: string }>(all: readonly T[], number: string): T | undefined {
  const wanted = trimNumber(number)
  return (
    all.find(line => trimNumber(line.number) === wanted) ?? all.find(line => isSameButForPrefix(trimNumber(line.number), wanted))
  )
}

function trimNumber(number: string): string {
  return number.replaceAll(/\D/g, '').replace(/^00/, '')
}

function isSameButForPrefix(one: string, other: string): boolean {
  return one === other || (Math.min(one.length, other.length) >= 9 && (one.endsWith(other) || other.endsWith(one)))
}
