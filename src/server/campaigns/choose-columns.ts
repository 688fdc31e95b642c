import { applyMapping, guessMapping, type Mapping } from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import type { OpenedCampaign } from './open-campaign.ts'

/** What is said about the columns of a list. */
export interface ColumnsAsked {
  /** Name under which columns were saved. */
  readonly map?: string
  /** Columns by datum. */
  readonly given: Readonly<Record<string, readonly string[]>>
}

/** The columns of a list, or why they cannot be known. */
export type ChosenColumns =
  | { readonly kind: 'chosen'; readonly mapping: Mapping }
  | { readonly kind: 'refused'; readonly message: string; readonly hint: string }

/** Which column is which datum: what is said, else the mapping that was saved, else the campaign, else the names of the columns. */
export async function chooseColumns(
  store: Store,
  { map, given }: ColumnsAsked,
  { campaign, scenario }: OpenedCampaign,
  columns: readonly string[],
): Promise<ChosenColumns> {
  const guess = guessMapping(columns, scenario.gets)
  const own = campaign.contacts.kind === 'list' ? campaign.contacts.columns : undefined
  const name = map ?? (typeof own === 'string' ? own : undefined)
  const written = name === undefined ? own : await store.lists.findMapping(name)
  if (name !== undefined && written === undefined) {
    const known = await store.lists.listMappings()
    const near = suggest(name, known)
    const saved = known.join(', ') || 'none yet; save some with --save-map NAME'
    const hint = near === undefined ? `Saved are: ${saved}.` : `Did you mean "${near}"?`
    return { kind: 'refused', message: `No columns were saved as "${name}".`, hint }
  }
  if (written === undefined && Object.keys(given).length === 0) return accept(guess)
  // A few words beside the list add to what is found; a mapping that was written down is the whole.
  const base =
    typeof written === 'object' ? written : Object.fromEntries([...guess.mapping.columns].filter(([datum]) => !(datum in given)))
  return accept(applyMapping({ ...base, ...given }, columns, scenario.gets))
}

function accept({ mapping, faults }: ReturnType<typeof guessMapping>): ChosenColumns {
  const [first] = faults
  if (first === undefined) return { kind: 'chosen', mapping }
  return { kind: 'refused', message: faults.map(({ message }) => message).join('\n'), hint: first.hint }
}
