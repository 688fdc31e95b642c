// A campaign file as people write it. In: its text. Out: a document as the plan, the lists and the dialler use it, and findings with places.
// One file a construct, each with its shape, its reading and its page of the manual. Must not know scenarios, countries, the database.
export { type CampaignDocument, type CampaignReading, campaignShape, readCampaign } from './campaign.ts'
export { buildCampaignManual } from './campaign-manual.ts'
export { type CampaignDeadline } from './deadline.ts'
export type { ContactSource, ListOptions } from './contacts.ts'
export type { CampaignMessages } from './messages.ts'
export { messageFileShape, type MessageText, readMessageText } from './message-text.ts'
export type { CampaignPrices } from './pace.ts'
export type { CampaignReplies, RepliedMeaning, ReplyRule } from './replies.ts'
