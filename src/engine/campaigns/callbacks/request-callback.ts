import { readContact } from '../../../scenarios/contact/index.ts'
import type { ContactRecord, NewContact, Store, TaskRecord } from '../../store/index.ts'
import { findPerson, findPhone, listData, putDatum } from '../find-datum.ts'
import { createVariantChooser } from '../lists/choose-variant.ts'
import type { ListPhone } from '../lists/read-phones.ts'
import { sortWords } from '../lists/read-row.ts'
import { DAY_MS, findSlot, findZoneClock, nextStep } from '../plan/index.ts'
import type { CallbackRequest, CallbackResult } from './callback-request.ts'
import { type CallbackCampaign, type CallbackSources, findCallbackCampaign } from './find-callback-campaign.ts'
import { readCallbackNumber } from './read-callback-number.ts'

/** People see to a wish that the robot cannot see to within this. */
const TASK_MS = 3_600_000
/** Callbacks before people's other work. */
const TASK_PRIORITY = 10
/** An hour that was asked for is looked for so far ahead. */
const HORIZON_MS = 14 * DAY_MS

/** What requests are answered with. */
export interface CallbackContext extends CallbackSources {
  readonly store: Store
  readonly now: number
  readonly newId: () => string
}

/**
 * Plans a call to somebody who wants one: a contact of the campaign for callbacks, to be reached within its time, counted in hours at which
 * they may be called. One is open a number at most. Whom the plan would not call (opted out, deceased, no consent, no such campaign, a
 * country without rules) people have a task about; a premium number is refused. One transaction; inside another it is part of that.
 */
export async function requestCallback(context: CallbackContext, request: CallbackRequest): Promise<CallbackResult> {
  const read = readCallbackNumber(context, request.number)
  if (read.kind === 'refused') return read
  const { phone } = read
  return context.store.transaction(async store => {
    await store.people.holdNumber(phone.number, phone.kind)
    const inside = { ...context, store }
    const chosen = await findCallbackCampaign(store, context)
    if (request.consent !== undefined)
      await store.ledger.record({
        id: context.newId(),
        kind: 'consent',
        subjectKind: 'number',
        subject: phone.number,
        purpose: chosen?.campaign.purpose ?? '*',
        channel: 'call',
        ...request.consent,
        at: context.now,
      })
    const person = await findOrAddPerson(inside, phone, request)
    const open = await findOpen(store, person, phone.number, chosen?.campaign.name)
    if (open !== undefined) return postpone(inside, open, request, chosen)
    if (chosen === undefined) return addTask(inside, person, request, 'no_campaign')
    // A call to where nobody knows the law, or the price: a lure, as a rule.
    if (!isOfKnownCountry(phone.number, context)) return addTask(inside, person, request, 'foreign_number')
    return plan(inside, chosen, person, phone, request)
  })
}

/** Whose number it is: the one who has it, or of several the one with the name; else somebody of whom the number alone is known. */
async function findOrAddPerson(
  { store, now, newId }: CallbackContext,
  phone: ListPhone,
  { name, language }: CallbackRequest,
): Promise<string> {
  const owners = await store.people.listByNumber(phone.number)
  const named = owners.find(owner => name !== undefined && sortWords(owner.name ?? '') === sortWords(name))
  const [only, ...more] = owners
  const known = named ?? (name === undefined && more.length === 0 ? only : undefined)
  if (known !== undefined) return known.id
  const key = name === undefined ? `number ${phone.number}` : `name ${sortWords(name)} ${phone.number}`
  const numbers = [{ number: phone.number, kind: phone.kind }]
  const person = { id: newId(), key, name: name ?? null, language: language ?? null, zone: null, numbers }
  return (await store.people.add([person], now)).get(key) ?? person.id
}

/** What is open about a number, whoever of its household asked. */
async function findOpen(
  store: Store,
  person: string,
  number: string,
  campaign: string | undefined,
): Promise<{ readonly contact?: ContactRecord; readonly task?: string } | undefined> {
  const owners = [...new Set([person, ...(await store.people.listByNumber(number)).map(({ id }) => id)])]
  const contacts = campaign === undefined ? [] : await store.contacts.findByPersons(owners, campaign)
  for (const contact of contacts) {
    if (!contact.numbers.includes(number) || contact.state === 'finished') continue
    if (contact.state !== 'worklist') return { contact }
    const [task] = (await store.tasks.list({ contact: contact.id })).filter(({ state }) => state !== 'done')
    if (task !== undefined) return { contact, task: task.id }
  }
  for (const owner of owners) {
    const [task] = (await store.tasks.list({ person: owner, kind: 'callback' })).filter(({ state }) => state !== 'done')
    if (task !== undefined) return { task: task.id }
  }
  return undefined
}

