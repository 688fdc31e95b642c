import { tryWebhook, type WebhookTrial } from '../../engine/clinic/webhook/index.ts'
import { createRealClock } from '../../server/real-clock.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

/** Asks the clinic's webhook what changes nothing, and says whether it answers and looks at signatures. */
export async function runWebhookTry(
  cli: Cli,
  at: { readonly url: string; readonly secret: string },
  isJson: boolean,
): Promise<ExitCode> {
  const trial = await tryWebhook({ ...at, clock: createRealClock() })
  const { signed, refusesForged, refusesOld } = trial
  const isSound = (signed.kind === 'answers' || signed.kind === 'refuses') && refusesForged === true && refusesOld === true
  if (isJson) cli.print(JSON.stringify({ url: at.url, ...trial, isSound }, undefined, 2))
  else {
    const show = (isGood: boolean, line: string): void =>
      cli.print(`${isGood ? cli.paint('green', '✓') : cli.paint('red', '✗')} ${line}`)
    show(signed.kind === 'answers' || signed.kind === 'refuses', describeAnswer(at.url, signed))
    if (signed.kind !== 'away') {
      show(
        refusesForged === true,
        refusesForged === true
          ? 'turns away what another secret has signed'
          : 'takes what another secret has signed: anybody could write to your records. Answer 401 unless Trucada-Signature is right.',
      )
      show(
        refusesOld === true,
        refusesOld === true
          ? 'turns away what was signed ten minutes ago'
          : 'takes what was signed ten minutes ago: a request that was overheard could be sent again. Answer 401 when t is older than five minutes.',
      )
    }
  }
  return isSound ? EXIT.ok : EXIT.found
}

function describeAnswer(url: string, { kind, status, reason }: WebhookTrial['signed']): string {
  switch (kind) {
    case 'answers':
      return `${url} answers with free times`
    case 'refuses':
      return `${url} answers, and refuses to tell free times: ${reason}`
    case 'nonsense':
      return `${url} answers with status ${status} and nothing that services/free_times.yaml knows. See whether the secret is the same on both sides.`
    case 'away':
      return `${url} does not answer. See whether its address is right and it is running.`
  }
}
