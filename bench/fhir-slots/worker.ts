// One process of contenders: does deeds against the FHIR server until it is killed.
import { OperationalError } from '../../src/engine/operational-error.ts'
import type { SlotAnswer, SlotDeed, SlotOrder } from './deed.ts'
import { openContender } from './open-contender.ts'

const HOLD_MS = 60_000

const clinic = await openContender(process.argv[2] ?? '', () => Date.now())

process.on('message', ({ id, deed }: SlotOrder) => {
  void act(deed).then(
    result => answer({ id, result }),
    (error: unknown) => answer({ id, result: 'again', why: error instanceof OperationalError ? error.code : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
answer({ id: -1, result: 'done' })

function answer(about: SlotAnswer): void {
  process.send?.(about)
}

async function act(deed: SlotDeed): Promise<Exclude<SlotAnswer['result'], 'again'>> {
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

function read(deed: { readonly kind: string }): 'done' | 'taken' | 'refused' {
  return deed.kind === 'done' || deed.kind === 'taken' ? deed.kind : 'refused'
}
