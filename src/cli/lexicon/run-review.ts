import { createInterface } from 'node:readline'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { askForEach } from './ask-for-each.ts'
import { createReview, type ListedCandidate, type Review } from './review.ts'

/** Options of `trucada lexicon review`. */
export interface ReviewOptions {
  readonly lang?: string
  readonly accept?: readonly string[]
  readonly refuse?: readonly string[]
  readonly json?: boolean
}

/** Lists what a language model understood, and settles it: by names, or by asking whoever sits at the terminal. Resolves to the exit code. */
export async function runReview(cli: Cli, options: ReviewOptions): Promise<ExitCode> {
  const { settings, origins } = cli.settings()
  const review = createReview(settings, () => Date.now())
  const languages = options.lang?.split(',').map(one => one.trim())
  const listed = (await review.list()).filter(({ language }) => languages?.includes(language) !== false)
  const hasNames = options.accept !== undefined || options.refuse !== undefined
  const isAtTerminal = cli.world.stdin.isTTY === true && cli.world.stdout.isTTY === true
  const writes = options.accept !== undefined || (isAtTerminal && !hasNames && options.json !== true)
  if (writes && origins.scenarios === 'shipped' && listed.length > 0)
    throw new UsageError(
      'The lexicons in use are those that come with trucada, and are not written to.',
      'Copy its folder of scenarios here, or name yours with --scenarios.',
    )
  if (hasNames) return settleByName(cli, review, listed, options)
  if (options.json === true) {
    cli.print(JSON.stringify(listed, undefined, 2))
    return EXIT.ok
  }
  if (listed.length === 0) {
    cli.print('Nothing to review: no language model has understood anything that the lexicons do not know.')
    return EXIT.ok
  }
  if (!isAtTerminal) {
    for (const line of formatCandidates(cli, listed)) cli.print(line)
    cli.warn('Settle them by --accept NAME… and --refuse NAME…, or run this at a terminal.')
    return EXIT.ok
  }
  const lines = createInterface({ input: cli.world.stdin, output: cli.world.stdout, terminal: true })
  try {
    return await askForEach(cli, review, listed, lines)
  } finally {
    lines.close()
  }
}

async function settleByName(
  cli: Cli,
  review: Review,
  listed: readonly ListedCandidate[],
  { accept = [], refuse = [], json }: ReviewOptions,
): Promise<ExitCode> {
  const both = accept.find(name => refuse.includes(name))
  if (both !== undefined) throw new UsageError(`"${both}" is both accepted and refused.`, 'Decide for one.')
  const find = (name: string): ListedCandidate => {
    const found = listed.find(({ id }) => id === name)
    if (found === undefined)
      throw new UsageError(`There is no candidate "${name}".`, 'The names stand before the words in "trucada lexicon review".')
    return found
  }
  // All names are looked up before anything is written.
  const accepted = accept.map(find)
  const refused = refuse.map(find)
  const results: { readonly id: string; readonly settled: boolean; readonly message: string }[] = []
  for (const candidate of accepted) {
    const { isDone, message } = await review.accept(candidate)
    results.push({ id: candidate.id, settled: isDone, message })
  }
  for (const candidate of refused) {
    const { isDone, message } = await review.refuse(candidate)
    results.push({ id: candidate.id, settled: isDone, message })
  }
  if (json === true) cli.print(JSON.stringify(results, undefined, 2))
  else
    for (const { settled, message } of results)
      cli.print(`${settled ? cli.paint('green', '✓') : cli.paint('red', '✗')} ${message}`)
  return results.every(({ settled }) => settled) ? EXIT.ok : EXIT.found
}

function formatCandidates(cli: Cli, listed: readonly ListedCandidate[]): readonly string[] {
  const groups = Map.groupBy(listed, ({ language, meaning }) => `${language} ${meaning}`)
  const width = Math.max(...listed.map(({ count }) => String(count).length))
  return [...groups].flatMap(([group, candidates]) => [
    cli.paint('bold', group),
    ...candidates.map(
      ({ id, count, text, last }) =>
        `  ${cli.paint('dim', id)}  ${String(count).padStart(width)}×  ${text}  ${cli.paint('dim', last.slice(0, 10))}`,
    ),
  ])
}
