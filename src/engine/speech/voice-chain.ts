/** One voice of one provider. */
export interface ProviderVoice {
  /** Name of the provider. */
  readonly provider: string
  /** The provider's own name of the voice; absent: its usual one for the language. */
  readonly voice: string | undefined
}

// jambonz hands a voice to its media server in a list that commas and braces would break; a bar it leaves alone.
const CHAIN = /^[a-z][a-z0-9-]*(:[\w.:@+-]+)?(\|[a-z][a-z0-9-]*(:[\w.:@+-]+)?)*$/i

/**
 * Reads a voice as voices.yaml writes it for our own vendor: `azure:pl-PL-ZofiaNeural|espeak:pl`, the first choice and those that take
 * over when it fails. Gives undefined for what is none.
 */
export function readVoiceChain(text: string): readonly ProviderVoice[] | undefined {
  if (!CHAIN.test(text)) return undefined
  return text.split('|').map(one => {
    const [provider = '', ...rest] = one.split(':')
    return { provider: provider.toLowerCase(), voice: rest.length === 0 ? undefined : rest.join(':') }
  })
}

/** Reads names of providers in the order in which they are asked: `azure|openai`, or with commas as settings have them. */
export function readProviderNames(text: string): readonly string[] {
  return text
    .split(/[|,\s]+/)
    .map(name => name.toLowerCase())
    .filter(name => name !== '')
}