/** A callback that is open goes on as it is; an hour that is named now counts from now on. */
async function postpone(
  { store, now }: CallbackContext,
  { contact, task }: { readonly contact?: ContactRecord; readonly task?: string },
  { callAt }: CallbackRequest,
  chosen: CallbackCampaign | undefined,
): Promise<CallbackResult> {
  const times = contact === undefined || callAt === undefined ? undefined : findTimes(chosen, contact, callAt, now)
  if (contact?.state === 'waiting' && times !== undefined) {
    await store.contacts.setDeadline(contact.id, times.deadlineAt, now)
    await store.contacts.plan(contact.id, { state: 'waiting', dueAt: times.dueAt, reason: 'asked_to_call_back' }, now, [
      'waiting',
    ])
  }
  return { kind: 'open', ...(contact && { contact: contact.id }), ...(task !== undefined && { task }) }
}

async function plan(
  inside: CallbackContext,
  chosen: CallbackCampaign,
  person: string,
  phone: ListPhone,
  request: CallbackRequest,
): Promise<CallbackResult> {
  const { store, now, newId } = inside
  const { campaign, scenario, policies } = chosen
  const zone = scenario.clinic.zone
  const read = readContact(scenario.gets, makeData(scenario.gets, phone.number, request), zone)
  if (read.kind === 'refused') return addTask(inside, person, request, 'scenario_needs_more')
  const language = await chooseLanguage(store, chosen, person, request)
  const variants = createVariantChooser(campaign.variants, await store.contacts.countVariants(campaign.name))
  const about = { numbers: [phone.number], variant: variants.choose(language, person), zone }
  const times = findTimes(chosen, about, request.callAt ?? now, now)
  if (times === undefined) return addTask(inside, person, request, 'no_time_left')
  const id = newId()
  const contact: NewContact = {
    ...about,
    ...times,
    id,
    campaign: campaign.name,
    person,
    subject: `${request.way} ${request.evidence ?? id}`,
    language,
    data: read.data,
    priority: 0,
    reason: 'new',
    importId: null,
    line: null,
  }
  const record = { ...contact, state: 'waiting', outcome: null, attempts: 0, createdAt: now, changedAt: now } as const
  const history = (await store.readHistories([record], now)).get(id)
  const step = history && nextStep({ ...history, contact: record }, now, policies.of(contact))
  if (step === undefined || step.kind === 'finish' || step.kind === 'worklist') {
    const isOptedOut = step?.reason === 'no_number' && history?.optOuts.length !== 0
    return addTask(inside, person, request, isOptedOut ? 'opted_out' : (step?.reason ?? 'unplanned'))
  }
  const added = await store.contacts.add([contact], now)
  // The same wish was told before, and has been seen to.
  return added.size === 0 ? { kind: 'open' } : { kind: 'planned', contact: id, ...times }
}

/** From when on somebody may be called, and until when they are to be reached. */
function findTimes(
  chosen: CallbackCampaign | undefined,
  about: Pick<ContactRecord, 'numbers' | 'variant' | 'zone'>,
  wanted: number,
  now: number,
): { readonly dueAt: number; readonly deadlineAt: number } | undefined {
  const clock = findZoneClock(about.zone)
  if (clock === undefined || chosen === undefined) return undefined
  const from = Math.max(now, wanted)
  const { windows } = chosen.policies.of(about)
  const dueAt = findSlot({ clock, windows, from, until: from + HORIZON_MS, isDayFree: () => true })
  return dueAt === undefined ? undefined : { dueAt, deadlineAt: dueAt + chosen.withinMs }
}

function makeData(
  gets: CallbackCampaign['scenario']['gets'],
  number: string,
  { way, note, name }: CallbackRequest,
): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  const phone = findPhone(gets)
  const person = findPerson(gets)
  if (phone !== undefined) putDatum(data, phone, number)
  if (person !== undefined && name !== undefined) putDatum(data, person, { name })
  for (const [path, value] of Object.entries({ way, note }))
    if (value !== undefined && listData(gets).get(path)?.kind === 'text') putDatum(data, path, value)
  return data
}

async function chooseLanguage(
  store: Store,
  { campaign, scenario }: CallbackCampaign,
  person: string,
  { language }: CallbackRequest,
): Promise<string> {
  const spoken: readonly string[] = scenario.languages
  const known = [language, (await store.people.find(person))?.language]
  return known.find(one => typeof one === 'string' && spoken.includes(one)) ?? campaign.language.fallback ?? scenario.speaks
}

function isOfKnownCountry(number: string, { campaigns }: CallbackSources): boolean {
  return [...campaigns().countries.values()].some(({ callingCode }) => number.startsWith(`+${callingCode}`))
}

async function addTask(
  { store, now, newId }: CallbackContext,
  person: string,
  { way, note, callAt }: CallbackRequest,
  reason: string,
): Promise<CallbackResult> {
  const task: TaskRecord = {
    id: newId(),
    kind: 'callback',
    campaign: null,
    contact: null,
    person,
    attempt: null,
    reason,
    note: note === undefined ? way : `${way}: ${note}`,
    priority: TASK_PRIORITY,
    state: 'open',
    assignee: null,
    dueAt: Math.max(now, callAt ?? now) + TASK_MS,
    createdAt: now,
    closedAt: null,
  }
  await store.tasks.add(task)
  return { kind: 'task', task: task.id, reason }
}
