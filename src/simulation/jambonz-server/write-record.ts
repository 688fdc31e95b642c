import type { CallEvent, StandInCall } from './stand-in-call.ts'

const ACCOUNT_FIELDS = { direction: 'outbound', trace_id: 'trace', fs_sip_address: '192.0.2.1:5060' } as const

/** A call's information as status webhooks carry it: the keys of jambonz, `customerData` as it was given. */
export function writeCallInfo(call: StandInCall, event: CallEvent, accountSid: string): Readonly<Record<string, unknown>> {
  const { created } = call
  return {
    ...writeRecord(call, event, accountSid),
    ...(created.tag === undefined ? {} : { customerData: created.tag }),
  }
}

/** A call's record as `GET Calls` gives it: jambonz's store takes no objects, so that neither tag nor headers are in it, nor any time. */
export function writeRecord(call: StandInCall, event: CallEvent, accountSid: string): Readonly<Record<string, unknown>> {
  const { callSid, created } = call
  return {
    ...ACCOUNT_FIELDS,
    account_sid: accountSid,
    call_sid: callSid,
    from: created.from,
    to: created.to,
    call_id: `${callSid}@192.0.2.1`,
    call_status: event.status,
    sip_status: event.sipStatus,
    ...(event.durationS === undefined ? {} : { duration: event.durationS }),
    ...(event.endedBy === undefined ? {} : { call_termination_by: event.endedBy }),
  }
}
