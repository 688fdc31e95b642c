import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../engine/call/ports.ts'
import {
  createProvider,
  createProviders,
  type MessageProvider,
  type Providers,
  type ProviderSurroundings,
} from '../../engine/messages/index.ts'
import type { Settings } from '../settings/index.ts'
import { readMessagesSettings } from './read-messages-settings.ts'

/**
 * Opens the ways out that messages.yaml names. `statusUrl`: where providers report. Rejects with an `OperationalError` when the file has an
 * error or a provider has no key.
 */
export async function openProviders(
  settings: Settings,
  clock: Pick<Clock, 'now'>,
  statusUrl: string | undefined,
): Promise<Providers> {
  const around = { ...surround(settings, clock), ...(statusUrl !== undefined && { statusUrl }) }
  return createProviders(await readMessagesSettings(settings.campaigns), around)
}

/** Opens the way out of one channel, whether the other can be used or not. Rejects as `openProviders`. */
export async function openProvider(
  channel: 'sms' | 'email',
  settings: Settings,
  clock: Pick<Clock, 'now'>,
): Promise<MessageProvider> {
  return createProvider(channel, (await readMessagesSettings(settings.campaigns))[channel], surround(settings, clock))
}

function surround(settings: Settings, clock: Pick<Clock, 'now'>): ProviderSurroundings {
  return {
    secrets: { sms: settings.sms_secret, email: settings.email_secret, webhook: settings.message_webhook_secret },
    append: line => appendToOutbox(settings.data, line),
    now: () => clock.now(),
  }
}

async function appendToOutbox(dataFolder: string, line: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await appendFile(join(dataFolder, 'outbox.jsonl'), line, { mode: 0o600 })
}
