/** How long the ack of a new session waits for the call's first words. jambonz gives it 5 s. */
export const FIRST_VERBS_MS = 50
/** After an ack without words, a command is held back so long: jambonz listens to commands only after it has taken the ack in. */
export const SETTLE_MS = 250
/** A hangup that did not end the call within this time is enforced. */
export const HANG_UP_MS = 5000
/** A call whose socket stays away is given up; while it is transferred, jambonz has nothing to say for as long as the two talk. */
export const AWAY_MS = 5 * 60_000
/** The same while the call is transferred, ms. */
export const AWAY_TRANSFERRED_MS = 4 * 3_600_000
