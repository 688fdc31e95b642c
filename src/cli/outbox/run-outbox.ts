import type { LetterRecord } from '../../engine/store/index.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { OutboxOptions, OutboxRetryOptions } from '../commands/outbox.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

/** Shows what has not left, without what it says and of whom. */
export async function runOutbox(cli: Cli, options: OutboxOptions): Promise<ExitCode> {
  const limit = readLimit(options.limit)
  const store = await openDataStore(cli.settings().settings)
  try {
    const counts = await store.outbox.count()
    const letters = (await store.outbox.listUndelivered(limit)).map(describeLetter)
    if (options.json === true) cli.print(JSON.stringify({ counts, letters }, undefined, 2))
    else {
      const { waiting, failed } = counts
      cli.print(`${waiting} waiting, ${failed > 0 ? cli.paint('red', `${failed} given up`) : '0 given up'}`)
      for (const letter of letters) cli.print(showLetter(cli, letter))
      if (failed > 0) cli.print('\nTry again: trucada outbox retry ID, or --all')
    }
    return counts.failed > 0 ? EXIT.found : EXIT.ok
  } finally {
    await store.close()
  }
}

/** How many lines are wanted. */
export function readLimit(written: string): number {
  const limit = Number(written)
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(`"${written}" is no number of lines.`, 'Give one from 1 on.')
  return limit
}

/** Lets what was given up be tried again. */
export async function runOutboxRetry(cli: Cli, id: string | undefined, { all }: OutboxRetryOptions): Promise<ExitCode> {
  if ((id === undefined) !== (all === true))
    throw new UsageError('It is not clear what is to be tried again.', 'Give an id, or --all.')
  const store = await openDataStore(cli.settings().settings)
  try {
    const count = await store.outbox.retry(id, Date.now())
    if (count === 0 && id !== undefined) throw new UsageError('Nothing of this id was given up.', 'See what was: trucada outbox')
    cli.print(`${count} will be tried again by the running server.`)
    return EXIT.ok
  } finally {
    await store.close()
  }
}

type ShownLetter = ReturnType<typeof describeLetter>

function describeLetter({ id, kind, payload, state, tries, error, createdAt, dueAt }: LetterRecord) {
  const service = (payload as { readonly contract?: { readonly name?: unknown } }).contract?.name
  return {
    id,
    kind,
    ...(typeof service === 'string' && { service }),
    state,
    tries,
    error,
    created: new Date(createdAt).toISOString(),
    ...(state === 'waiting' && { due: new Date(dueAt).toISOString() }),
  }
}

function showLetter(cli: Cli, { id, kind, service, state, tries, error, created, due }: ShownLetter): string {
  const what = `${kind}${service === undefined ? '' : ` ${service}`}`
  const when = due === undefined ? 'given up' : `next try ${due.slice(0, 16).replace('T', ' ')} UTC`
  const why = error === null ? '' : `: ${error}`
  return `  ${id}  ${what.padEnd(28)} since ${created.slice(0, 16).replace('T', ' ')} UTC, tried ${tries === 1 ? 'once' : `${tries} times`}${why}; ${state === 'failed' ? cli.paint('red', when) : when}`
}
