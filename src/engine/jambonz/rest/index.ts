/**
 * Calls that we make, over jambonz's REST API. In: whom to call, with which tag; statuses by whatever way they come. Out: the call's id, or
 * that there is surely none, or that nobody can tell; records that are looked up; where a leg stands, moved only forward.
 * Must not know: campaigns, contacts, scenarios, how settings are found. The only place that speaks the REST protocol.
 */
export type { CallControl, CallRequest, CreateResult, HangUpResult, JambonzRest } from './ports.ts'
export type { CallRecord } from './read-call-record.ts'
export type { Exchange, Send } from './exchange.ts'
export { createRestClient, type RestClientOptions } from './create-rest-client.ts'
export { FRESH_LEG, type Leg, moveLeg } from './leg.ts'
export { type LegOutcome, nameLegOutcome } from './leg-outcome.ts'
export { createStatusHook, type StatusHookOptions } from './status-hook.ts'
export { verifySignature } from './signature.ts'
