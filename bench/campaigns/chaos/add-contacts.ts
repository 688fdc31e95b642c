import type { Store } from '../../../src/engine/store/index.ts'

/** Name of the campaign of a chaos run. */
export const CAMPAIGN = 'chaos'

/** Fills a store with a running campaign of so many invented persons. */
export async function addContacts(store: Store, howMany: number, now: number): Promise<void> {
  await store.campaigns.saveVersion({ campaign: CAMPAIGN, hash: 'v1', source: '', document: {}, savedAt: now })
  for (let from = 0; from < howMany; from += 1000) {
    const indices = Array.from({ length: Math.min(1000, howMany - from) }, (_, at) => from + at)
    const numberOf = (index: number): string => `+4822${String(1_000_000 + index)}`
    await store.transaction(async inside => {
      await inside.people.add(
        indices.map(index => ({
          id: `person-${index}`,
          key: `person-${index}`,
          name: null,
          language: 'pl',
          zone: 'Europe/Warsaw',
          numbers: [{ number: numberOf(index), kind: 'fixed' }],
        })),
        now,
      )
      await inside.contacts.add(
        indices.map(index => ({
          id: `contact-${index}`,
          campaign: CAMPAIGN,
          person: `person-${index}`,
          subject: '',
          numbers: [numberOf(index)],
          zone: 'Europe/Warsaw',
          language: 'pl',
          data: {},
          variant: null,
          priority: 0,
          deadlineAt: null,
          dueAt: now,
          reason: 'new',
          importId: null,
          line: null,
        })),
        now,
      )
    })
  }
  await store.campaigns.setState(CAMPAIGN, 'running', now)
}
