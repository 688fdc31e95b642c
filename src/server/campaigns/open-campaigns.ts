import { randomUUID } from 'node:crypto'
import type { Clock } from '../../engine/call/ports.ts'
import type { Speaking } from '../../engine/call/index.ts'
import type { CheckedScenarios } from '../../engine/campaigns/index.ts'
import { type CallbackDesk, createCallbackDesk } from '../../engine/campaigns/callbacks/index.ts'
import type { KnownLines } from '../../engine/campaigns/calling/index.ts'
import type { Lines } from '../../engine/jambonz/index.ts'
import { createRestClient } from '../../engine/jambonz/rest/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { EventFeed } from '../../engine/store/live/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { openEvents, tellChanges } from '../events/index.ts'
import type { Log } from '../log.ts'
import { openDataStore } from '../open-data-store.ts'
import { readJambonzAccess, type Settings } from '../settings/index.ts'
import type { CampaignCalls } from '../start-server.ts'
import { type LiveCampaigns, openLiveCampaigns } from './live-campaigns.ts'
import { createPlanSource } from './plan-source.ts'

/** jambonz counts its requests over so long. */
const RATE_WINDOW_MS = 300_000

/** The store, the files of campaigns that are in force, and what calls of campaigns are made with. */
export interface OpenedCampaigns {
  /** What is changed by it is told in `events`. */
  readonly store: Store
  readonly events: EventFeed
  readonly live: LiveCampaigns
  /** Takes in who wants to be called. */
  readonly callbacks: CallbackDesk
  /** Undefined where the settings name no jambonz to make them by. */
  readonly calls: CampaignCalls | undefined
  close(): Promise<void>
}

/** What is in force of the scenarios. */
export interface ScenariosInForce {
  compiled(): ReadonlyMap<string, CompiledScenario>
  checked(): CheckedScenarios
}

/**
 * Opens the store and the files of campaigns. Rejects with a `SettingsError` when the settings name half of a jambonz, with an
 * `OperationalError` when the database or Redis cannot be reached.
 */
export async function openCampaigns(
  settings: Settings,
  about: {
    readonly clock: Clock
    readonly log: Log
    readonly speaking: Speaking
    readonly scenarios: ScenariosInForce
    /** What is known of the carrier and of numbers, asked for each claim. */
    lines(): Lines
  },
): Promise<OpenedCampaigns> {
  const access = readJambonzAccess(settings)
  const { clock, log, speaking, scenarios } = about
  const events = await openEvents(settings, clock)
  const opened = await openDataStore(settings).catch(async (error: unknown) => {
    await events.close()
    throw error
  })
  const store = tellChanges(opened, events, () => clock.now())
  const live = await openLiveCampaigns(
    settings.campaigns,
    store,
    () => scenarios.checked(),
    () => clock.now(),
  )
  const rate = { most: settings.jambonz_requests, windowMs: RATE_WINDOW_MS }
  const plans = createPlanSource({
    campaigns: () => live.current(),
    scenarios: () => scenarios.compiled(),
    speaking,
    lines: () => knowLines(about.lines(), clock.now()),
  })
  const callbacks = createCallbackDesk({
    store,
    campaigns: () => live.current(),
    scenarios: () => scenarios.compiled(),
    now: () => clock.now(),
    newId: randomUUID,
  })
  return {
    store,
    events,
    live,
    callbacks,
    calls: access && { store, rest: createRestClient({ ...access, clock, log, rate }), plans },
    async close() {
      live.close()
      await events.close()
      await store.close()
    },
  }
}

/** What is known at an instant. */
function knowLines(lines: Lines, now: number): KnownLines {
  return {
    trunk: lines.trunk,
    findLine: number => lines.findLine(number),
    isRegistered: number => lines.isRegistered(number),
    countAgents: name => lines.countAgents(name, now),
  }
}
