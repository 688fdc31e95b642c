// A version of a campaign as the dialler calls by it. In: its file, the law, texts of messages, its scenario. Out: a plan whose decisions are
// nextStep's, and what each step sends and gives to people. Must not know the store's tables, telephones, the real clock.
export type { CallingOptions, KnownLines } from './calling-options.ts'
export { makeCampaignPlan, type VersionPlan } from './make-campaign-plan.ts'
export { noteAttempt, noteContact } from './note-contact.ts'
export { renderMessage } from './render-message.ts'
export { writeMessage } from './write-message.ts'
