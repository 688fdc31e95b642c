// Whether a number that calls out comes near to being blocked by carriers. In: the rules of its country, attempts and calls in of the last
// days, what lines.yaml knows of it. Out: its signs, and whether it may call. Must not know whom it calls, telephones, the real clock.
export { type CallerGuard, createCallerGuard } from './create-caller-guard.ts'
export { findCaller, type KnownNumbers } from './find-caller.ts'
export { type Caller, judgeCaller } from './judge-caller.ts'
