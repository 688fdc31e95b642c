import { createLog } from '../../server/log.ts'
import { createRealClock } from '../../server/real-clock.ts'
import { startSpeechServer } from '../../server/speech/start-speech-server.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { findWebAddress } from '../../server/web-address.ts'
import { describeVendor } from './vendor-lines.ts'

/** Listens and speaks until it is told to stop. Resolves to the exit code. */
export async function runSpeech(cli: Cli): Promise<ExitCode> {
  const told = new Promise<void>(resolve => cli.world.onStop(resolve))
  cli.world.onUnread(() => undefined)
  const { settings } = cli.settings()
  const log = createLog(settings.log_level, cli.world.stdout, cli.world.stdout.isTTY === true)
  const server = await startSpeechServer({ settings, clock: createRealClock(), log })
  cli.print(`${cli.paint('bold', 'trucada speech')} listens and speaks for jambonz.`)
  cli.print('')
  for (const line of describeVendor(findWebAddress(settings, server.port), server.speech, cli)) cli.print(line)
  cli.print('')
  await told
  await server.close()
  return EXIT.ok
}
