/** What jambonz makes of a createCall body: the call, or the status that it answers. */
export type BodyJudgement =
  | { readonly kind: 'good'; readonly call: CreatedCall }
  | { readonly kind: 'bad'; readonly status: 400 | 500; readonly msg?: string }

/** A call as createCall asked for it. */
export interface CreatedCall {
  readonly from: string
  readonly to: string
  readonly tag: Readonly<Record<string, unknown>> | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly ringMs: number
  readonly longestMs: number | undefined
}

/** Fields of `rest:dial`; for any other the feature server throws, and the API answers 500 without a reason. */
const KNOWN: ReadonlySet<string> = new Set([
  'account_sid',
  'application_sid',
  'call_hook',
  'call_status_hook',
  'from',
  'callerName',
  'fromHost',
  'to',
  'tag',
  'headers',
  'timeout',
  'timeLimit',
  'amd',
  'speech_synthesis_vendor',
  'speech_synthesis_language',
  'speech_synthesis_voice',
  'speech_recognizer_vendor',
  'speech_recognizer_language',
  'dual_streams',
  'sipRequestWithinDialogHook',
  'referHook',
])
const DEFAULT_RING_S = 60

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fail = (status: 400 | 500, msg?: string): BodyJudgement => ({ kind: 'bad', status, ...(msg === undefined ? {} : { msg }) })

/** Judges a body as the API server and the feature server 0.9.8 do, one after the other. */
export function judgeCallBody(body: unknown, applicationSid: string): BodyJudgement {
  if (!isRecord(body)) return fail(400, 'missing body')
  const { from, to, tag, headers, timeout, timeLimit, amd } = body
  if (typeof from !== 'string' || from === '') return fail(400, 'missing from parameter')
  if (!isRecord(to) || to['type'] !== 'phone' || typeof to['number'] !== 'string')
    return fail(400, 'missing or invalid to property')
  if (body['application_sid'] !== applicationSid) return fail(400, 'application_sid not found')
  if (Object.keys(body).some(name => !KNOWN.has(name))) return fail(500)
  if (tag !== undefined && !isRecord(tag)) return fail(500)
  if (headers !== undefined && !isRecord(headers)) return fail(500)
  if (timeout !== undefined && typeof timeout !== 'number') return fail(500)
  if (timeLimit !== undefined && typeof timeLimit !== 'number') return fail(500)
  if (amd !== undefined && (!isRecord(amd) || amd['actionHook'] === undefined)) return fail(500)
  return {
    kind: 'good',
    call: {
      from,
      to: to['number'],
      tag,
      headers: headers ?? {},
      ringMs: (timeout ?? DEFAULT_RING_S) * 1000,
      longestMs: timeLimit === undefined ? undefined : timeLimit * 1000,
    },
  }
}
