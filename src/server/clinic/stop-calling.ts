import { randomUUID } from 'node:crypto'
import type { Store } from '../../engine/store/index.ts'

/** Nobody calls the number again; the same key is the same wish. */
export async function stopCalling(store: Store, phone: string, key: string, at: number): Promise<void> {
  const said = await store.ledger.listOf('number', phone)
  if (said.some(({ evidence }) => evidence === key)) return
  await store.ledger.record({
    id: randomUUID(),
    kind: 'opt_out',
    subjectKind: 'number',
    subject: phone,
    purpose: '*',
    channel: '*',
    source: 'call',
    evidence: key,
    at,
  })
}
