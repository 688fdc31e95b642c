import type { Store } from '../../store/index.ts'
import type { CampaignReport, PastVisits } from './report.ts'

/**
 * To how many visits nobody came: of those that the campaign is about, and of all that the clinic had before the campaign's first contact was
 * imported. Null where none of its visits is over yet, or the clinic's visits are kept elsewhere.
 */
export async function readNoShows({ database }: Store, campaign: string): Promise<CampaignReport['noShows']> {
  const since = database
    .selectFrom('contacts')
    .select(({ fn }) => fn.min('createdAt').as('since'))
    .where('campaign', '=', campaign)
  const over = database
    .selectFrom('clinicVisits')
    .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
    .where('status', 'in', ['done', 'missed'])
    .groupBy('status')
  const own = database.selectFrom('contacts').select('subject').where('campaign', '=', campaign)
  const after = count(await over.where('id', 'in', own).execute())
  return after.visits === 0 ? null : { before: count(await over.where('at', '<', since).execute()), after }
}

function count(rows: readonly { readonly status: string; readonly count: number }[]): PastVisits {
  const of = (status: string): number => Number(rows.find(row => row.status === status)?.count ?? 0)
  return { visits: of('done') + of('missed'), missed: of('missed') }
}
