import { readFileSync } from 'node:fs'
import type { Services } from '../../engine/call/ports.ts'
import type { FhirClinic } from '../../engine/clinic/fhir/index.ts'
import type { FhirMapping } from '../../engine/clinic/fhir/mapping.ts'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import { repeat } from '../repeat.ts'
import type { Settings } from '../settings/index.ts'
import { findWebAddress } from '../web-address.ts'
import { CHANGES_PATH, type ClinicChanges, hearChanges } from './hear-changes.ts'
import { type ServedSystemOptions, serveSystem } from './serve-system.ts'

/** The clinic's own system, as calls and campaigns reach it. */
export interface OpenedClinic {
  readonly services: Services
  /** The system itself; rejects with an `OperationalError` while it cannot be reached, and is tried anew by the next one who asks. */
  system(): Promise<FhirClinic>
  /** Hears of changes from the server itself; absent without the secret for it. */
  readonly changes?: ClinicChanges
  close(): void
}

/** What the clinic's system is opened with. */
export interface ClinicOptions extends ServedSystemOptions {
  readonly settings: Settings
  /** `clinic-fhir.yaml`. */
  readonly mapping: FhirMapping | undefined
}

/** How often what crashes left at the clinic is looked for, and how far back; a process that starts looks back a day. */
const MEND_EVERY_MS = 5 * 60_000
const MEND_BACK_MS = 3_600_000
const FIRST_MEND_BACK_MS = 86_400_000

/**
 * Opens the clinic's FHIR server; undefined where the clinic names none. A server that is away keeps nobody from being answered: services fail
 * until it is back.
 */
export function openClinic(options: ClinicOptions): OpenedClinic | undefined {
  const { settings, clock, log, mapping } = options
  if (mapping === undefined) return undefined
  const now = (): number => clock.now()
  let opening: Promise<{ readonly system: FhirClinic; readonly services: Services }> | undefined
  let isClosed = false
  let closeServed = (): void => undefined
  const { fhir_hook_secret: secret } = settings
  const changes = secret === undefined ? undefined : hearChanges(secret)

  const open = async (): Promise<{ readonly system: FhirClinic; readonly services: Services }> => {
    const system = await connectFhir(mapping, settings, now)
    log.info({ booking: system.booking }, "the clinic's FHIR server is connected")
    const { services, close } = serveSystem(
      system,
      { ...options, zone: mapping.timezone },
      { canHold: system.booking !== 'tasks', listLeft: since => system.listLeftTimes(since), ...(changes && { changes }) },
    )
    closeServed = close
    if (isClosed) close()
    return { system, services }
  }
  const reach = (): ReturnType<typeof open> => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
  let back = FIRST_MEND_BACK_MS
  const mend = async (): Promise<void> => {
    await (await reach()).system.mend(now() - back)
    back = MEND_BACK_MS
    if (secret !== undefined) await subscribe(secret)
  }
  let subscribed: 'kept' | 'begun' | 'unsupported' | undefined
  const subscribe = async (secret: string): Promise<void> => {
    const hook = { endpoint: `${findWebAddress(settings, settings.port)}${CHANGES_PATH}`, secret }
    const state = await (await reach()).system.subscribe(hook)
    if (state === 'unsupported' && subscribed !== state)
      log.warn({}, "the clinic's FHIR server keeps no Subscription: it is asked every fifteen seconds what has changed")
    subscribed = state
  }
  const failed = (error: unknown): void => {
    const { code, message, remedy } = error as OperationalError
    log.error({ code, remedy }, error instanceof OperationalError ? message : "looking after the clinic's records failed")
  }
  const mending = repeat({ clock, everyMs: MEND_EVERY_MS, failed }, mend)
  return {
    services: {
      call: async request => (await reach()).services.call(request),
      verify: async request => (await reach()).services.verify?.(request),
    },
    system: async () => (await reach()).system,
    ...(changes && { changes }),
    close() {
      isClosed = true
      mending.close()
      closeServed()
    },
  }
}

/**
 * Connects the clinic's FHIR server with the secrets of the settings.
 * @throws {OperationalError} as openFhirClinic does; `clinic/no-key` when the file of the key cannot be read
 */
export async function connectFhir(mapping: FhirMapping, settings: Settings, now: () => number): Promise<FhirClinic> {
  // Only who has a server needs its client.
  const { openFhirClinic } = await import('../../engine/clinic/fhir/index.ts')
  return openFhirClinic({ mapping, secrets: readSecrets(settings), now })
}

function readSecrets({ fhir_token: token, fhir_key: path }: Settings): { readonly token?: string; readonly privateKey?: string } {
  return { ...(token !== undefined && { token }), ...(path !== undefined && { privateKey: readKey(path) }) }
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new OperationalError(
      'clinic/no-key',
      `The key file that TRUCADA_FHIR_KEY names cannot be read (${readSystemCode(error)}).`,
      {
        remedy: 'Give the path of the PEM file, and the user that runs trucada the right to read it.',
        cause: error,
      },
    )
  }
}
