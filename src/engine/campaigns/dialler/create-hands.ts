import type { AttemptRecord, CampaignVersion } from '../../store/index.ts'
import { finishAttempt } from './finish-attempt.ts'
import type { Hands } from './hands.ts'
import type { CampaignPlan, DiallerOptions } from './ports.ts'
import { createTrunkBreaker } from './trunk-breaker.ts'

/** How long a contact waits whose campaign cannot be planned by. */
const NO_PLAN_MS = 3_600_000

/** Ends what a campaign left behind whose scenario or version is gone: nothing is lost, nobody is called. */
const LEFT_BEHIND: Pick<CampaignPlan, 'contactOf' | 'decide' | 'isCounted' | 'sequelOf'> = {
  decide: (_contact, _history, now) => ({ kind: 'wait', dueAt: now + NO_PLAN_MS, reason: 'no_plan' }),
  isCounted: outcome => !['withdrawn', 'trunk_fault', 'congestion', 'bot_fault'].includes(outcome),
  contactOf: () => ({}),
  sequelOf: () => ({ letters: [], messages: [], tasks: [] }),
}

type Needed = Pick<DiallerOptions, 'store' | 'rest' | 'clock' | 'log' | 'plans' | 'onAttemptEnd' | 'tellEnd'>

/** Creates what the parts of a dialler share. `onEnd` hears of every attempt that was ended here. */
export function createHands(options: Needed, onEnd: (attempt: AttemptRecord) => void): Hands {
  const { store, rest, clock, log } = options
  const breaker = createTrunkBreaker(clock)
  /** By campaign and hash: a version never changes. */
  const versions = new Map<string, CampaignVersion>()
  const warned = new Set<string>()

  const planOf = async (name: string): Promise<CampaignPlan | undefined> => {
    const campaign = await store.campaigns.find(name)
    if (campaign === undefined) return undefined
    const key = `${name} ${campaign.version}`
    const version = versions.get(key) ?? (await store.campaigns.findVersion(name, campaign.version))
    if (version !== undefined) versions.set(key, version)
    const plan = version === undefined ? undefined : options.plans(version)
    if (plan === undefined && !warned.has(key)) {
      warned.add(key)
      log.warn({ campaign: name, version: campaign.version.slice(0, 8) }, 'a campaign cannot be used; nobody is called by it')
    }
    return plan
  }
  return {
    store,
    rest,
    clock,
    log,
    breaker,
    overCalls: new Set(),
    planOf,
    async finish(attempt, ending) {
      const plan = await planOf(attempt.campaign)
      const isEnded = await finishAttempt(
        store,
        plan === undefined ? { ...NOTHING_TO_CALL, ...LEFT_BEHIND } : plan,
        attempt,
        ending,
        options.tellEnd,
      )
      onEnd(attempt)
      if (!isEnded) return
      options.onAttemptEnd?.(ending.outcome)
      log.info(
        { attempt: attempt.id, call: attempt.callSid, campaign: attempt.campaign, outcome: ending.outcome },
        'attempt ended',
      )
    },
    async hangUp(callId) {
      try {
        return await rest.hangUp(callId)
      } catch (error) {
        log.warn({ call: callId, error: error instanceof Error ? error.name : 'unknown' }, 'a call could not be ended')
        return 'failed'
      }
    },
    failTrunk(trunk, because, isHopeless) {
      const pauseMs = breaker.fail(trunk, isHopeless)
      if (pauseMs !== undefined) log.error({ trunk, because, pauseMs }, 'the line fails; nobody is called over it for a while')
    },
    later(ms, work) {
      clock.setTimeout(() => {
        work().catch((error: unknown) =>
          log.error(
            { error: error instanceof Error ? error.name : 'unknown' },
            'an attempt could not be ended; it is looked at again',
          ),
        )
      }, ms)
    },
  }
}

const NOTHING_TO_CALL = { scenario: '', from: '', trunk: '', pace: {}, ringMs: 0, isAllowedAt: () => false } as const
