import type { CallRecord, ClaimRequest, NewContact, Store } from '../../../src/engine/store/index.ts'

/** A Monday at noon, UTC. */
export const NOON = Date.UTC(2026, 4, 4, 12)

let count = 0
/** Ids that sort in the order in which they were made. */
export const newId = (): string => `id-${String(++count).padStart(8, '0')}`

/** A running campaign `visits` of version `v1`. */
export const startCampaign = async (store: Store, name = 'visits'): Promise<void> => {
  await store.campaigns.saveVersion({ campaign: name, hash: 'v1', source: 'campaign: visits', document: { name }, savedAt: NOON })
  await store.campaigns.setState(name, 'running', NOON)
}

/** Persons with one number each, and a contact of the campaign for each; ids of contacts. */
export const addContacts = async (
  store: Store,
  howMany: number,
  more: Partial<NewContact> & { readonly from?: number } = {},
): Promise<readonly string[]> => {
  const { from = 0, ...rest } = more
  const indices = Array.from({ length: howMany }, (_, index) => from + index)
  const persons = indices.map(index => ({
    id: newId(),
    key: `patient ${index}`,
    name: `Person ${index}`,
    language: 'pl',
    zone: 'Europe/Warsaw',
    numbers: [{ number: numberOf(index), kind: 'mobile' }],
  }))
  const ids = await store.people.add(persons, NOON)
  const contacts = indices.map(index => ({
    id: newId(),
    campaign: 'visits',
    person: ids.get(`patient ${index}`) ?? '',
    subject: '',
    numbers: [numberOf(index)],
    zone: 'Europe/Warsaw',
    language: 'pl',
    data: { index },
    variant: null,
    priority: 0,
    deadlineAt: null,
    dueAt: NOON,
    reason: 'new',
    importId: null,
    line: null,
    ...rest,
  }))
  await store.contacts.add(contacts, NOON)
  return contacts.map(contact => contact.id)
}

/** An invented number, different for each index. */
export const numberOf = (index: number): string => `+4822${String(1_000_000 + index)}`

/** A claim of everything that is due, which calls everyone. */
export const claimAll = (more: Partial<ClaimRequest> = {}): ClaimRequest => ({
  campaign: 'visits',
  version: 'v1',
  worker: 'one',
  now: NOON,
  leaseMs: 30_000,
  limit: 100,
  trunk: 'main',
  pace: {},
  newId,
  decide: contact => ({ kind: 'call', number: contact.numbers[0] ?? '', reason: 'first' }),
  ...more,
})

/** A live call in, which takes a channel of the trunk `main`. */
export const inboundCall = (id: string): CallRecord => ({
  id,
  direction: 'inbound',
  attempt: null,
  campaign: null,
  person: null,
  number: null,
  line: null,
  trunk: 'main',
  scenario: 'home-visit-request',
  language: 'pl',
  journal: null,
  outcome: null,
  result: null,
  cost: null,
  beganAt: NOON,
  answeredAt: null,
  endedAt: null,
  leaseUntil: NOON + 60_000,
})
