import { join } from 'node:path'
import { createSpeaking } from '../../engine/speaking/index.ts'
import { createUnderstanding } from '../../engine/understanding/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import { openCampaign } from '../campaigns/open-campaign.ts'
import type { Settings } from '../settings/index.ts'
import { createClassifierFiles } from '../understanding/classifier-files.ts'
import type { Surroundings } from '../workspace/read-surroundings.ts'
import type { DemonstrationOptions } from './run-demonstration.ts'

/** The campaign that is demonstrated: the one that comes with Trucada. */
const CAMPAIGN = 'confirmations'
/** Folder of the demonstration, in the data folder. */
const FOLDER = 'demonstration'

/** What a demonstration is made with. */
export type OpenedDemonstration = Pick<
  DemonstrationOptions,
  'folder' | 'opened' | 'scenario' | 'surroundings' | 'understanding' | 'speaking'
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

/** Reads what is demonstrated; undefined when the folders have not the campaign `confirmations`, or it cannot be used. */
export async function openDemonstration(
  settings: Settings,
  scenarios: ReadonlyMap<string, CompiledScenario>,
  surroundings: Surroundings,
): Promise<OpenedDemonstration | undefined> {
  const opened = await openCampaign(settings, CAMPAIGN)
  const scenario = opened.kind === 'opened' ? scenarios.get(opened.scenario.name) : undefined
  if (opened.kind !== 'opened' || scenario === undefined) return undefined
  // Of its own: a language model is not asked what people who do not exist have said.
  const understanding = createUnderstanding({ store: createClassifierFiles(settings.data) })
  await understanding.prepare(scenario)
  const folder = join(settings.data, FOLDER)
  return { folder, opened, scenario, surroundings, understanding, speaking: createSpeaking() }
}
