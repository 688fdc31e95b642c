import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCampaigns } from '../../../src/engine/campaigns/index.ts'
import { createEmbeddedClinic } from '../../../src/engine/clinic/embedded/index.ts'
import { saveWaiting } from '../../../src/engine/clinic/waiting-list/index.ts'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'
import { openServedClinic, type ServedClinic } from '../../../src/server/clinic/open-served-clinic.ts'
import { createLog } from '../../../src/server/log.ts'
import type { Settings } from '../../../src/server/settings/index.ts'
import { readCampaignFiles } from '../../../src/server/workspace/read-campaign-files.ts'
import { readWorkspaceFolder } from '../../../src/server/workspace/read-workspace-folder.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'
import { PROJECT } from '../cli/run-cli.ts'

/** Monday, 10:00 in Warsaw. */
const NOW = Date.parse('2026-05-04T08:00:00Z')
const [MINUTE, DAY] = [60_000, 86_400_000]
const ZONE = 'Europe/Warsaw'
const texts = await readWorkspaceFolder(join(PROJECT, 'scenarios-yaml'))
const workspace = loadWorkspace(new Map([...texts].filter(([file]) => !file.startsWith('lexicon/'))))
const campaigns = loadCampaigns(await readCampaignFiles(join(PROJECT, 'campaigns-yaml')))

describe('a served clinic of its own tables', () => {
  let store: Store
  let served: ServedClinic | undefined
  let clock = createVirtualClock(NOW)
  let visit = ''

  beforeEach(async () => {
    store = await openStore(':memory:')
    clock = createVirtualClock(NOW)
    let ids = 0
    const clinic = createEmbeddedClinic({ store, clock, newId: () => `id${++ids}`, zone: ZONE })
    for (const [id, phone] of Object.entries({ P1: '+48600000001', P2: '+48600000002' }))
      await store.clinic.patients.save(
        { id, name: 'Anna Nowak', born: '1972-05-03', gender: 'female', language: 'pl', address: null, phones: [phone] },
        NOW,
      )
    const about = {
      durationMs: 20 * MINUTE,
      specialty: 'kardiologia',
      doctor: 'Ewa Wiśniewska',
      place: 'gabinet drugi',
      program: null,
    }
    await store.clinic.slots.add([{ id: 'slot', at: NOW + 3 * DAY, ...about }], NOW)
    const booked = await clinic.book({ key: 'booked', patient: 'P1', slot: 'slot' })
    if (booked.kind === 'done') visit = booked.visit.id
    await saveWaiting(store, { id: 'W1', patient: 'P2', since: NOW - DAY, urgency: 0, specialty: 'kardiologia' }, NOW)
    served = await openServedClinic({
      settings: { clinic: 'embedded' } as Settings,
      clock,
      log: createLog('silent', { write: () => undefined }, false),
      store,
      mapping: undefined,
      zone: ZONE,
      knowledge: () => ({ facts: [], specialties: { specialties: [], urgent: [] } }),
      campaigns: () => campaigns,
      workspace: () => workspace,
    })
  })
  afterEach(async () => {
    await served?.close()
    await store.close()
  })

  const call = (service: string, input: Readonly<Record<string, unknown>>) => {
    const contract = workspace.services.get(service)
    if (contract === undefined) throw new Error(service)
    return served?.services.call({ contract, input, idempotencyKey: `${service} 1`, callId: 'call' })
  }
  const run = async (campaign: string): Promise<void> => {
    await store.campaigns.saveVersion({ campaign, hash: 'v1', source: '', document: {}, savedAt: NOW })
    await store.campaigns.setState(campaign, 'running', NOW)
  }
  const listOffered = () => store.contacts.list({ campaign: 'freed-times' })
  const passMinute = async (): Promise<void> => {
    clock.advanceTo(clock.now() + MINUTE)
    await new Promise(resolve => setImmediate(resolve))
  }

  it('offers what a cancelled visit leaves free to who waits, by the campaign that runs, and books it for who says yes', async () => {
    await run('freed-times')
    expect(await call('cancel_visit', { id: visit })).toMatchObject({ result: 'done' })
    await expect.poll(async () => (await passMinute(), listOffered())).toHaveLength(1)
    const [contact] = await listOffered()
    expect(contact).toMatchObject({ numbers: ['+48600000002'], data: { offer: { at: NOW + 3 * DAY } } })
    expect(await call('accept_offer', { offer: contact?.subject })).toMatchObject({ result: 'done' })
    expect(await store.waiting.list()).toEqual([])
    expect(await store.waiting.countFreed(NOW, NOW + DAY)).toEqual({ freed: 1, filled: 1 })
  })
  it('asks nobody while no campaign for it runs', async () => {
    await call('cancel_visit', { id: visit })
    for (let minute = 0; minute < 5; minute += 1) await passMinute()
    expect(await listOffered()).toEqual([])
    expect(await store.waiting.listOpen()).toHaveLength(1)
  })
})
