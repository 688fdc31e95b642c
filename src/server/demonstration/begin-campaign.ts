import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { guessMapping, openList } from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { InventedPatient } from '../../simulation/patients/index.ts'
import { importContacts } from '../campaigns/import-contacts.ts'
import { makeVersion } from '../campaigns/live-campaigns.ts'
import type { OpenedCampaign } from '../campaigns/open-campaign.ts'
import { writePatientList } from './patient-list.ts'

/** What a demonstration begins with. */
export interface Beginning {
  readonly folder: string
  readonly store: Store
  readonly opened: OpenedCampaign
  /** Started too: its contacts come as times become free. */
  readonly offers: OpenedCampaign
  readonly patients: readonly InventedPatient[]
  /** Epoch ms. */
  readonly began: number
}

const FILE = 'patients.csv'

/** Writes the list, imports it as any other, and starts the campaign. */
export async function beginCampaign({ folder, store, opened, offers, patients, began }: Beginning): Promise<void> {
  const { campaign, scenario, zone } = opened
  await writeFile(join(folder, FILE), writePatientList(patients, began, zone))
  const list = await openList(join(folder, FILE))
  const { mapping } = guessMapping(list.columns, scenario.gets)
  await importContacts({
    store,
    opened,
    list,
    mapping,
    file: FILE,
    mappingName: null,
    actor: 'demonstration',
    now: began,
    refuse(row, problems) {
      throw new Error(`invariant: line ${row.line} is refused: ${problems.map(({ reason }) => reason).join(' ')}`)
    },
  })
  await store.campaigns.setState(campaign.name, 'running', began)
  await store.campaigns.saveVersion(makeVersion(offers.campaign.name, offers.campaign.source.text, began))
  await store.campaigns.setState(offers.campaign.name, 'running', began)
}
