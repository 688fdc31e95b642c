import type { Settings } from './list.ts'
import { SettingsError, type SettingsProblem } from './settings-error.ts'

/** Names of the providers that come with trucada. */
const PROVIDER_NAMES = ['azure', 'openai', 'espeak'] as const
type ProviderName = (typeof PROVIDER_NAMES)[number]

/** Which providers listen and speak, and what they need. */
export interface UsedProviders {
  /** First choice first; names of one's own providers stand among them. */
  readonly order: readonly string[]
  readonly azure?: { readonly key: string; readonly region?: string; readonly host?: string }
  readonly openai?: {
    readonly apiKey: string
    readonly baseUrl?: string
    readonly transcriptionModel: string
    readonly speechModel: string
  }
}

/**
 * The providers of the settings. `own`: names of providers that a program brings; they come first where nobody says otherwise. Throws a
 * `SettingsError` that names all that cannot be used.
 */
export function readSpeechProviders(settings: Settings, own: readonly string[] = []): UsedProviders {
  const problems: SettingsProblem[] = []
  const azure = readAzure(settings, problems)
  const openai = readOpenAi(settings)
  const ready = new Set<string>([
    ...own,
    ...(azure === undefined ? [] : ['azure']),
    ...(openai === undefined ? [] : ['openai']),
    'espeak',
  ])
  const named = settings.speech_providers?.split(/[,\s|]+/).filter(name => name !== '')
  for (const name of named ?? []) {
    if (ready.has(name)) continue
    const isKnown = (PROVIDER_NAMES as readonly string[]).includes(name)
    problems.push({
      place: 'speech_providers',
      message: isKnown ? `"${name}" has no key` : `there is no provider "${name}"`,
      remedy: isKnown
        ? WHAT_IT_NEEDS[name as ProviderName]
        : `It is one of ${[...new Set([...own, ...PROVIDER_NAMES])].join(', ')}.`,
    })
  }
  if (problems.length > 0) throw new SettingsError(problems)
  // A server of one's own that speaks OpenAI's API need not know audio: it is asked when it is named.
  const usual = [
    ...own,
    ...(azure === undefined ? [] : ['azure']),
    ...(settings.openai_api_key === undefined ? [] : ['openai']),
    'espeak',
  ]
  return { order: named ?? usual, ...(azure === undefined ? {} : { azure }), ...(openai === undefined ? {} : { openai }) }
}

/** What jambonz must give, or undefined where the speech service is off. Throws a `SettingsError` where it is on and there is none. */
export function readSpeechToken({ speech, speech_token: token }: Settings): string | undefined {
  if (speech === 'off' || (speech === 'auto' && token === undefined)) return undefined
  if (token !== undefined) return token
  throw new SettingsError([
    {
      place: 'TRUCADA_SPEECH_TOKEN',
      message: 'the speech service needs a token, so that nobody else listens and speaks at your cost',
      remedy: 'Give any long random text, the same here and in jambonz: as of "openssl rand -hex 24".',
    },
  ])
}

const WHAT_IT_NEEDS: Readonly<Record<ProviderName, string>> = {
  azure: 'Give AZURE_SPEECH_KEY and AZURE_SPEECH_REGION.',
  openai: 'Give OPENAI_API_KEY, or OPENAI_BASE_URL of a server that wants none.',
  espeak: 'It needs none.',
}

function readAzure(settings: Settings, problems: SettingsProblem[]): UsedProviders['azure'] {
  const { azure_speech_key: key, azure_speech_region: region, azure_speech_host: host } = settings
  if (host !== undefined && !(URL.canParse(host) && /^wss?:$/.test(new URL(host).protocol)))
    problems.push({ place: 'AZURE_SPEECH_HOST', message: 'the address is none', remedy: 'As in wss://speech.example.org.' })
  if (key === undefined) return undefined
  if (region === undefined && host === undefined) {
    problems.push({
      place: 'AZURE_SPEECH_REGION',
      message: 'the key of Azure needs the region of its resource',
      remedy: 'As in westeurope; or AZURE_SPEECH_HOST.',
    })
    return undefined
  }
  return { key, ...(region === undefined ? {} : { region }), ...(host === undefined ? {} : { host }) }
}

function readOpenAi(settings: Settings): UsedProviders['openai'] {
  const { openai_api_key: apiKey, openai_base_url: baseUrl } = settings
  if (apiKey === undefined && baseUrl === undefined) return undefined
  return {
    apiKey: apiKey ?? 'none',
    ...(baseUrl === undefined ? {} : { baseUrl }),
    transcriptionModel: settings.openai_transcription_model,
    speechModel: settings.openai_speech_model,
  }
}
