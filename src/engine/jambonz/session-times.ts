/** How long the ack of a new session waits for the call's first words. jambonz gives it 5 s. */
export const FIRST_VERBS_MS = 50
/** After an ack without words, a command is held back so long: jambonz listens to commands only after it has taken the ack in. */
export const SETTLE_MS = 250
/** jambonz that took the first verbs with the ack of a reconnection and says nothing for so long is taken for deaf, ms. */
export const DEAF_MS = 1000
/** A hangup that did not end the call within this time is enforced. */
export const HANG_UP_MS = 5000
/** A call whose socket stays away is given up; while it is transferred, jambonz has nothing to say for as long as the two talk. */
export const AWAY_MS = 5 * 60_000
/** The same while the call is transferred, ms. */
export const AWAY_TRANSFERRED_MS = 4 * 3_600_000
/** Long enough for a call's answer to a hook to be kept together with the hook, too short for anybody to hear, ms. */
export const KEPT_TOGETHER_MS = 2
/** What jambonz waits for is sent after this also when it is not kept yet, ms. */
export const KEEP_PATIENCE_MS = 60
/** How long a call that comes back waits for what is known of it, ms: without it, it is lost. */
export const CLAIM_PATIENCE_MS = 10_000
/** How long the ack of that waits, ms, which jambonz waits 5 s for. */
export const BACK_ACK_MS = 1000
