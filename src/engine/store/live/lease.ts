/** An owner that has said nothing for so long has lost its calls. Owners renew their leases in a third of it. */
export const LEASE_MS = 30_000
/** A call is forgotten so long after its last sign of life: jambonz says nothing while two people talk for hours. */
export const KEPT_MS = 5 * 3_600_000
