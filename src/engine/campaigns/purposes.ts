/** Why people are called: the legal basis, the hours and the caps are looked up by it. */
export const PURPOSES = ['care_reminder', 'survey', 'prevention', 'marketing'] as const
/** One of them. */
export type Purpose = (typeof PURPOSES)[number]
