import type { Clock } from '../../engine/call/ports.ts'
import type { Campaigns, FoundVisit } from '../../engine/campaigns/index.ts'
import { OperationalError } from '../../engine/operational-error.ts'
import type { Store } from '../../engine/store/index.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { Log } from '../log.ts'
import { type Repeated, repeat } from '../repeat.ts'
import { judgeCampaign, type OpenedCampaign } from './open-campaign.ts'
import { findRecalls, findVisits, type RefusedVisit, takeVisits, type VisitSource } from './take-visits.ts'

/** What visits are taken in with. */
export interface EnrolOptions {
  /** Asked each time; rejects with an `OperationalError` while the system is away. */
  system(): Promise<VisitSource>
  readonly store: Store
  /** Campaigns in force. */
  campaigns(): Campaigns
  workspace(): Pick<Workspace, 'scenarios' | 'unread' | 'policies' | 'services' | 'blocks'>
  readonly clock: Clock
  readonly log: Log
}

/** How soon a visit that was booked a moment ago is taken in. */
const EVERY_MS = 60_000
const PAGE = 500
/** Who is due again changes by the day, and all visits of years are read for it. */
const RECALLS_EVERY_MS = 6 * 3_600_000

/**
 * Takes visits of the clinic's system into the campaigns that run and say `contacts: { from: clinic }`. A visit that cannot be called about is a
 * task for people, once. Goes on until it is closed.
 */
export function enrolVisits(options: EnrolOptions): Repeated {
  const { store, clock, log } = options
  /** Visits that were refused as they are, by campaign: they are tried again when something of them has changed. */
  const refused = new Set<string>()
  const recallAt = new Map<string, number>()

  const find = async (wanted: Parameters<typeof findVisits>[1], name: string, now: number): Promise<readonly FoundVisit[]> => {
    if (wanted.kind === 'clinic') return findVisits(await options.system(), wanted, now)
    const { due, others } = await findRecalls(await options.system(), wanted, now)
    await leaveServed(store, name, others, now)
    recallAt.set(name, now + RECALLS_EVERY_MS)
    return due
  }
  const enrol = async (opened: OpenedCampaign): Promise<void> => {
    const { name, contacts } = opened.campaign
    if (contacts.kind !== 'clinic' && contacts.kind !== 'recalls') return
    const now = clock.now()
    if (contacts.kind === 'recalls' && now < (recallAt.get(name) ?? 0)) return
    const visits = await find(contacts, name, now)
    const tried = visits.filter(visit => !refused.has(`${name} ${JSON.stringify(visit)}`))
    const report = await takeVisits(store, opened, tried, now)
    if (report === undefined) return
    for (const { problems, ...visit } of report.refusedVisits) {
      refused.add(`${name} ${JSON.stringify(visit)}`)
      await addTask(store, name, { ...visit, problems }, now)
    }
    log.info({ campaign: name, imported: report.imported, refused: report.refused }, 'visits of the clinic were taken in')
  }
  const look = async (): Promise<void> => {
    for (const { name, state } of await store.campaigns.list()) {
      const opened = state === 'running' ? judgeCampaign(options.campaigns(), options.workspace(), name) : undefined
      if (opened?.kind === 'opened') await enrol(opened)
    }
  }
  const failed = (error: unknown): void => {
    const facts = error instanceof OperationalError ? { code: error.code } : {}
    log.warn(facts, 'visits of the clinic could not be taken in; they are asked for again')
  }
  return repeat({ clock, everyMs: EVERY_MS, failed }, look)
}

/** Whoever is due no more, since they have booked by another way, is not called. */
async function leaveServed(store: Store, campaign: string, others: ReadonlySet<string>, now: number): Promise<void> {
  const step = { state: 'finished', dueAt: null, reason: 'visit_booked' } as const
  for (let after: string | undefined; ; ) {
    const page = await store.contacts.list({ campaign, state: 'waiting', limit: PAGE, ...(after !== undefined && { after }) })
    for (const { id, subject } of page) if (others.has(subject)) await store.contacts.plan(id, step, now, ['waiting'])
    after = page.at(-1)?.id
    if (page.length < PAGE) return
  }
}

/** Nobody's visit is forgotten since a number is missing. What the campaign itself leaves out (too late, spoken of by another) is no task. */
async function addTask(store: Store, campaign: string, { visit, problems }: RefusedVisit, now: number): Promise<void> {
  const faults = problems.filter(({ at }) => at !== '' && at !== 'deadline')
  if (faults.length === 0) return
  await store.tasks.add({
    id: `visit:${campaign}:${visit.id}`,
    kind: 'staff',
    campaign,
    contact: null,
    person: null,
    attempt: null,
    reason: 'visit_refused',
    note: `${visit.id}: ${faults.map(({ at, reason }) => `${at}: ${reason}`).join(' ')}`,
    priority: 0,
    state: 'open',
    assignee: null,
    dueAt: visit.at,
    createdAt: now,
    closedAt: null,
  })
}
