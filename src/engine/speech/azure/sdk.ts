import type * as SpeechSdk from 'microsoft-cognitiveservices-speech-sdk'
import { SpeechError } from '../speech-error.ts'

/** Microsoft's SDK, loaded. */
export type Sdk = typeof SpeechSdk

/** How Azure's speech is reached: by the region of the resource, or at a host (a container of one's own: `wss://speech.example.org`). */
export interface AzureOptions {
  readonly key: string
  readonly region?: string
  readonly host?: string
}

/** The configuration that recognisers and voices begin with. */
export function makeConfig(sdk: Sdk, { key, region, host }: AzureOptions): SpeechSdk.SpeechConfig {
  if (host !== undefined) return sdk.SpeechConfig.fromHost(new URL(host), key)
  if (region !== undefined) return sdk.SpeechConfig.fromSubscription(key, region)
  throw new SpeechError('refused', 'azure', { detail: 'neither a region nor a host of the speech resource is given' })
}

/** Why Azure did not do it. Its own words may hold the address with its parameters, so only their status is read. */
export function readFault(sdk: Sdk, code: SpeechSdk.CancellationErrorCode | undefined, details = ''): SpeechError {
  const { CancellationErrorCode: codes } = sdk
  const status = /\b(400|401|403|404|408|429|5\d\d)\b/.exec(details.replaceAll(/wss?:\S*/g, ''))?.[1]
  const detail = status === undefined ? (code === undefined ? 'unknown' : (codes[code] ?? 'unknown')) : `status ${status}`
  if (code === codes.TooManyRequests || status === '429') return new SpeechError('over_quota', 'azure', { detail })
  const isRefused = code === codes.AuthenticationFailure || code === codes.Forbidden || code === codes.BadRequestParameters
  if (isRefused || (status !== undefined && /^40[0134]$/.test(status))) return new SpeechError('refused', 'azure', { detail })
  if (code === codes.ServiceTimeout || status === '408') return new SpeechError('timeout', 'azure', { detail })
  return new SpeechError('failed', 'azure', { detail })
}
