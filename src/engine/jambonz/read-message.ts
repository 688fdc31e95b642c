import { CALL_STATUSES } from './protocol.ts'
import type {
  Alternative,
  CallInfo,
  CallStatus,
  DefaultLabels,
  FromJambonz,
  HookData,
  JambonzError,
  SessionData,
  SpeechResult,
  VerbStatus,
} from './protocol.ts'

/** What a frame turned out to be. `problem` names the place and holds nothing of the frame's content. */
export type MessageReading =
  | { readonly kind: 'message'; readonly message: FromJambonz }
  /** Well formed, but of a type that Trucada does not use; a `msgid` may want an ack. */
  | { readonly kind: 'unknown'; readonly type: string; readonly msgid?: string }
  | { readonly kind: 'malformed'; readonly problem: string }

type Raw = Readonly<Record<string, unknown>>

const MAX_TEXT = 4000
const MAX_ALTERNATIVES = 10
const KNOWN_STATUSES: ReadonlySet<string> = new Set(CALL_STATUSES)

const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const takeRecord = (value: unknown): Raw | undefined => (isRecord(value) ? value : undefined)
const takeText = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  return value.length <= MAX_TEXT ? value : value.slice(0, MAX_TEXT)
}
const takeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** How each field of a kind of data is read; what cannot be read counts as absent. */
type Readers<T> = { readonly [K in keyof T]-?: (value: unknown) => T[K] | undefined }

/** Copies the fields that are there, so that the types with `?` are true. */
function readFields<T extends object>(readers: Readers<T>, data: Raw): Partial<T> {
  const present: Partial<T> = {}
  for (const key in readers) {
    const value = data[key] === undefined ? undefined : readers[key](data[key])
    if (value !== undefined) present[key] = value
  }
  return present
}

const CALL_INFO: Readers<CallInfo> = {
  call_sid: takeText,
  account_sid: takeText,
  parent_call_sid: takeText,
  direction: value => (value === 'inbound' || value === 'outbound' ? value : undefined),
  from: takeText,
  to: takeText,
  call_status: value => (typeof value === 'string' && KNOWN_STATUSES.has(value) ? (value as CallStatus) : undefined),
  sip_status: takeNumber,
  sip_reason: takeText,
  call_termination_by: value => (value === 'caller' || value === 'jambonz' ? value : undefined),
  duration: takeNumber,
  customerData: value => value,
}
const HOOK_DATA: Readers<HookData> = {
  call_sid: takeText,
  verb_id: takeText,
  reason: takeText,
  details: takeText,
  speech: readSpeech,
  digits: takeText,
  dial_call_status: takeText,
  dial_sip_status: takeNumber,
  queue_result: takeText,
  queue_time: takeNumber,
  queue_position: takeNumber,
  dequeue_result: takeText,
  refer_status: takeNumber,
  final_referred_call_status: takeNumber,
  type: takeText,
}
const SESSION_DATA: Readers<SessionData> = {
  ...CALL_INFO,
  call_sid: takeText,
  direction: CALL_INFO.direction,
  sip: takeRecord,
  defaults: readDefaults,
  env_vars: takeRecord,
}
const VERB_STATUS: Readers<VerbStatus['data']> = { event: takeText, id: takeText, verb: takeText, name: takeText }
const ERROR: Readers<JambonzError['data']> = {
  msg: takeText,
  details: takeText,
  failover: takeText,
  verb: takeText,
  id: takeText,
}

function readAlternative(value: unknown): Alternative | undefined {
  if (!isRecord(value)) return undefined
  const transcript = takeText(value['transcript'])
  if (transcript === undefined) return undefined
  const confidence = takeNumber(value['confidence'])
  return confidence === undefined ? { transcript } : { transcript, confidence: Math.min(1, Math.max(0, confidence)) }
}

const readAlternatives = (value: unknown): readonly Alternative[] =>
  Array.isArray(value)
    ? value
        .slice(0, MAX_ALTERNATIVES)
        .map(readAlternative)
        .filter(one => one !== undefined)
    : []

/**
 * What the vendor itself said. Of most vendors jambonz passes on only the best guess, and of custom ones not the language that they heard, but the
 * one that they were told to expect; the rest is in its copy of their result (lib/utils/transcription-utils.js). Azure's own words are others.
 */
function readVendorResult(vendor: unknown): { readonly alternatives: readonly Alternative[]; readonly language?: string } {
  const result = isRecord(vendor) ? vendor['evt'] : undefined
  if (!isRecord(result)) return { alternatives: [] }
  const guesses = Array.isArray(result['n_best'])
    ? result['n_best'].map(one => (isRecord(one) ? { transcript: one['display'], confidence: one['confidence'] } : undefined))
    : result['alternatives']
  const language = takeText(result['language'])
  return { alternatives: readAlternatives(guesses), ...(language === undefined ? {} : { language }) }
}

