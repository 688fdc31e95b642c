// Live events: that something has changed, for whoever watches. In: what is written to the store, calls that begin and end. Out: events in one
// feed, in Redis where there is one, else of this process; what another process without Redis changes, such as a command, is not told. No
// personal data. Must not know: HTTP, what changes mean.
export { openEvents } from './open-events.ts'
export { tellCall } from './tell-call.ts'
export { tellChanges } from './tell-changes.ts'
