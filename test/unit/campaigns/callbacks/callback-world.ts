import { readFileSync } from 'node:fs'
import { type CallbackDesk, createCallbackDesk } from '../../../../src/engine/campaigns/callbacks/index.ts'
import { makeCampaignPlan } from '../../../../src/engine/campaigns/calling/index.ts'
import type { CampaignPlan } from '../../../../src/engine/campaigns/dialler/index.ts'
import { type Campaigns, createPolicies, loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { createSpeaking } from '../../../../src/engine/speaking/index.ts'
import { openStore, type Store } from '../../../../src/engine/store/index.ts'
import type { CompiledScenario } from '../../../../src/scenarios/compile/compiled.ts'
import { compileWorkspace } from '../../../../src/scenarios/index.ts'
import { readWorkspaceFolder } from '../../../../src/server/workspace/read-workspace-folder.ts'

/** A Monday, 10:00 in Warsaw. */
export const MONDAY = Date.UTC(2027, 4, 10, 8)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

const SCENARIO = `
scenario: back
title: Oddzwonienie
policy: clinic
speaks: pl
gets:
  phone: phone
  name: person?
  way: text?
  note: text?
gives:
  outcome: [handed_over, refused, opted_out, emergency, voicemail]
steps:
  begin:
    ask: "Dzień dobry, mówi automat przychodni. Dzwonię, bo ktoś prosił o telefon. Czy połączyć z rejestracją?"
    answers: { agree: anytime.operator, decline: { end: refused } }
`
const { scenarios } = compileWorkspace(
  new Map([...(await readWorkspaceFolder('test/golden/base')), ['back/scenario.yaml', SCENARIO]]),
)
const COUNTRIES = new Map(
  ['es-ct', 'pl', 'ua'].map(id => [`countries/${id}.yaml`, readFileSync(`campaigns-yaml/countries/${id}.yaml`, 'utf8')]),
)
const CAMPAIGN = `
campaign: callbacks
purpose: care_reminder
country: PL
scenario: back
from: "+48221234567"
contacts: { from: callbacks, within: 1h }
attempts: { at_most: { total: 3 }, no_answer: after 15 min }
`

/** A store with a campaign for callbacks that runs, its desk, and a clock that stands until it is moved. */
export interface CallbackWorld {
  readonly store: Store
  readonly desk: CallbackDesk
  readonly clock: { now: number }
  readonly scenario: CompiledScenario
  readonly plan: CampaignPlan
}

/** Opens the world; `campaign`: another text of the file, or none at all. */
export async function openCallbackWorld(campaign: string | undefined = CAMPAIGN): Promise<CallbackWorld> {
  const store = await openStore(':memory:')
  const clock = { now: MONDAY }
  const files = new Map([...COUNTRIES, ...(campaign === undefined ? [] : [['callbacks.yaml', campaign] as const])])
  const loaded: Campaigns = loadCampaigns(files)
  const scenario = scenarios.get('back')
  const document = loadCampaigns(new Map([...COUNTRIES, ['callbacks.yaml', CAMPAIGN]])).campaigns.get('callbacks')
  const policies = document && createPolicies(document, loaded.countries)
  if (scenario === undefined || document === undefined || policies === undefined) throw new Error('the test has no scenario')
  const plan = makeCampaignPlan({
    campaign: document,
    policies,
    scenario,
    messages: new Map(),
    countries: loaded.countries,
    speaking: createSpeaking(),
  })
  if (plan === undefined) throw new Error('the test has no plan')
  if (campaign !== undefined) {
    await store.campaigns.saveVersion({ campaign: 'callbacks', hash: 'v1', source: campaign, document: {}, savedAt: MONDAY })
    await store.campaigns.setState('callbacks', 'running', MONDAY)
  }
  let ids = 0
  const desk = createCallbackDesk({
    store,
    campaigns: () => loaded,
    scenarios: () => scenarios,
    now: () => clock.now,
    newId: () => `id-${++ids}`,
  })
  return { store, desk, clock, scenario, plan }
}
