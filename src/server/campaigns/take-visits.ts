import type { ContactSource, FoundVisit, ImportReport, RowProblem } from '../../engine/campaigns/index.ts'
import { makeVisitRows } from '../../engine/campaigns/index.ts'
import type { ClinicSystem, Visit } from '../../engine/clinic/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { importContacts } from './import-contacts.ts'
import type { OpenedCampaign } from './open-campaign.ts'

/** What visits are read from. */
export type VisitSource = Pick<ClinicSystem, 'listVisitsBetween'>

/** A visit that cannot be called about, and why. */
export interface RefusedVisit extends FoundVisit {
  readonly problems: readonly RowProblem[]
}

type VisitsWanted = Extract<ContactSource, { kind: 'clinic' }>

/** Visits that a campaign is about now (epoch ms), as the clinic's system has them. Rejects as it does. */
export async function findVisits(system: VisitSource, wanted: VisitsWanted, now: number): Promise<readonly FoundVisit[]> {
  const found: FoundVisit[] = []
  for await (const one of system.listVisitsBetween(now + wanted.fromMs, now + wanted.toMs))
    if (isWanted(one.visit, wanted)) found.push(one)
  return found
}

function isWanted({ status, specialty = '', program = '' }: Visit, wanted: VisitsWanted): boolean {
  const isRight = wanted.status === 'any' ? status === 'booked' || status === 'confirmed' : status === wanted.status
  const fits = (one: string, of: readonly string[]): boolean => of.length === 0 || of.includes(one)
  return isRight && fits(specialty, wanted.specialties) && fits(program, wanted.programs)
}

/**
 * Takes visits into a campaign as the rows of a list, those that it has a contact about already left out. Taking them twice changes nothing more.
 * @returns what came of those that are new; undefined when none is
 */
export async function takeVisits(
  store: Store,
  opened: OpenedCampaign,
  visits: readonly FoundVisit[],
  now: number,
): Promise<(ImportReport & { readonly refusedVisits: readonly RefusedVisit[] }) | undefined> {
  const ids = visits.map(({ visit }) => visit.id)
  const known = await store.contacts.findSubjects(opened.campaign.name, ids)
  const fresh = visits.filter(({ visit }) => !known.has(visit.id))
  if (fresh.length === 0) return undefined
  const { rows, mapping } = makeVisitRows(opened.scenario.gets, fresh)
  const refusedVisits: RefusedVisit[] = []
  const report = await importContacts({
    store,
    opened,
    list: { rows },
    mapping,
    file: "the clinic's visits",
    mappingName: null,
    actor: 'clinic',
    now,
    async refuse({ line }, problems) {
      const found = fresh[line - 1]
      if (found !== undefined) refusedVisits.push({ ...found, problems })
    },
  })
  return { ...report, refusedVisits }
}
