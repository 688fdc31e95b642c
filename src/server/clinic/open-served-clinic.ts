import { randomUUID } from 'node:crypto'
import type { Services } from '../../engine/call/ports.ts'
import { createEmbeddedClinic, layOutSchedules } from '../../engine/clinic/embedded/index.ts'
import { createKnowledgeServices } from '../../engine/clinic/index.ts'
import { createWebhookClinic } from '../../engine/clinic/webhook/index.ts'
import { createWriteBack } from '../../engine/clinic/write-back/index.ts'
import { SettingsError } from '../settings/settings-error.ts'
import type { ChangingVisits } from '../campaigns/follow-visits.ts'
import type { VisitSource } from '../campaigns/take-visits.ts'
import type { Settings } from '../settings/index.ts'
import { repeat } from '../repeat.ts'
import type { ClinicOptions } from './open-clinic.ts'
import type { ClinicChanges } from './hear-changes.ts'
import { serveSystem } from './serve-system.ts'
import { stopCalling } from './stop-calling.ts'

/** The clinic of a server, as its calls reach it. */
export interface ServedClinic {
  readonly services: Services
  /** The system itself, where it tells which visits there are and which were changed. */
  readonly system?: () => Promise<ChangingVisits & VisitSource>
  /** Hears from the clinic's server that visits have changed, where it can. */
  readonly changes?: ClinicChanges
  close(): Promise<void>
}

type Opened = Pick<ServedClinic, 'services' | 'system' | 'changes'> & { close(): void }

/** How often times are made of schedules for the days that have come near. */
const LAY_OUT_EVERY_MS = 6 * 3_600_000

/**
 * Opens the clinic of the settings: its FHIR server, its webhook, or the embedded one; undefined for the fixture in memory. Without a setting it is
 * the FHIR server where clinic-fhir.yaml names one, the webhook where it has an address, and the embedded clinic once patients were imported.
 * What may wait is kept in the store until the clinic has it.
 * Rejects with a `SettingsError` when the setting lacks what it needs.
 */
export async function openServedClinic(options: ClinicOptions): Promise<ServedClinic | undefined> {
  const opened = await open(options)
  if (opened === undefined) return undefined
  const { clock, log, store } = options
  const writeBack = createWriteBack({ services: opened.services, store, clock, newId: randomUUID, log })
  writeBack.start()
  return {
    services: writeBack.services,
    ...(opened.system !== undefined && { system: opened.system }),
    ...(opened.changes !== undefined && { changes: opened.changes }),
    async close() {
      await writeBack.stop()
      opened.close()
    },
  }
}

/** Which clinic the settings mean. */
async function chooseClinic({
  settings,
  store,
  mapping,
}: Pick<ClinicOptions, 'settings' | 'store' | 'mapping'>): Promise<NonNullable<Settings['clinic']>> {
  if (settings.clinic !== undefined) return settings.clinic
  if (mapping !== undefined) return 'fhir'
  if (settings.clinic_webhook_url !== undefined) return 'webhook'
  return (await store.clinic.patients.count()) > 0 ? 'embedded' : 'fixture'
}

/**
 * The records of the clinic of the settings, to be read by a command; undefined where it does not tell which visits there are. Rejects as
 * connectFhir does.
 */
export async function openVisitSource(
  options: Pick<ClinicOptions, 'settings' | 'store' | 'mapping' | 'clock' | 'zone'>,
): Promise<VisitSource | undefined> {
  const { settings, mapping, clock } = options
  const kind = await chooseClinic(options)
  if (kind === 'embedded') return createEmbeddedClinic({ ...options, newId: randomUUID })
  if (kind !== 'fhir' || mapping === undefined) return undefined
  const { connectFhir } = await import('./open-clinic.ts')
  return connectFhir(mapping, settings, () => clock.now())
}

async function open(options: ClinicOptions): Promise<Opened | undefined> {
  const { settings, store, mapping } = options
  const { clinic_webhook_url: url, clinic_webhook_secret: secret } = settings
  switch (await chooseClinic(options)) {
    case 'fixture':
      return undefined
    case 'embedded':
      return openEmbedded(options)
    case 'fhir':
      if (mapping === undefined)
        throw new SettingsError([
          { place: 'clinic: fhir', message: 'Nothing says which FHIR server', remedy: 'Write clinic-fhir.yaml.' },
        ])
      if (settings.fhir_hook_secret !== undefined && settings.public_url === undefined)
        throw new SettingsError([
          {
            place: 'fhir_hook_secret',
            message: 'Nothing says where the FHIR server reaches this one',
            remedy: 'Set TRUCADA_PUBLIC_URL too.',
          },
        ])
      return (await import('./open-clinic.ts')).openClinic(options)
    case 'webhook': {
      if (url === undefined || secret === undefined)
        throw new SettingsError([
          {
            place: 'clinic: webhook',
            message: 'Its address or its secret is missing',
            remedy: 'Set TRUCADA_CLINIC_WEBHOOK_URL and TRUCADA_CLINIC_WEBHOOK_SECRET.',
          },
        ])
      const { clock, zone, knowledge } = options
      const otherwise = createKnowledgeServices(knowledge, { now: () => clock.now(), zone })
      const services = createWebhookClinic({
        url,
        secret,
        clock,
        otherwise,
        stopCalling: (phone, key) => stopCalling(store, phone, key, clock.now()),
      })
      return { services, close: () => undefined }
    }
  }
}

function openEmbedded(options: ClinicOptions): Opened {
  const { store, clock, zone, log } = options
  const own = createEmbeddedClinic({ store, clock, newId: randomUUID, zone })
  const failed = (error: unknown): void =>
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the times of the schedules could not be made')
  const layingOut = repeat(
    { clock, everyMs: LAY_OUT_EVERY_MS, failed },
    async () => void (await layOutSchedules(store, clock.now(), zone)),
  )
  const served = serveSystem(own, options)
  return {
    services: served.services,
    system: async () => own,
    close() {
      served.close()
      layingOut.close()
    },
  }
}
