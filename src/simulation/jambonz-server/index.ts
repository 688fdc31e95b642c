/**
 * A jambonz server's REST side without telephones: what outbound calls are tried against. In: requests of createCall, updates, look-ups;
 * what called people do. Out: answers, records and statuses as API server 0.9 and feature server 0.9.8 give them, with faults by a seed.
 * Must not know: the client that it is called by, campaigns, what is said in a call.
 */
export type { CalledSide } from './called-side.ts'
export { createExchange, type Exchange, type ExchangeOptions } from './create-exchange.ts'
export { createJambonzServer, type JambonzServer } from './create-jambonz-server.ts'
export type { FaultRates } from './faults.ts'
export type { CreatedCall } from './judge-call-body.ts'
export { sendDirectly } from './send-directly.ts'
export { sendStatus, type StatusTarget } from './send-statuses.ts'
export type { StandInCall } from './stand-in-call.ts'
