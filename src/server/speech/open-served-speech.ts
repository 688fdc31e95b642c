import type { Clock } from '../../engine/call/ports.ts'
import type { Speech, SpeechProvider } from '../../engine/speech/index.ts'
import { createSpeechService, type SpeechService } from '../../engine/speech/service/index.ts'
import type { Log } from '../log.ts'
import { readSpeechToken, type Settings } from '../settings/index.ts'
import { openSpeech } from './open-speech.ts'

/** Speech that is served to jambonz, to be hung on a port. */
export interface ServedSpeech {
  readonly speech: Speech
  readonly service: SpeechService
}

/** The speech service of the settings, undefined where it is off. Throws a `SettingsError` when they cannot be used. */
export function openServedSpeech(
  settings: Settings,
  clock: Clock,
  log: Log,
  own: readonly SpeechProvider[] = [],
): ServedSpeech | undefined {
  const token = readSpeechToken(settings)
  if (token === undefined) return undefined
  const speech = openSpeech(settings, clock, log, own)
  // Loading the SDKs takes longer than a caller would wait.
  void speech.prepare()
  return { speech, service: createSpeechService({ speech, token, clock, log }) }
}
