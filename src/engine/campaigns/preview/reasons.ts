/** Why a contact waits: an agent is to see it before it is called. Also the kind of the task. */
export const PREVIEW = 'preview'
/** Why it is called then: an agent has asked for the call. */
export const ACCEPTED = 'accepted'
/** Why it waits, or is with people: an agent has seen it and did not want it called. */
export const SKIPPED = 'skipped'
