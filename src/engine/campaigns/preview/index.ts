// Calls that an agent sees before they are made. In: a task that an agent accepts. Out: its contact, to be called by the next claim.
// Must not know how the call is held and handed over.
export { acceptPreview, type Accepted } from './accept-preview.ts'
export { ACCEPTED, PREVIEW } from './reasons.ts'
