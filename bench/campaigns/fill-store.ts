import type { Store } from '../../src/engine/store/index.ts'

const CHUNK = 10_000

/** Queues contacts of the campaign `bench`, all of them due. */
export const fillStore = async (store: Store, contacts: number, now: number): Promise<void> => {
  await store.campaigns.saveVersion({ campaign: 'bench', hash: 'v1', source: '', document: {}, savedAt: now })
  await store.campaigns.setState('bench', 'running', now)
  for (let start = 0; start < contacts; start += CHUNK) {
    const indices = Array.from({ length: Math.min(CHUNK, contacts - start) }, (_, index) => start + index)
    await store.transaction(async inside => {
      await inside.people.add(
        indices.map(index => ({
          id: `p${String(index).padStart(8, '0')}`,
          key: `id ${index}`,
          name: `Person ${index}`,
          language: 'pl',
          zone: 'Europe/Warsaw',
          numbers: [{ number: numberOf(index), kind: 'mobile' }],
        })),
        now,
      )
      await inside.contacts.add(
        indices.map(index => ({
          id: `c${String(index).padStart(8, '0')}`,
          campaign: 'bench',
          person: `p${String(index).padStart(8, '0')}`,
          subject: '',
          numbers: [numberOf(index)],
          zone: 'Europe/Warsaw',
          language: 'pl',
          data: { patient: { name: { name: `Person ${index}` } } },
          variant: null,
          priority: index % 3,
          deadlineAt: null,
          dueAt: now - 1000,
          reason: 'new',
          importId: null,
          line: index,
        })),
        now,
      )
    })
  }
}

const numberOf = (index: number): string => `+4822${String(1_000_000 + index)}`
