import { SPEECH_PATHS } from '../../engine/speech/service/index.ts'
import type { Speech } from '../../engine/speech/index.ts'
import { isEspeakInstalled } from '../../engine/speech/espeak/index.ts'
import type { Cli } from '../cli.ts'

/** The name that the guides give our vendor; voices.yaml says `custom:trucada`. */
const VENDOR = 'trucada'

/** What to enter in jambonz under "Speech", for a service that is reached at `base` (`http://HOST:PORT`, no slash at the end). */
export function describeVendor(
  base: string,
  speech: Pick<Speech, 'recognisers' | 'synthesisers'>,
  { paint, world }: Pick<Cli, 'paint' | 'world'>,
): readonly string[] {
  const socket = base.replace(/^http/, 'ws')
  const link = (url: string): string => paint(['bold', 'cyan'], url)
  return [
    `  In jambonz, Speech, add a custom vendor called ${paint('bold', VENDOR)}, with your speech_token as its`,
    '  authentication token:',
    `    text-to-speech, HTTP URL:             ${link(`${base}${SPEECH_PATHS.synthesis}`)}`,
    `    text-to-speech, streaming URL:        ${link(`${socket}${SPEECH_PATHS.synthesis}`)}`,
    `    speech-to-text, WebSocket URL:        ${link(`${socket}${SPEECH_PATHS.recognition}`)}`,
    '',
    `  Speaking: ${speech.synthesisers.join(', ')}.  Listening: ${speech.recognisers.join(', ') || paint('yellow', 'nobody; give the key of azure or openai')}.`,
    ...(speech.synthesisers.includes('espeak') && !isEspeakInstalled(world.env)
      ? [paint('yellow', '  espeak-ng is not installed, so espeak cannot speak (Debian: apt-get install espeak-ng).')]
      : []),
  ]
}
