// Calls back: who called in vain, or asks to be called. In: wishes by whatever way, numbers that were served, the campaign for callbacks with
// its scenario and the law. Out: one open contact a number with its time, or a task for people; nothing is forgotten, nobody called in vain.
// Must not know which way a wish came, telephones, the real clock.
export type { CallbackRequest, CallbackResult, CallbackWay } from './callback-request.ts'
export { type CallbackDesk, type CallbackDeskOptions, createCallbackDesk } from './create-callback-desk.ts'
export { judgeCallIn } from './judge-call-in.ts'
export { readCallbackNumber } from './read-callback-number.ts'
