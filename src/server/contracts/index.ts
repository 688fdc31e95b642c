// What the HTTP API is asked and answers, as zod schemas: its routes and its documentation are made of them, and whoever programs against
// it from TypeScript may import them. In: nothing. Out: contracts by name. Must not know the server, the store, or any library but zod.
import { CALL_CONTRACTS } from './calls.ts'
import { CAMPAIGN_CONTRACTS } from './campaigns.ts'
import { CONTACT_CONTRACTS } from './contacts.ts'
import { EVENT_CONTRACTS } from './events.ts'
import { LEAD_CONTRACTS } from './leads.ts'
import { LINE_CONTRACTS } from './lines.ts'
import { OUTBOX_CONTRACTS } from './outbox.ts'
import { PREVIEW_CONTRACTS } from './previews.ts'
import { TASK_CONTRACTS } from './tasks.ts'
import { WAITING_CONTRACTS } from './waiting.ts'

export type { Contract } from './contract.ts'
export { mayDo, type Role, ROLE_MEANINGS, ROLES } from './roles.ts'
export { finding, problem } from './values.ts'

/** Everything that the API does, by name. */
export const CONTRACTS = {
  ...CAMPAIGN_CONTRACTS,
  ...CONTACT_CONTRACTS,
  ...CALL_CONTRACTS,
  ...TASK_CONTRACTS,
  ...PREVIEW_CONTRACTS,
  ...WAITING_CONTRACTS,
  ...OUTBOX_CONTRACTS,
  ...LINE_CONTRACTS,
  ...EVENT_CONTRACTS,
  ...LEAD_CONTRACTS,
} as const
