/**
 * Whom the conversation before was with, of a further one in the same call: the person that this one is about too, who has shown then who
 * they are; or somebody else, who is on the line now. Calls have it as `caller.stayed`.
 */
export const STAYED = ['same_person', 'someone_else'] as const
/** One of them. */
export type Stayed = (typeof STAYED)[number]
