// Calls that an agent sees before they are made. In: an agent who takes the next contact, and says that it is to be called or not. Out: its
// contact, to be called by the next claim, later, or by people. Must not know how the call is held and handed over.
export { acceptPreview, type Accepted, type Decided, type Preview, skipPreview, takePreview } from './decide-preview.ts'
export { ACCEPTED, PREVIEW } from './reasons.ts'
