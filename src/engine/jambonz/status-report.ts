import type { CallStatus, CallInfo } from './protocol.ts'
import { readMessage } from './read-message.ts'

/**
 * A call's status as jambonz reported it, whichever way it came: over HTTP, over the socket (also before `session:new`), or looked up.
 * The same report may come twice, late, in any order, or never.
 */
export interface StatusReport {
  /** jambonz's call_sid. */
  readonly callId: string
  readonly status: CallStatus
  /** Id that we gave the call in `tag.attempt`; a report that was looked up never has it. */
  readonly attempt?: string
  readonly sipStatus?: number
  /** Seconds of talk; only at the end of an answered call. */
  readonly durationS?: number
  readonly endedBy?: 'caller' | 'jambonz'
}

/** Reads the body of a call status webhook. Undefined: it is none, or one of a transfer's other leg. Never throws. */
export function readStatusBody(body: unknown): StatusReport | undefined {
  const reading = readMessage({ type: 'call:status', data: body })
  return reading.kind === 'message' && reading.message.type === 'call:status' ? readStatusInfo(reading.message.data) : undefined
}

/** The report in what a message says of its call; undefined where it says nothing of the call that we made. */
export function readStatusInfo(info: CallInfo): StatusReport | undefined {
  const { call_sid: callId, call_status: status, parent_call_sid: parent } = info
  if (callId === undefined || callId === '' || status === undefined) return undefined
  if (info.direction === 'inbound' || (parent !== undefined && parent !== '')) return undefined
  const attempt = readAttempt(info.customerData)
  return {
    callId,
    status,
    ...(attempt === undefined ? {} : { attempt }),
    ...(info.sip_status === undefined ? {} : { sipStatus: info.sip_status }),
    ...(info.duration === undefined ? {} : { durationS: info.duration }),
    ...(info.call_termination_by === undefined ? {} : { endedBy: info.call_termination_by }),
  }
}

/** The attempt's id in a call's tag, if it carries one. */
export function readAttempt(tag: unknown): string | undefined {
  if (typeof tag !== 'object' || tag === null || !('attempt' in tag)) return undefined
  return typeof tag.attempt === 'string' && tag.attempt !== '' ? tag.attempt : undefined
}
