// Whom to call, when, at which number, and why: one pure function for the dialler, the forecast and the explanation.
// In: a contact with all that was done and said so far, the instant, a policy (campaign and law together). Out: a step with its reason.
// Windows are tested instant → local time and fail closed. Must not know the database, campaign files, telephones, the real clock.
export { mergeCaps } from './caps.ts'
export type { PlanAttempt, PlanHistory } from './history.ts'
export { nextStep } from './next-step.ts'
export { hasRung, isCounted, type OutcomeMeaning, readOutcome } from './outcomes.ts'
export { type Caps, type PlannedMessage, type PlanPolicy, RETRY_OUTCOMES, type RetryOutcome, type RetryRule } from './policy.ts'
export { findSlot, isAllowedAt, partOf } from './slots.ts'
export type { PlanReason, Step } from './steps.ts'
export { createWindows, intersectWindows, type Windows } from './windows.ts'
export { DAY_MS, dayOf, findZoneClock, minuteOf, weekdayOf, type ZoneClock } from '../../../scenarios/contact/index.ts'
