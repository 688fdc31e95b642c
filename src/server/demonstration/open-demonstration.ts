import { join } from 'node:path'
import { createSpeaking } from '../../engine/speaking/index.ts'
import { createUnderstanding } from '../../engine/understanding/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { openCampaign } from '../campaigns/open-campaign.ts'
import type { Settings } from '../settings/index.ts'
import { createClassifierFiles } from '../understanding/classifier-files.ts'
import type { Surroundings } from '../workspace/read-surroundings.ts'
import type { DemonstrationOptions } from './run-demonstration.ts'

/** The campaigns that are demonstrated: those that come with Trucada. */
const CAMPAIGN = 'confirmations'
/** The one that offers what the first leaves free. */
const OFFERS = 'freed-times'
/** Folder of the demonstration, in the data folder. */
const FOLDER = 'demonstration'

/** What a demonstration is made with. */
export type OpenedDemonstration = Pick<
  DemonstrationOptions,
  'folder' | 'opened' | 'offers' | 'scenarios' | 'surroundings' | 'understanding' | 'speaking'
>

/**
 * Whether a server shows the demonstration: nobody has said where a jambonz is, and none could reach it, for it listens to this machine alone.
 */
export function isForTrial(settings: Settings): boolean {
  const { jambonz_api_url, jambonz_account_sid, jambonz_api_key, jambonz_application_sid, public_url, jambonz_user } = settings
  const connected = [jambonz_api_url, jambonz_account_sid, jambonz_api_key, jambonz_application_sid, public_url, jambonz_user]
  const isHere = /^(127\.|localhost$|\[?::1)/.test(settings.host)
  return settings.demonstration === 'on' && isHere && connected.every(one => one === undefined)
}

/** Reads what is demonstrated; undefined when the folders have not the campaigns `confirmations` and `freed-times`, or they cannot be used. */
export async function openDemonstration(
  settings: Settings,
  scenarios: ReadonlyMap<string, CompiledScenario>,
  surroundings: Surroundings,
): Promise<OpenedDemonstration | undefined> {
  const [opened, offers] = [await openCampaign(settings, CAMPAIGN), await openCampaign(settings, OFFERS)]
  if (opened.kind !== 'opened' || offers.kind !== 'opened') return undefined
  const held = [opened, offers].flatMap(({ scenario }) => scenarios.get(scenario.name) ?? [])
  if (held.length < 2) return undefined
  // Of its own: a language model is not asked what people who do not exist have said.
  const understanding = createUnderstanding({ store: createClassifierFiles(settings.data) })
  for (const scenario of held) await understanding.prepare(scenario)
  const folder = join(settings.data, FOLDER)
  const named = new Map(held.map(scenario => [scenario.name, scenario]))
  return { folder, opened, offers, scenarios: named, surroundings, understanding, speaking: createSpeaking() }
}
