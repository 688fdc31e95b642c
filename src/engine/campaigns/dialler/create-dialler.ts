import { createCallerGuard } from '../caller-health/index.ts'
import type { StatusReport } from '../../jambonz/index.ts'
import type { AttemptRecord, CampaignRecord, ClaimedAttempt } from '../../store/index.ts'
import { dialAttempt } from './dial-attempt.ts'
import { writeSequel } from './finish-attempt.ts'
import { createHands } from './create-hands.ts'
import { finishWithResult, hearStatus } from './hear-status.ts'
import { forgetWithdrawn } from './forget-withdrawn.ts'
import type { CampaignPlan, ConversationResult, DiallerOptions, Step } from './ports.ts'
import { saveResult } from './save-result.ts'
import { guardOf } from './look-up.ts'
import { type Care, newCare, takeCare } from './take-care.ts'
import { endPolitely } from './end-politely.ts'

/** A dialler of one process; several over one database share the work, none is special. */
export interface Dialler {
  start(): void
  /** Takes a status of a call in, by whichever way it came. Rejects when the store is away. */
  hearStatus(report: StatusReport): Promise<void>
  /** Takes what came of a conversation; resolves when it is kept, however long the store is away. */
  hearResult(result: ConversationResult): Promise<void>
  /** Trunks over which nobody is called for a while, because they fail. */
  countPausedTrunks(): number
  /** No more claims; what was claimed and not ordered is taken back. Resolves when no order is on its way. */
  stop(): Promise<void>
}

const DEFAULT_LEASE_MS = 60_000
const TAKE_OVER_MS = 5000
const TAKE_OVER_AT_ONCE = 100
const CARE_AT_ONCE = 10

