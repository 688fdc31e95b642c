import type { ContactSource, FoundVisit, ImportReport, RowProblem } from '../../engine/campaigns/index.ts'
import { makeRecallRows, makeVisitRows } from '../../engine/campaigns/index.ts'
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
type RecallsWanted = Extract<ContactSource, { kind: 'recalls' }>

const YEAR_MS = 365 * 86_400_000
/** Whose last visit is longer ago than this since they were due is not looked for any more; nor for a visit that is further ahead than a year. */
const OVERDUE_MS = 5 * YEAR_MS

/**
 * Visits that a campaign is about now (epoch ms), as the clinic's system has them; of one that recalls, the last visit of each who is due again.
 * Rejects as the system does.
 */
export async function findVisits(
  system: VisitSource,
  wanted: VisitsWanted | RecallsWanted,
  now: number,
): Promise<readonly FoundVisit[]> {
  if (wanted.kind === 'recalls') return (await findRecalls(system, wanted, now)).due
  const found: FoundVisit[] = []
  for await (const one of system.listVisitsBetween(now + wanted.fromMs, now + wanted.toMs))
    if (isWanted(one.visit, wanted)) found.push(one)
  return found
}

/** The last visits of those who are due again for a programme now (epoch ms), and the ids of its other visits that are over. Rejects as the system does. */
export async function findRecalls(
  system: VisitSource,
  wanted: RecallsWanted,
  now: number,
): Promise<{ readonly due: readonly FoundVisit[]; readonly others: ReadonlySet<string> }> {
  const dueBefore = now - wanted.afterMs
  const last = new Map<string, FoundVisit>()
  const provided = new Set<string>()
  const others = new Set<string>()
  for await (const one of system.listVisitsBetween(dueBefore - OVERDUE_MS, now + YEAR_MS, { program: wanted.program })) {
    const { status, at, patient } = one.visit
    // Most lists never say that a visit has taken place: what was not cancelled or missed has.
    if (status === 'cancelled' || status === 'missed') continue
    if (at >= now) {
      provided.add(patient)
      continue
    }
    others.add(one.visit.id)
    if (at >= (last.get(patient)?.visit.at ?? at)) last.set(patient, one)
  }
  const due = [...last.values()].filter(({ visit }) => visit.at < dueBefore && !provided.has(visit.patient))
  for (const { visit } of due) others.delete(visit.id)
  return { due, others }
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
  const make = opened.campaign.contacts.kind === 'recalls' ? makeRecallRows : makeVisitRows
  const { rows, mapping } = make(opened.scenario.gets, fresh)
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
