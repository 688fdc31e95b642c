import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { saveWaiting } from '../../engine/clinic/waiting-list/index.ts'
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
  const { patient, specialty, doctor, place, program, visit: visitId } = options
  const urgency = Number(options.urgency)
  if (!Number.isInteger(urgency))
    throw new UsageError(`"${options.urgency}" is no whole number.`, 'Give the urgency as 0, 1, 2 …')
  if (specialty === undefined && doctor === undefined && program === undefined)
    throw new UsageError('It does not say what they wait for.', 'Add --specialty, --doctor or --program.')
  const parts = options.part?.map(word => {
    const part = PARTS.find(name => name === word)
    if (part === undefined) throw new UsageError(`"${word}" is no part of the day.`, `Write one of: ${PARTS.join(', ')}.`)
    return part
  })
  const { settings } = cli.settings()
  const store = await openDataStore(settings)
  try {
    const [known] = await store.clinic.patients.find([patient])
    if (known === undefined)
      throw new UsageError(`The clinic has no patient ${patient}.`, 'Import patients: trucada clinic import.')
    const visit = visitId === undefined ? undefined : await store.clinic.visits.find(visitId)
    if (visitId !== undefined && visit?.patient !== patient)
      throw new UsageError(`The patient has no visit ${visitId}.`, 'Look them up: trucada clinic show --json.')
    const now = DateTime.now().toMillis()
    const wants = { specialty, doctor, place, program, parts }
    const waiting = {
      id: randomUUID(),
      patient,
      since: now,
      urgency,
      ...Object.fromEntries(Object.entries(wants).filter(([, value]) => value !== undefined)),
      ...(visit && { visit: { id: visit.id, at: visit.at } }),
    }
    await saveWaiting(store, waiting, now)
    cli.print(`${known.name} waits.`)
    return EXIT.ok
  } finally {
    await store.close()
  }
}