/** Creates a dialler, at rest. */
export function createDialler(options: DiallerOptions): Dialler {
  const { store, rest, clock, log, worker, leaseMs = DEFAULT_LEASE_MS, tickMs = 1000, ordersAtOnce = 50 } = options
  const hands = createHands(options, attempt => cares.delete(attempt.id))
  const cares = new Map<string, Care>()
  const guard = createCallerGuard(store, clock, log)
  const ordering = new Map<string, Promise<unknown>>()
  let timer: unknown
  let isStopped = false
  let isAway = false
  let renewAt = 0
  let takeOverAt = 0
  let turn = 0

  const order = (plan: CampaignPlan, claimed: ClaimedAttempt): void => {
    const { id } = claimed.attempt
    const work = dialAttempt(hands, plan, claimed).then(
      made => {
        if (made === 'ended') return cares.delete(id)
        return cares.set(id, { ...newCare(clock.now()), order: made })
      },
      // Whether it has left the store knows: `fenced`, or `dialling` without an id, which is looked up.
      (error: unknown) => log.error({ attempt: id, error: nameOf(error) }, 'an order to call could not be given'),
    )
    ordering.set(
      id,
      work.finally(() => ordering.delete(id)),
    )
  }
  const claim = async (campaign: CampaignRecord): Promise<void> => {
    const plan = await hands.planOf(campaign.name)
    if (plan === undefined) return
    const limit = Math.min(hands.breaker.limit(plan.trunk), ordersAtOnce - ordering.size, rest.countRoom() - ordering.size)
    if (limit <= 0 || (plan.caller !== undefined && !(await guard.mayCall(plan.caller)))) return
    const now = clock.now()
    const claim = await store.transaction(async inside => {
      const steps: Step[] = []
      const made = await inside.attempts.claim({
        campaign: campaign.name,
        version: campaign.version,
        worker,
        now,
        leaseMs,
        limit,
        trunk: plan.trunk,
        caller: plan.from,
        ...(plan.mostJoined !== undefined && { mostJoined: plan.mostJoined }),
        pace: plan.pace,
        newId: options.newId,
        decide(contact, whole) {
          const history = forgetWithdrawn(whole)
          const decision = plan.decide(contact, history, now)
          if (decision.kind !== 'call') steps.push({ contact, history, decision, now })
          return decision
        },
      })
      for (const step of steps) await writeSequel(inside, plan.sequelOf(step), now)
      return made
    })
    for (const claimed of claim.claimed) order(plan, claimed)
  }
  const claimAll = async (): Promise<void> => {
    const campaigns = await store.campaigns.list()
    const running = campaigns.filter(campaign => campaign.state === 'running')
    // Each time another goes first, so that no campaign lives on what the others leave.
    turn += 1
    for (const at of running.keys()) {
      const campaign = running[(at + turn) % running.length]
      if (campaign !== undefined && !isStopped) await claim(campaign)
    }
    for (const campaign of campaigns)
      if (campaign.state === 'ending' || campaign.state === 'draining') await endPolitely(hands, options.conversations, campaign)
  }
  const renew = async (held: readonly AttemptRecord[]): Promise<void> => {
    const now = clock.now()
    if (now < renewAt) return
    await store.attempts.renew(
      worker,
      held.map(({ id, fence }) => ({ id, fence })),
      now + leaseMs,
    )
    renewAt = now + leaseMs / 3
  }
  const takeOver = async (): Promise<void> => {
    const now = clock.now()
    if (now < takeOverAt) return
    takeOverAt = now + TAKE_OVER_MS
    for (const attempt of await store.attempts.takeExpired(worker, now, leaseMs, TAKE_OVER_AT_ONCE)) {
      log.info({ attempt: attempt.id, state: attempt.state }, 'an attempt was taken over')
      cares.set(attempt.id, newCare(now, true))
    }
  }
  const careForAll = async (held: readonly AttemptRecord[]): Promise<void> => {
    const due = held.filter(({ id }) => {
      if (ordering.has(id)) return false
      const care = cares.get(id) ?? newCare(clock.now())
      cares.set(id, care)
      return clock.now() >= care.nextAt
    })
    // What a dead process left is much at once, and each look-up is a journey.
    for (let from = 0; from < due.length; from += CARE_AT_ONCE)
      await Promise.all(due.slice(from, from + CARE_AT_ONCE).map(attempt => attend(() => care(attempt))))
  }
  const care = async (attempt: AttemptRecord): Promise<void> => {
    const ringMs = (await hands.planOf(attempt.campaign))?.ringMs ?? 60_000
    // The list may be old by now: those before it were looked up at jambonz.
    const fresh = await store.attempts.find(attempt.id)
    const known = cares.get(attempt.id)
    const isOurs = fresh?.worker === worker && fresh.fence === attempt.fence && fresh.state !== 'ended'
    if (isOurs && known !== undefined && !ordering.has(attempt.id)) await takeCare(hands, fresh, known, ringMs)
  }
  /** One thing that fails keeps nothing else from being done. */
  const attend = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      if (!isAway) log.error({ error: nameOf(error) }, 'the dialler cannot go on for now; it tries again')
      isAway = true
      return false
    }
  }
  const round = async (): Promise<void> => {
    let isWell = isStopped || (await attend(claimAll))
    isWell = (await attend(takeOver)) && isWell
    isWell =
      (await attend(async () => {
        const held = await store.attempts.listHeld(worker)
        await renew(held)
        await careForAll(held)
      })) && isWell
    if (isWell && isAway) log.info({}, 'the dialler goes on')
    if (isWell) isAway = false
  }
  let running: Promise<void> = Promise.resolve()
  const loop = (): void => {
    running = round().then(() => {
      if (!isStopped) timer = clock.setTimeout(loop, typeof tickMs === 'number' ? tickMs : tickMs())
    })
  }

  return {
    start: loop,
    hearStatus: report => hearStatus(hands, report),
    countPausedTrunks: () => hands.breaker.countPaused(),
    async hearResult(result) {
      await saveResult(hands, result)
      const attempt = await store.attempts.find(result.attempt)
      // An attempt that was given up gets its end after all; one whose call is over needs nothing else.
      const isAwaited = attempt?.state === 'ended' || hands.overCalls.delete(result.callId)
      if (isAwaited) await finishWithResult(hands, result.attempt, result.callId)
    },
    async stop() {
      isStopped = true
      clock.clearTimeout(timer)
      await running
      await Promise.all(ordering.values())
      await attend(async () => {
        for (const attempt of await store.attempts.listHeld(worker))
          if (attempt.state === 'fenced')
            await hands.finish(attempt, { outcome: 'withdrawn', at: clock.now(), guard: guardOf(attempt) })
      })
    },
  }
}

const nameOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'unknown'
