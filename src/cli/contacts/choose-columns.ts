import { applyMapping, ENCODINGS, guessMapping, type Mapping } from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import type { OpenedCampaign } from '../campaigns/open-campaign.ts'
import type { ImportCommandOptions } from '../commands/contacts.ts'
import { UsageError } from '../usage-error.ts'

/** The form of a list as the command line and the campaign say; what neither says is found out. */
export function readListForm(options: ImportCommandOptions, { contacts }: OpenedCampaign['campaign']) {
  const encoding = ENCODINGS.find(known => known === options.encoding?.toLowerCase().replace(/^cp(?=125)/, 'windows-'))
  if (options.encoding !== undefined && encoding === undefined)
    throw new UsageError(`"${options.encoding}" is no encoding that is known.`, `Encodings are: ${ENCODINGS.join(', ')}.`)
  const separator = options.separator === 'tab' ? '\t' : options.separator
  if (separator !== undefined && separator.length !== 1)
    throw new UsageError('A separator is one sign.', 'Give ";" or "," or "tab".')
  const sheet = options.sheet ?? (contacts.kind === 'list' ? contacts.sheet : undefined)
  return {
    ...(encoding !== undefined && { encoding }),
    ...(separator !== undefined && { separator }),
    ...(sheet !== undefined && { sheet }),
  }
}

/**
 * Which column is which datum: what the command line says, else the mapping that was saved, else the campaign, else the names of the columns.
 * @throws {UsageError} when a column is not there, or one that is needed cannot be found
 */
export async function chooseColumns(
  store: Store,
  options: ImportCommandOptions,
  { campaign, scenario }: OpenedCampaign,
  columns: readonly string[],
): Promise<Mapping> {
  const guess = guessMapping(columns, scenario.gets)
  const written = await findWritten(store, options, campaign)
  const given = readGiven(options.column ?? [])
  if (written === undefined && Object.keys(given).length === 0) return accept(guess)
  // A few words on the command line add to what is found; a mapping that was written down is the whole.
  const base = written ?? Object.fromEntries([...guess.mapping.columns].filter(([datum]) => !(datum in given)))
  return accept(applyMapping({ ...base, ...given }, columns, scenario.gets))
}

async function findWritten(
  store: Store,
  { map }: ImportCommandOptions,
  { contacts }: OpenedCampaign['campaign'],
): Promise<Readonly<Record<string, string | readonly string[]>> | undefined> {
  const own = contacts.kind === 'list' ? contacts.columns : undefined
  if (map === undefined && typeof own !== 'string') return own
  const name = map ?? (typeof own === 'string' ? own : '')
  const saved = await store.lists.findMapping(name)
  if (saved !== undefined) return saved
  const known = await store.lists.listMappings()
  const near = suggest(name, known)
  throw new UsageError(
    `No columns were saved as "${name}".`,
    near === undefined
      ? `Saved are: ${known.join(', ') || 'none yet; save some with --save-map NAME'}.`
      : `Did you mean "${near}"?`,
  )
}

function readGiven(written: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const given: Record<string, string[]> = {}
  for (const one of written) {
    const at = one.indexOf('=')
    if (at < 1) throw new UsageError(`"${one}" does not say which column is which datum.`, 'Write --column patient.name=Pacjent.')
    ;(given[one.slice(0, at).trim()] ??= []).push(one.slice(at + 1).trim())
  }
  return given
}

function accept({ mapping, faults }: ReturnType<typeof guessMapping>): Mapping {
  const [first] = faults
  if (first === undefined) return mapping
  throw new UsageError(faults.map(({ message }) => message).join('\n'), first.hint)
}