function readSpeech(value: unknown): SpeechResult | undefined {
  if (!isRecord(value) || !Array.isArray(value['alternatives'])) return undefined
  const own = readAlternatives(value['alternatives'])
  const vendor = readVendorResult(value['vendor'])
  // jambonz may have joined several results of the vendor into one, or changed it: then its own counts.
  const alternatives = vendor.alternatives[0]?.transcript === own[0]?.transcript && own.length === 1 ? vendor.alternatives : own
  const language = vendor.language ?? takeText(value['language_code'])
  const is_final = value['is_final'] !== false
  return language === undefined ? { is_final, alternatives } : { language_code: language, is_final, alternatives }
}

function readDefaults(value: unknown): SessionData['defaults'] | undefined {
  if (!isRecord(value)) return undefined
  const readLabel = (label: unknown): string | undefined => takeText(label) || undefined
  const readLabels = (part: unknown): DefaultLabels | undefined =>
    isRecord(part) ? readFields<DefaultLabels>({ label: readLabel, fallback_label: readLabel }, part) : undefined
  return readFields<NonNullable<SessionData['defaults']>>({ synthesizer: readLabels, recognizer: readLabels }, value)
}

function readSessionData(data: Raw): SessionData | string {
  const session = readFields(SESSION_DATA, data)
  const { call_sid, direction } = session
  if (call_sid === undefined || call_sid === '') return 'data.call_sid is missing'
  if (direction === undefined) return 'data.direction is neither inbound nor outbound'
  return { ...session, call_sid, direction }
}

const fail = (problem: string): MessageReading => ({ kind: 'malformed', problem })

/**
 * Checks one frame (parsed JSON) and copies the fields that are used, each by its own type: an optional field of a wrong type counts as
 * absent, so that a vendor's whim never costs the caller's words; what is needed and missing makes the frame malformed. Never throws.
 */
export function readMessage(raw: unknown): MessageReading {
  if (!isRecord(raw)) return fail('frame is not an object')
  const type = raw['type']
  if (typeof type !== 'string' || type === '') return fail('type is missing')
  const msgid = takeText(raw['msgid'])
  const data = raw['data']
  const callSid = takeText(raw['call_sid'])
  const hook = takeText(raw['hook'])
  const enclose = <M extends object>(message: M & { call_sid?: string; hook?: string }): M => {
    if (callSid !== undefined) message.call_sid = callSid
    if (hook !== undefined) message.hook = hook
    return message
  }
  switch (type) {
    case 'session:new':
    case 'session:reconnect':
    case 'session:redirect':
    case 'session:adulting': {
      if (!msgid) return fail('msgid is missing')
      if (!isRecord(data)) return fail('data is not an object')
      // The socket broke while the telephone rang: there is no session yet, and without an ack none comes.
      if (type === 'session:reconnect' && Object.keys(data).length === 0) return { kind: 'unknown', type, msgid }
      const session = readSessionData(data)
      if (typeof session === 'string') return fail(session)
      return { kind: 'message', message: enclose({ type, msgid, data: session }) }
    }
    case 'verb:hook':
    case 'dial:confirm': {
      if (!msgid) return fail('msgid is missing')
      if (!isRecord(data)) return fail('data is not an object')
      return { kind: 'message', message: enclose({ type, msgid, data: readFields(HOOK_DATA, data) }) }
    }
    case 'call:status': {
      if (!isRecord(data)) return fail('data is not an object')
      const info = readFields(CALL_INFO, data)
      const { call_status } = info
      if (call_status === undefined) return fail('data.call_status is not a known status')
      return { kind: 'message', message: enclose({ type, data: { ...info, call_status } }) }
    }
    case 'verb:status': {
      if (!isRecord(data)) return fail('data is not an object')
      const status = readFields(VERB_STATUS, data)
      const { event } = status
      if (event === undefined) return fail('data.event is missing')
      return { kind: 'message', message: enclose({ type, data: { ...status, event } }) }
    }
    case 'jambonz:error': {
      if (!isRecord(data)) return fail('data is not an object')
      const { msg = 'error without words', ...more } = readFields(ERROR, data)
      return { kind: 'message', message: enclose({ type, data: { msg, ...more } }) }
    }
    default:
      return msgid ? { kind: 'unknown', type: type.slice(0, 80), msgid } : { kind: 'unknown', type: type.slice(0, 80) }
  }
}
