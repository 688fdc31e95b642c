import type { Clock } from '../../engine/call/ports.ts'
import { createAzureProvider } from '../../engine/speech/azure/index.ts'
import { createEspeakProvider } from '../../engine/speech/espeak/index.ts'
import { createSpeech, type Speech, type SpeechProvider } from '../../engine/speech/index.ts'
import { createOpenAiSpeechProvider } from '../../engine/speech/openai/index.ts'
import type { Log } from '../log.ts'
import { readSpeechProviders, type Settings } from '../settings/index.ts'
import { createSpeechUsageFile } from './speech-usage-file.ts'

/**
 * Listening and speaking by the providers of the settings, and by those that a program brings (`own`). Throws a `SettingsError` when the
 * settings cannot be used. `env`: in which programs are looked for.
 */
export function openSpeech(
  settings: Settings,
  clock: Clock,
  log: Log,
  own: readonly SpeechProvider[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Speech {
  const used = readSpeechProviders(
    settings,
    own.map(({ name }) => name),
  )
  const ready = new Map<string, SpeechProvider>(own.map(provider => [provider.name, provider]))
  const add = (provider: SpeechProvider): void => void (ready.has(provider.name) || ready.set(provider.name, provider))
  if (used.azure !== undefined) add(createAzureProvider(used.azure))
  if (used.openai !== undefined) add(createOpenAiSpeechProvider(used.openai))
  add(createEspeakProvider({ env }))
  // The usual ones first; others are there for voices that name them.
  const providers = [...new Set([...used.order, ...ready.keys()])].flatMap(name => ready.get(name) ?? [])
  const listening = providers.filter(({ recognise }) => recognise !== undefined).map(({ name }) => name)
  const speaking = providers.filter(({ synthesise }) => synthesise !== undefined).map(({ name }) => name)
  return createSpeech({
    providers,
    clock,
    recognisers: used.order.filter(name => listening.includes(name)),
    synthesisers: used.order.filter(name => speaking.includes(name)),
    usage: createSpeechUsageFile(settings.data),
    onFailure: error => log.warn({ code: error.code, ...error.facts }, 'a provider of speech failed'),
  })
}
