import { createPolicies, nextStep, type Step } from '../../engine/campaigns/index.ts'
import type { AttemptRecord, ContactRecord, Store } from '../../engine/store/index.ts'
import { maskNumber } from '../mask-number.ts'
import type { OpenedCampaign } from './open-campaign.ts'

/** Why a contact was called, why not, and when next. Numbers are masked. */
export interface ContactExplained {
  readonly contact: Pick<
    ContactRecord,
    'id' | 'campaign' | 'state' | 'outcome' | 'language' | 'zone' | 'deadlineAt' | 'variant' | 'line' | 'importId' | 'reason'
  >
  readonly numbers: readonly string[]
  readonly attempts: readonly (Pick<AttemptRecord, 'n' | 'version' | 'outcome' | 'reason' | 'counted' | 'claimedAt'> & {
    readonly number: string
    /** Id of the call, under which its journal is kept; null: none was made, or nobody knows. */
    readonly call: string | null
  })[]
  readonly version: string | undefined
  readonly state: string | undefined
  /** What the plan says now; undefined when the contact is finished or the campaign cannot be used. */
  readonly next: Step | undefined
}

/** Explains a contact by the plan itself, as it would decide at `now` (epoch ms). `open` is asked for its campaign where the plan has a say. */
export async function explainContact(
  store: Store,
  contact: ContactRecord,
  now: number,
  open: (campaign: string) => Promise<Pick<OpenedCampaign, 'campaign' | 'loaded'> | undefined>,
): Promise<ContactExplained> {
  const campaign = await store.campaigns.find(contact.campaign)
  const history = (await store.readHistories([contact])).get(contact.id)
  const { id, state, outcome, language, zone, deadlineAt, variant, line, importId, reason } = contact
  const isOver = state === 'finished' || state === 'worklist'
  const messages = await store.messages.listOfContact(contact.id)
  const opened = isOver || history === undefined ? undefined : await open(contact.campaign)
  const policy = opened && createPolicies(opened.campaign, opened.loaded.countries)?.of(contact)
  return {
    contact: { id, campaign: contact.campaign, state, outcome, language, zone, deadlineAt, variant, line, importId, reason },
    numbers: contact.numbers.map(maskNumber),
    attempts: (history?.attempts ?? []).map(({ n, version, outcome, reason, counted, claimedAt, number, callSid }) => ({
      n,
      version,
      outcome,
      reason,
      counted,
      claimedAt,
      number: maskNumber(number),
      call: callSid,
    })),
    version: campaign?.version,
    state: campaign?.state,
    next: history && policy && nextStep({ ...history, contact, messages }, now, policy),
  }
}
