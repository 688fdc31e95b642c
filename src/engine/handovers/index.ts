/**
 * Tells the clinic's own systems of calls that are handed over to people. In: what a call says when it hands over (`Handover`, a port of
 * the call). Out: signed HTTP requests, tried again while that can help, without any call waiting for them.
 * Must not know: how a call is connected, jambonz, scenarios, where settings come from.
 */
export { createHandoverWebhook, type HandoverWebhook } from './create-webhook.ts'
