// One process of contenders: does deeds against the FHIR server until it is killed.
import { serveOrders } from '../mortals/serve-orders.ts'
import type { SlotAnswer, SlotDeed } from './deed.ts'
import { openContender } from './open-contender.ts'

const HOLD_MS = 60_000

const clinic = await openContender(process.argv[2] ?? '', () => Date.now())

serveOrders(async (deed: SlotDeed) => ({ result: await act(deed) }))

async function act(deed: SlotDeed): Promise<SlotAnswer['result']> {
  if (deed.kind === 'cancel') return read(await clinic.cancel({ key: deed.key, visit: deed.visit }))
  const { key, slot } = deed
  const held = deed.isHeld ? await clinic.hold({ key: `${key}:hold`, slot, until: Date.now() + HOLD_MS }) : undefined
  // Without the hold the deed may have been done before a crash: its key knows.
  const hold = held?.kind === 'done' ? { hold: held.hold } : {}
  const done =
    deed.kind === 'move'
      ? await clinic.move({ key, visit: deed.visit, slot, ...hold })
      : await clinic.book({ key, patient: deed.patient, slot, ...hold })
  if (done.kind !== 'done' && held?.kind === 'done') await clinic.release({ key: `${key}:release`, hold: held.hold })
  return read(done)
}

function read(deed: { readonly kind: string }): SlotAnswer['result'] {
  return deed.kind === 'done' || deed.kind === 'taken' ? deed.kind : 'refused'
}
