import type { AttemptRecord, ClaimDecision, ContactStep, Store } from '../../store/index.ts'
import type { Ending } from './ending.ts'
import { endJoined } from './finish-joined.ts'
import { forgetWithdrawn } from './forget-withdrawn.ts'
import type { CampaignPlan, DiallerOptions, Sequel } from './ports.ts'

/** Outcomes after which a person is not called again, by any campaign. */
const OPT_OUTS: ReadonlySet<string> = new Set(['opted_out'])

/**
 * Ends an attempt, decides what comes next, and writes what leaves with it: all in one transaction, so that neither a patient nor a message
 * is lost or doubled by a crash. An attempt that ended as `unknown` takes the end that became known later.
 * @returns false when it had ended already: nothing was changed
 */
export function finishAttempt(
  store: Store,
  plan: CampaignPlan,
  attempt: AttemptRecord,
  ending: Ending,
  tellEnd?: DiallerOptions['tellEnd'],
): Promise<boolean> {
  const { outcome, at, values = {} } = ending
  return store.together(attempt.contact, async inside => {
    const callBackAt = readCallBack(values)
    const end = { outcome, at, counted: plan.isCounted(outcome), ...(callBackAt === undefined ? {} : { callBackAt }) }
    const isEnded = await inside.attempts.end(attempt.id, end, ending.guard)
    const isAmended =
      !isEnded && ending.guard === undefined && outcome !== 'unknown' && (await inside.attempts.amend(attempt.id, end))
    if (!isEnded && !isAmended) return false
    if (outcome === 'invalid_number') await inside.people.markDead(attempt.number, outcome, at)
    if (OPT_OUTS.has(outcome)) await recordOptOut(inside, attempt, at)
    for (const joined of await inside.attempts.listJoined(attempt.id))
      await finishAttempt(inside, plan, joined, await endJoined(inside, joined, attempt, ending), tellEnd)
    if (ending.doubt !== undefined) await inside.tasks.add(makeDoubt(attempt, ending.doubt, at))
    if (plan.goalMs !== undefined && callBackAt !== undefined)
      await inside.contacts.setDeadline(attempt.contact, callBackAt + plan.goalMs, at)
    const contact = await inside.contacts.find(attempt.contact)
    if (contact !== undefined) await tellEnd?.({ attempt, contact, outcome, at }, inside)
    const history = contact === undefined ? undefined : (await inside.readHistories([contact], at)).get(contact.id)
    if (contact === undefined || history === undefined) return true
    const seen = forgetWithdrawn(history)
    const decision = plan.decide(contact, seen, at)
    const step = makeStep(decision, at, ending.notBefore)
    // A contact that is on its way again is not disturbed by what became known of an earlier attempt.
    if (!(await inside.contacts.plan(contact.id, step, at, isAmended ? ['waiting', 'worklist'] : ['calling']))) return true
    const sequel = plan.sequelOf({ contact, history: seen, decision, ended: { attempt, outcome, values }, now: at })
    await writeSequel(inside, sequel, at)
    return true
  })
}

/** Puts what a step brings with it into the outbox and on the worklist. */
export async function writeSequel(inside: Store, { letters, messages, tasks }: Sequel, at: number): Promise<void> {
  for (const message of messages) await inside.messages.add(message)
  for (const letter of letters) await inside.outbox.add(letter, at)
  for (const task of tasks) await inside.tasks.add(task)
}

/** The plan may say "now": then the contact is due at once, and the next claim takes it. */
function makeStep(decision: ClaimDecision, at: number, notBefore = 0): ContactStep {
  const { reason } = decision
  switch (decision.kind) {
    case 'call':
      return { state: 'waiting', dueAt: Math.max(at, notBefore), reason }
    case 'wait':
      return { state: 'waiting', dueAt: Math.max(decision.dueAt, notBefore), reason }
    case 'finish':
      return { state: 'finished', dueAt: null, reason, outcome: decision.outcome }
    case 'worklist':
      return { state: 'worklist', dueAt: null, reason, outcome: decision.outcome }
  }
}

/** When the person asked to be called back: a moment that the scenario keeps as `call_back_at`. */
function readCallBack(values: Readonly<Record<string, unknown>>): number | undefined {
  const value = values['call_back_at']
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

async function recordOptOut(inside: Store, attempt: AttemptRecord, at: number): Promise<void> {
  const entry = { kind: 'opt_out', purpose: '*', channel: '*', source: 'call', evidence: attempt.callSid, at } as const
  await inside.ledger.record({ ...entry, id: `${attempt.id} person`, subjectKind: 'person', subject: attempt.person })
  await inside.ledger.record({ ...entry, id: `${attempt.id} number`, subjectKind: 'number', subject: attempt.number })
}

function makeDoubt(attempt: AttemptRecord, doubt: string, at: number) {
  const { id, campaign, contact, person } = attempt
  return {
    id: `${id} unknown`,
    kind: 'unknown',
    campaign,
    contact,
    person,
    attempt: id,
    reason: doubt,
    note: null,
    priority: 0,
    state: 'open',
    assignee: null,
    dueAt: null,
    createdAt: at,
    closedAt: null,
  } as const
}
