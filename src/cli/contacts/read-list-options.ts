import { ENCODINGS } from '../../engine/campaigns/index.ts'
import type { OpenedCampaign } from '../../server/campaigns/open-campaign.ts'
import type { ImportCommandOptions } from '../commands/contacts.ts'
import { UsageError } from '../usage-error.ts'

/** The form of a list as the command line and the contacts of a campaign say; what neither says is found out. */
export function readListForm(
  options: Pick<ImportCommandOptions, 'encoding' | 'separator' | 'sheet'>,
  contacts?: OpenedCampaign['campaign']['contacts'],
) {
  const encoding = ENCODINGS.find(known => known === options.encoding?.toLowerCase().replace(/^cp(?=125)/, 'windows-'))
  if (options.encoding !== undefined && encoding === undefined)
    throw new UsageError(`"${options.encoding}" is no encoding that is known.`, `Encodings are: ${ENCODINGS.join(', ')}.`)
  const separator = options.separator === 'tab' ? '\t' : options.separator
  if (separator !== undefined && separator.length !== 1)
    throw new UsageError('A separator is one sign.', 'Give ";" or "," or "tab".')
  const sheet = options.sheet ?? (contacts?.kind === 'list' ? contacts.sheet : undefined)
  return {
    ...(encoding !== undefined && { encoding }),
    ...(separator !== undefined && { separator }),
    ...(sheet !== undefined && { sheet }),
  }
}

/** The columns that the command line names, by datum. */
export function readColumns(written: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const given: Record<string, string[]> = {}
  for (const one of written) {
    const at = one.indexOf('=')
    if (at < 1) throw new UsageError(`"${one}" does not say which column is which datum.`, 'Write --column patient.name=Pacjent.')
    ;(given[one.slice(0, at).trim()] ??= []).push(one.slice(at + 1).trim())
  }
  return given
}
