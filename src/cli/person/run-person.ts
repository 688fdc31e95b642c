import type { PersonRecord, Store } from '../../engine/store/index.ts'
import { erasePerson } from '../../server/people/erase-person.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { EraseCommandOptions } from '../commands/person.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { findPersons } from '../../server/people/find-persons.ts'
import { UsageError } from '../usage-error.ts'

/** Prints everything that is kept of a person. */
export async function runExport(cli: Cli, wanted: string): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    const person = await findOne(store, wanted)
    const data = await store.readPersonData(person.id)
    await store.audit.append({ at: Date.now(), actor: 'cli', action: 'person.export', subject: person.id, details: {} })
    cli.print(JSON.stringify(data, undefined, 2))
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** Erases a person, or says what would be erased. */
export async function runErase(cli: Cli, wanted: string, options: EraseCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const store = await openDataStore(settings)
  try {
    const person = await findOne(store, wanted)
    if (options.yes !== true) {
      const data = (await store.readPersonData(person.id)) ?? {}
      const counts = Object.entries(data).map(([kind, rows]) => `  ${kind}: ${rows.length}`)
      cli.print([`Of person ${person.id} there is:`, ...counts, 'Nothing was changed. Erase it: add --yes.'].join('\n'))
      return EXIT.ok
    }
    const erasure = await erasePerson(store, settings.data, person.id, { actor: 'cli', now: Date.now() })
    if (erasure === undefined)
      throw new UsageError('A call with this person is under way.', 'Erase the person when it has ended.')
    const counts = Object.entries(erasure.counts).map(([kind, count]) => `${kind} ${count}`)
    cli.print(
      `${cli.paint('green', '✓')} Person ${person.id} is erased: ${counts.join(', ')}, journals ${erasure.journals.length}.`,
    )
    return EXIT.ok
  } finally {
    await store.close()
  }
}

async function findOne(store: Store, wanted: string): Promise<PersonRecord> {
  const [person, ...others] = await findPersons(store, wanted)
  if (person === undefined)
    throw new UsageError(
      'There is no such person.',
      'Give the id, a number with its country (+48…), or the clinic’s number of the patient.',
    )
  if (others.length === 0) return person
  throw new UsageError(
    `${others.length + 1} persons have this number.`,
    `Name one by its id: ${[person, ...others].map(({ id }) => id).join(', ')}.`,
  )
}
