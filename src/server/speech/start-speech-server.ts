import type { Clock } from '../../engine/call/ports.ts'
import type { Speech, SpeechProvider } from '../../engine/speech/index.ts'
import { listen } from '../listen.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings/index.ts'
import { openServedSpeech } from './open-served-speech.ts'

/** What a speech server is made of. */
export interface SpeechServerOptions {
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Log
  /** Providers of one's own, besides those of the settings. */
  readonly providers?: readonly SpeechProvider[]
}

/** The speech service on a port of its own. */
export interface RunningSpeechServer {
  readonly port: number
  readonly speech: Speech
  /** Streams that are open. */
  readonly connections: number
  close(): Promise<void>
}

/** Opens `speech_port` and listens and speaks for jambonz. Rejects with an `OperationalError` when the port or the settings cannot be used. */
export async function startSpeechServer(options: SpeechServerOptions): Promise<RunningSpeechServer> {
  const { settings, clock, log } = options
  const served = openServedSpeech({ ...settings, speech: 'on' }, clock, log, options.providers)
  if (served === undefined) throw new Error('the speech service is on and off at once')
  const { speech, service } = served
  const listener = await listen(settings.host, settings.speech_port, service.routes, {
    flag: 'speech-port',
    env: 'TRUCADA_SPEECH_PORT',
  })
  listener.server.on('upgrade', (request, socket, head) => {
    if (service.upgrade(request, socket, head)) return
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  return {
    port: listener.port,
    speech,
    get connections() {
      return service.connections
    },
    async close() {
      listener.stopListening()
      await service.close()
      listener.server.closeAllConnections()
    },
  }
}
