import type { AttemptElsewhere, AttemptRecord, ContactHistory, ContactRecord, MessageRecord } from '../../store/index.ts'

/** An attempt as the plan looks at it. */
export type PlanAttempt = Pick<AttemptRecord, 'number' | 'outcome' | 'counted' | 'callBackAt' | 'claimedAt' | 'endedAt'> &
  Partial<Pick<AttemptRecord, 'joinedTo'>>

/** What the plan looks at: the contact and all that was said and done so far. */
export interface PlanHistory {
  readonly contact: Pick<ContactRecord, 'person' | 'numbers' | 'zone' | 'deadlineAt'>
  /** Of this contact, in order. */
  readonly attempts: readonly PlanAttempt[]
  /** Of the same person and to the same numbers, in all campaigns. */
  readonly elsewhere: readonly (Pick<AttemptElsewhere, 'person' | 'number' | 'outcome' | 'claimedAt' | 'endedAt'> &
    Partial<Pick<AttemptElsewhere, 'joinedTo'>>)[]
  readonly optOuts: ContactHistory['optOuts']
  readonly consents: readonly Pick<ContactHistory['consents'][number], 'kind' | 'purpose' | 'channel' | 'at'>[]
  readonly deadNumbers: ReadonlySet<string>
  /** Of this contact, in order; needed when a message goes before the call. */
  readonly messages?: readonly (Pick<MessageRecord, 'direction' | 'channel' | 'template' | 'state' | 'createdAt'> &
    Partial<Pick<MessageRecord, 'meaning' | 'callAt'>>)[]
}

/** Whether a message is about messages alone (STOP, START): it answers nothing and says nothing about calls. */
export function isAboutMessages(meaning: string | null | undefined): boolean {
  return meaning === 'stop' || meaning === 'start'
}
