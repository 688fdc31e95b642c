import { CALL_STATUSES } from './protocol.ts'
import type { Alternative, CallInfo, CallStatus, FromJambonz, HookData, SessionData, SpeechResult } from './protocol.ts'

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
const takeText = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, MAX_TEXT) : undefined)
const takeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** Copies without the absent, so that the types with `?` are true. Deleting would make the object slow for all who read it. */
function dropAbsent<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const present: Partial<T> = {}
  for (const key in fields) {
    const value = fields[key]
    if (value !== undefined) present[key] = value
  }
  return present as T
}

function readStatus(value: unknown): CallStatus | undefined {
  return typeof value === 'string' && KNOWN_STATUSES.has(value) ? (value as CallStatus) : undefined
}

function readCallInfo(data: Raw): { [K in keyof CallInfo]-?: CallInfo[K] | undefined } {
  const by = data['call_termination_by']
  const direction = data['direction']
  return {
    call_sid: takeText(data['call_sid']),
    parent_call_sid: takeText(data['parent_call_sid']),
    direction: direction === 'inbound' || direction === 'outbound' ? direction : undefined,
    from: takeText(data['from']),
    to: takeText(data['to']),
    call_status: readStatus(data['call_status']),
    sip_status: takeNumber(data['sip_status']),
    sip_reason: takeText(data['sip_reason']),
    call_termination_by: by === 'caller' || by === 'jambonz' ? by : undefined,
    duration: takeNumber(data['duration']),
    customerData: data['customerData'],
  }
}

function readAlternative(value: unknown): Alternative | undefined {
  if (!isRecord(value)) return undefined
  const transcript = takeText(value['transcript'])
  if (transcript === undefined) return undefined
  const confidence = takeNumber(value['confidence'])
  return confidence === undefined ? { transcript } : { transcript, confidence: Math.min(1, Math.max(0, confidence)) }
}

function readSpeech(value: unknown): SpeechResult | undefined {
  if (!isRecord(value) || !Array.isArray(value['alternatives'])) return undefined
  const alternatives = value['alternatives']
    .slice(0, MAX_ALTERNATIVES)
    .map(readAlternative)
    .filter(one => one !== undefined)
  const language = takeText(value['language_code'])
  const is_final = value['is_final'] !== false
  return language === undefined ? { is_final, alternatives } : { language_code: language, is_final, alternatives }
}

function readHookData(data: Raw): HookData {
  return dropAbsent<HookData>({
    ...readCallInfo(data),
    verb_id: takeText(data['verb_id']),
    reason: takeText(data['reason']),
    details: takeText(data['details']),
    speech: readSpeech(data['speech']),
    digits: takeText(data['digits']),
    dial_call_status: takeText(data['dial_call_status']),
    dial_sip_status: takeNumber(data['dial_sip_status']),
    queue_result: takeText(data['queue_result']),
    queue_time: takeNumber(data['queue_time']),
    queue_position: takeNumber(data['queue_position']),
    dequeue_result: takeText(data['dequeue_result']),
    refer_status: takeNumber(data['refer_status']),
    final_referred_call_status: takeNumber(data['final_referred_call_status']),
    type: takeText(data['type']),
  })
}

function readDefaults(value: unknown): SessionData['defaults'] | undefined {
  if (!isRecord(value)) return undefined
  const readLabel = (part: unknown): { label: string } | undefined => {
    const label = isRecord(part) ? takeText(part['label']) : undefined
    return label === undefined || label === '' ? undefined : { label }
  }
  return dropAbsent({ synthesizer: readLabel(value['synthesizer']), recognizer: readLabel(value['recognizer']) })
}

function readSessionData(data: Raw): SessionData | string {
  const info = readCallInfo(data)
  if (info.call_sid === undefined || info.call_sid === '') return 'data.call_sid is missing'
  if (info.direction === undefined) return 'data.direction is neither inbound nor outbound'
  return dropAbsent<SessionData>({
    ...info,
    call_sid: info.call_sid,
    direction: info.direction,
    sip: isRecord(data['sip']) ? data['sip'] : undefined,
    defaults: readDefaults(data['defaults']),
    env_vars: isRecord(data['env_vars']) ? data['env_vars'] : undefined,
  })
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
  const envelope = { ...(callSid === undefined ? {} : { call_sid: callSid }), ...(hook === undefined ? {} : { hook }) }
  switch (type) {
    case 'session:new':
    case 'session:reconnect':
    case 'session:redirect':
    case 'session:adulting': {
      if (!msgid) return fail('msgid is missing')
      if (!isRecord(data)) return fail('data is not an object')
      const session = readSessionData(data)
      if (typeof session === 'string') return fail(session)
      return { kind: 'message', message: { type, msgid, ...envelope, data: session } }
    }
    case 'verb:hook':
    case 'dial:confirm': {
      if (!msgid) return fail('msgid is missing')
      if (!isRecord(data)) return fail('data is not an object')
      return { kind: 'message', message: { type, msgid, ...envelope, data: readHookData(data) } }
    }
    case 'call:status': {
      if (!isRecord(data)) return fail('data is not an object')
      const info = readCallInfo(data)
      if (info.call_status === undefined) return fail('data.call_status is not a known status')
      return { kind: 'message', message: { type, ...envelope, data: dropAbsent({ ...info, call_status: info.call_status }) } }
    }
    case 'verb:status': {
      if (!isRecord(data)) return fail('data is not an object')
      const event = takeText(data['event'])
      if (event === undefined) return fail('data.event is missing')
      const texts = { event, id: takeText(data['id']), verb: takeText(data['verb']), name: takeText(data['name']) }
      return { kind: 'message', message: { type, ...envelope, data: dropAbsent(texts) } }
    }
    case 'jambonz:error': {
      if (!isRecord(data)) return fail('data is not an object')
      const texts = {
        msg: takeText(data['msg']) ?? 'error without words',
        details: takeText(data['details']),
        failover: takeText(data['failover']),
        verb: takeText(data['verb']),
        id: takeText(data['id']),
      }
      return { kind: 'message', message: { type, ...envelope, data: dropAbsent(texts) } }
    }
    default:
      return msgid ? { kind: 'unknown', type: type.slice(0, 80), msgid } : { kind: 'unknown', type: type.slice(0, 80) }
  }
}
