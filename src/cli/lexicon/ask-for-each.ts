import type { Interface } from 'node:readline'
import { CORE_MEANINGS } from '../../engine/understanding/index.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { ListedCandidate, Review } from './review.ts'

/** Asks about one candidate after the other. The end of the input, or "q", leaves the rest for another time. Resolves to the exit code. */
export async function askForEach(
  cli: Pick<Cli, 'print' | 'paint' | 'world'>,
  review: Review,
  listed: readonly ListedCandidate[],
  lines: Interface,
): Promise<ExitCode> {
  const answers = lines[Symbol.asyncIterator]()
  const ask = async (): Promise<string | undefined> => {
    cli.world.stdout.write('  [a]ccept, [r]efuse, [s]kip, [q]uit, or another meaning: ')
    const { value, done } = await answers.next()
    return done === true ? undefined : value.trim()
  }
  for (const [at, candidate] of listed.entries()) {
    const { language, meaning, text, count } = candidate
    const description = CORE_MEANINGS[meaning]
    cli.print('')
    cli.print(`${cli.paint('bold', `"${text}"`)}  ${language}, ${count}×, ${at + 1} of ${listed.length}`)
    cli.print(`  the model says: ${meaning}${description === undefined ? '' : ` (${description})`}`)
    for (let isSettled = false; !isSettled; ) {
      const answer = await ask()
      if (answer === undefined || /^q(uit)?$/i.test(answer)) return EXIT.ok
      if (answer === '' || /^s(kip)?$/i.test(answer)) break
      const { isDone, message } = /^r(efuse)?$/i.test(answer)
        ? await review.refuse(candidate)
        : await review.accept(candidate, /^a(ccept)?$/i.test(answer) ? meaning : answer)
      cli.print(`  ${isDone ? cli.paint('green', '✓') : cli.paint('red', '✗')} ${message}`)
      isSettled = isDone
    }
  }
  return EXIT.ok
}
