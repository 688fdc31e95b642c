import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve } from 'node:path'
import { openList } from '../../engine/campaigns/index.ts'
import { openStore } from '../../engine/store/index.ts'
import { chooseColumns } from '../../server/campaigns/choose-columns.ts'
import { importContacts } from '../../server/campaigns/import-contacts.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import { takeCampaign } from '../campaigns/take-campaign.ts'
import type { Cli } from '../cli.ts'
import type { ImportCommandOptions } from '../commands/contacts.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { createProgressLine } from '../progress-line.ts'
import { UsageError } from '../usage-error.ts'
import { nameRefusedFile, openRefused } from './refused-rows.ts'
import { readColumns, readListForm } from './read-list-options.ts'
import { showImport } from './show-import.ts'

/** Imports a list and says what came of it. */
export async function runImport(cli: Cli, file: string, options: ImportCommandOptions): Promise<ExitCode> {
  const path = resolve(cli.world.folder, file)
  const opened = await takeCampaign(cli, options.campaign)
  const list = await openList(path, readListForm(options, opened.campaign.contacts))
  const store = await openDataStore(cli.settings().settings, { writesMuch: true })
  // A trial goes to a file of its own, so that its memory does not grow with the list either.
  const trialFolder = options.dryRun === true ? mkdtempSync(join(tmpdir(), 'trucada-trial-')) : undefined
  const trial =
    trialFolder === undefined ? undefined : await openStore(join(trialFolder, 'trial.db'), { mayBeLost: true, writesMuch: true })
  try {
    const asked = { ...(options.map !== undefined && { map: options.map }), given: readColumns(options.column ?? []) }
    const chosen = await chooseColumns(store, asked, opened, list.columns)
    if (chosen.kind === 'refused') throw new UsageError(chosen.message, chosen.hint)
    const { mapping } = chosen
    const refusedPath = resolve(cli.world.folder, options.refused ?? nameRefusedFile(path, list))
    const refused = openRefused(refusedPath, list, trial !== undefined)
    const line = createProgressLine(cli.world)
    const now = Date.now()
    const report = await importContacts({
      store,
      ...(trial !== undefined && { trial }),
      opened,
      list,
      mapping,
      file: basename(path),
      mappingName: options.saveMap ?? options.map ?? null,
      actor: 'cli',
      now,
      refuse: (row, problems) => refused.write(row, problems),
      progress: rows => line.show(list.readBytes() / Math.max(1, list.bytes), `${rows.toLocaleString('en')} rows`),
    })
    line.clear()
    const isWritten = await refused.close()
    if (trial === undefined && options.saveMap !== undefined)
      await store.lists.saveMapping(options.saveMap, Object.fromEntries(mapping.columns), now)
    const result = {
      ...report,
      form: list.form,
      columns: Object.fromEntries(mapping.columns),
      unused: mapping.unused,
      refusedFile: isWritten ? relative(cli.world.folder, refusedPath) : undefined,
      isTrial: trial !== undefined,
    }
    cli.print(
      options.json === true
        ? JSON.stringify(result, undefined, 2)
        : showImport(cli.paint, opened.campaign.name, basename(path), result),
    )
    return report.refused > 0 ? EXIT.found : EXIT.ok
  } finally {
    await trial?.close()
    if (trialFolder !== undefined) rmSync(trialFolder, { recursive: true, force: true })
    await store.close()
  }
}
