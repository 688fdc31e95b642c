import { randomUUID } from 'node:crypto'
import type { Clock } from '../../engine/call/ports.ts'
import type { Speaking } from '../../engine/call/index.ts'
import type { CheckedScenarios } from '../../engine/campaigns/index.ts'
import { createCallbackDesk } from '../../engine/campaigns/callbacks/index.ts'
import { createRestClient } from '../../engine/jambonz/rest/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Log } from '../log.ts'
import { openDataStore } from '../open-data-store.ts'
import { readJambonzAccess, type Settings } from '../settings/index.ts'
import type { CampaignCalls } from '../start-server.ts'
import { type LiveCampaigns, openLiveCampaigns } from './live-campaigns.ts'
import { createPlanSource } from './plan-source.ts'

/** jambonz counts its requests over so long. */
const RATE_WINDOW_MS = 300_000

/** What calls of campaigns are made with, and the files that they go by. */
export interface OpenedCampaignCalls {
  readonly calls: CampaignCalls
  readonly live: LiveCampaigns
  close(): Promise<void>
}

/** What is in force of the scenarios. */
export interface ScenariosInForce {
  compiled(): ReadonlyMap<string, CompiledScenario>
  checked(): CheckedScenarios
}

/**
 * Opens what calls of campaigns are made with; undefined when the settings name no jambonz to make them by.
 * Rejects with a `SettingsError` when they name half of one, with an `OperationalError` when the database cannot be reached.
 */
export async function openCampaignCalls(
  settings: Settings,
  about: { readonly clock: Clock; readonly log: Log; readonly speaking: Speaking; readonly scenarios: ScenariosInForce },
): Promise<OpenedCampaignCalls | undefined> {
  const access = readJambonzAccess(settings)
  if (access === undefined) return undefined
  const { clock, log, speaking, scenarios } = about
  const store = await openDataStore(settings)
  const live = await openLiveCampaigns(
    settings.campaigns,
    store,
    () => scenarios.checked(),
    () => clock.now(),
  )
  const rest = createRestClient({ ...access, clock, log, rate: { most: settings.jambonz_requests, windowMs: RATE_WINDOW_MS } })
  const plans = createPlanSource({ campaigns: () => live.current(), scenarios: () => scenarios.compiled(), speaking })
  const callbacks = createCallbackDesk({
    store,
    campaigns: () => live.current(),
    scenarios: () => scenarios.compiled(),
    now: () => clock.now(),
    newId: randomUUID,
  })
  return {
    calls: { store, rest, plans, callbacks },
    live,
    async close() {
      live.close()
      await store.close()
    },
  }
}
