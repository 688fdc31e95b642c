import { DateTime } from 'luxon'
import { lookAtClinic } from '../../server/clinic/look-at-clinic.ts'
import { readClinicHome } from '../../server/clinic/read-clinic-home.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { ClinicShowOptions } from '../commands/clinic.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { showClinic } from './show-clinic.ts'

/** Shows the embedded clinic's next days. */
export async function runClinicShow(cli: Cli, options: ClinicShowOptions): Promise<ExitCode> {
  const days = Number(options.days)
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw new UsageError(`"${options.days}" is no number of days.`, 'Give one from 1 to 366.')
  const { settings } = cli.settings()
  const { zone } = await readClinicHome(settings)
  const store = await openDataStore(settings)
  try {
    const now = DateTime.now().setZone(zone)
    const until = now.startOf('day').plus({ days })
    const view = await lookAtClinic(store, now.toMillis(), until.toMillis())
    const age = { now: now.toMillis(), oldAfterDays: settings.facts_old_after }
    cli.print(options.json === true ? JSON.stringify(view, undefined, 2) : showClinic(cli.paint, view, { zone, days, age }))
    return EXIT.ok
  } finally {
    await store.close()
  }
}
