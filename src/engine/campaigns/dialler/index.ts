/**
 * Makes the calls of running campaigns, each once. In: claims of the store, what the plan says, statuses by whatever way, results of
 * conversations. Out: orders to jambonz, each under an attempt that was fenced before; ends of attempts, each with its next step in one
 * transaction; doubtful attempts looked up and never dialled blindly.
 * Must not know: files, terminals, how a conversation is held, why the plan decides as it does.
 */
export { createDialler, type Dialler } from './create-dialler.ts'
export { haltCampaign, type Halt, type HaltReport } from './halt-campaign.ts'
export type {
  CampaignPlan,
  ConversationResult,
  Conversations,
  Decision,
  DiallerOptions,
  EndedAttempt,
  PlanSource,
  Sequel,
  Step,
} from './ports.ts'
