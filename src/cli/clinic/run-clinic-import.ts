import { relative, resolve } from 'node:path'
import { LIST_KINDS } from '../../engine/clinic/lists/index.ts'
import { importClinicLists } from '../../server/clinic/import-clinic-lists.ts'
import { readClinicHome } from '../../server/clinic/read-clinic-home.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { ClinicImportOptions } from '../commands/clinic.ts'
import { nameRefusedFile, openRefused } from '../contacts/refused-rows.ts'
import { readColumns, readListForm } from '../contacts/read-list-options.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { createProgressLine } from '../progress-line.ts'
import { UsageError } from '../usage-error.ts'
import { showClinicImport } from './show-clinic-import.ts'

/** Imports lists into the embedded clinic and says what came of them. */
export async function runClinicImport(cli: Cli, files: readonly string[], options: ClinicImportOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const kind = LIST_KINDS.find(known => known === options.as)
  if (options.as !== undefined && kind === undefined)
    throw new UsageError(`"${options.as}" is nothing that can be imported.`, `Lists hold ${LIST_KINDS.join(', ')}.`)
  const form = readListForm(options)
  const columns = readColumns(options.column ?? [])
  const home = await readClinicHome(settings)
  const store = await openDataStore(settings, { writesMuch: true })
  const line = createProgressLine(cli.world)
  const isTrial = options.dryRun === true
  try {
    const report = await importClinicLists({
      store,
      home,
      files: files.map(file => resolve(cli.world.folder, file)),
      ...(kind !== undefined && { kind }),
      columns,
      form,
      dates: options.monthFirst === true ? 'month first' : 'day first',
      isTrial,
      actor: 'cli',
      now: Date.now(),
      openRefused(path, list) {
        const file = nameRefusedFile(path, list)
        const refused = openRefused(file, list, isTrial)
        return {
          write: (row, problems) => refused.write(row, problems),
          close: async () => ((await refused.close()) ? relative(cli.world.folder, file) : undefined),
        }
      },
      progress: (share, rows) => line.show(share, `${rows.toLocaleString('en')} rows`),
    })
    line.clear()
    cli.print(
      options.json === true ? JSON.stringify({ ...report, isTrial }, undefined, 2) : showClinicImport(cli.paint, report, isTrial),
    )
    return report.lists.some(({ refused }) => refused > 0) ? EXIT.found : EXIT.ok
  } finally {
    await store.close()
  }
}
