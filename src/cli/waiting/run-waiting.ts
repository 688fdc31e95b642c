import { randomUUID } from 'node:crypto'
import { type AddedWaiting, addWaiting } from '../../server/clinic/add-waiting.ts'
import { readClinicHome } from '../../server/clinic/read-clinic-home.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { WaitingAddOptions } from '../commands/waiting.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { lookAtWaiting } from '../../server/clinic/look-at-waiting.ts'
import { showWaiting } from './show-waiting.ts'

const PARTS = ['morning', 'midday', 'afternoon', 'evening'] as const

/** Lists who waits, and freed times with who was asked. */
export async function runWaitingList(cli: Cli, isJson: boolean): Promise<ExitCode> {
  const { settings } = cli.settings()
  const { zone } = await readClinicHome(settings)
  const store = await openDataStore(settings)
  try {
    const view = await lookAtWaiting(store)
    cli.print(isJson ? JSON.stringify(view, undefined, 2) : showWaiting(cli.paint, view, zone))
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** Puts a patient on the list. */
export async function runWaitingAdd(cli: Cli, options: WaitingAddOptions): Promise<ExitCode> {
  const { patient, specialty, doctor, place, program, visit } = options
  const urgency = Number(options.urgency)
  if (!Number.isInteger(urgency))
    throw new UsageError(`"${options.urgency}" is no whole number.`, 'Give the urgency as 0, 1, 2 …')
  const parts = options.part?.map(word => {
    const part = PARTS.find(name => name === word)
    if (part === undefined) throw new UsageError(`"${word}" is no part of the day.`, `Write one of: ${PARTS.join(', ')}.`)
    return part
  })
  const { settings } = cli.settings()
  const store = await openDataStore(settings)
  try {
    const given = Object.entries({ specialty, doctor, place, program, parts, visit }).filter(([, value]) => value !== undefined)
    const wanted = { id: randomUUID(), patient, since: Date.now(), urgency, ...Object.fromEntries(given) }
    const added = await addWaiting(store, wanted)
    if (added.kind === 'refused') throw refuse(added.because, options)
    cli.print(`${added.name} waits.`)
    for (const name of added.unknown) {
      cli.print(`${cli.paint('yellow', '!')} Nobody at the clinic is found under “${name}”, and no time of it will come.`)
      cli.print(`  Write it as the lists of doctors and schedules do: ${cli.startedAs} clinic show`)
    }
    return EXIT.ok
  } finally {
    await store.close()
  }
}

function refuse(
  because: Extract<AddedWaiting, { kind: 'refused' }>['because'],
  { patient, visit }: WaitingAddOptions,
): UsageError {
  switch (because) {
    case 'nothing to wait for':
      return new UsageError('It does not say what they wait for.', 'Add --specialty, --doctor or --program.')
    case 'no such patient':
      return new UsageError(`The clinic has no patient ${patient}.`, 'Import patients: trucada clinic import.')
    case 'no such visit':
      return new UsageError(`The patient has no visit ${visit}.`, 'Look them up: trucada clinic show --json.')
  }
}
