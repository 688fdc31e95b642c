import type { CallRequest } from './ports.ts'

/** Header of the INVITE that carries the attempt's id: it is in the traces and call records of jambonz, its SBC and the carrier. */
const ATTEMPT_HEADER = 'X-Trucada-Attempt'

/**
 * Body of createCall, with no field but those that feature server 0.9.8 takes (its `rest:dial`): for any other it answers 500 and
 * nothing else. `answerOnBridge`, a trunk beside `to`, labels and fallbacks, which the SDK's types offer, are among the others.
 */
export function makeCallBody(request: CallRequest, applicationSid: string): object {
  const { attempt, scenario, language, contact, next, trunk, amd } = request
  return {
    application_sid: applicationSid,
    from: request.from,
    to: { type: 'phone', number: request.to, ...(trunk === undefined ? {} : { trunk }) },
    timeout: toSeconds(request.ringMs),
    timeLimit: toSeconds(request.longestMs),
    headers: { [ATTEMPT_HEADER]: attempt },
    tag: { attempt, scenario, language, contact, ...(next === undefined ? {} : { next }) },
    ...(amd === undefined ? {} : { amd }),
  }
}

/** jambonz takes whole seconds, and 0 for none given. */
const toSeconds = (ms: number): number => Math.max(1, Math.round(ms / 1000))
