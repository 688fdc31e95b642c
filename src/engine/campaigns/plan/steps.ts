import type { PlannedMessage } from './policy.ts'

/** Why the plan says what it says; docs/guides/campaigns.md tells each in a sentence. */
export type PlanReason =
  | 'first_attempt'
  | 'next_attempt'
  | 'asked_to_call_back'
  | 'outside_hours'
  | 'cap_reached'
  | 'after_rule'
  | 'household'
  | 'spread'
  | 'call_running'
  | 'message_first'
  | 'message_waits'
  | 'replied'
  | 'reached'
  | 'opted_out'
  | 'deceased'
  | 'no_consent'
  | 'forbidden'
  | 'rule_ends'
  | 'attempts_used'
  | 'deadline_passed'
  | 'no_time_left'
  | 'no_number'
  | 'needs_person'
  | 'unknown_zone'
  | 'clock_jumped'

/** What is to be done with a contact, when, by which way, and why. */
export type Step =
  /** Call now. */
  | { readonly kind: 'call'; readonly number: string; readonly reason: PlanReason; readonly attempt: number }
  /** Look again at `at`; `number` is the one that would be called then. */
  | {
      readonly kind: 'wait'
      readonly at: number
      readonly reason: PlanReason
      readonly number?: string
      /** Something is wrong with the world: somebody is to be told. */
      readonly isAlert?: boolean
    }
  /** Send a message at `at` (now, or when messages are allowed), then ask again. */
  | { readonly kind: 'message'; readonly at: number; readonly message: PlannedMessage; readonly reason: PlanReason }
  /** Nothing more is to be done; messages go out first. */
  | {
      readonly kind: 'finish' | 'worklist'
      readonly outcome: string
      readonly reason: PlanReason
      readonly messages: readonly PlannedMessage[]
      /** Something is wrong with the world: somebody is to be told. */
      readonly isAlert?: boolean
    }
