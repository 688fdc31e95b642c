// One process of a chaos run: ends attempts of calls in which a visit was confirmed, and tells the clinic. Its parent kills it at any moment.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Services } from '../../src/engine/call/ports.ts'
import { noteAttempt } from '../../src/engine/campaigns/calling/index.ts'
import { finishAttempt } from '../../src/engine/campaigns/dialler/finish-attempt.ts'
import { createEmbeddedClinic } from '../../src/engine/clinic/embedded/index.ts'
import { createClinicServices } from '../../src/engine/clinic/index.ts'
import { createWebhookClinic } from '../../src/engine/clinic/webhook/index.ts'
import { createWriteBack, NOTE_CONTACT } from '../../src/engine/clinic/write-back/index.ts'
import { type AttemptRecord, openStore } from '../../src/engine/store/index.ts'
import { NAME_MATCHER } from '../../src/engine/understanding/index.ts'
import { createRealClock } from '../../src/server/real-clock.ts'
import { CAMPAIGN } from '../campaigns/chaos/add-contacts.ts'
import { createChaosPlan } from '../campaigns/chaos/chaos-plan.ts'
import { createSharedClock } from '../campaigns/chaos/shared-clock.ts'
import { openContender } from '../fhir-slots/open-contender.ts'
import { SECRET } from './clinics.ts'
import type { WorkerOptions } from './run-clinic.ts'

// Nobody is left to work for.
process.once('disconnect', () => process.exit())

const LEASE_MS = 60_000
const ZONE = 'Europe/Warsaw'
const { place, time, kind, url } = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions
const clock = createSharedClock(time)
const store = await openStore(place)
const plan = { ...createChaosPlan(20), sequelOf: () => ({ letters: [], messages: [], tasks: [] }) }
const worker = randomUUID()

const writeBack = createWriteBack({
  services: await openServices(),
  store,
  clock,
  newId: randomUUID,
  log: { warn: facts => void (process.env['CHAOS_LOG'] && console.error(JSON.stringify(facts))) },
  tickMs: 20 * time.pace,
})
writeBack.start()
process.send?.({ kind: 'begun' })
for (;;) {
  const now = clock.now()
  const expired = await store.attempts.takeExpired(worker, now, LEASE_MS, 5)
  const { claimed } = await store.attempts.claim({
    campaign: CAMPAIGN,
    version: 'v1',
    worker,
    now,
    leaseMs: LEASE_MS,
    limit: 2,
    trunk: plan.trunk,
    caller: plan.from,
    pace: plan.pace,
    newId: randomUUID,
    decide: (contact, history) => plan.decide(contact, history, now),
  })
  const attempts = [...expired, ...claimed.map(({ attempt }) => attempt)]
  await Promise.all(attempts.map(hold))
  if (attempts.length === 0) await wait(50)
}

/** A call in which the visit is confirmed. One whose process died is held again, under the same keys. */
async function hold(attempt: AttemptRecord): Promise<void> {
  // The subject of these contacts is the visit that they are about.
  const id = (await store.contacts.find(attempt.contact))?.subject
  const contract = { ...NOTE_CONTACT, name: 'confirm_visit' }
  await writeBack.services.call({ contract, input: { id }, idempotencyKey: `${attempt.id}:confirm:1`, callId: attempt.id })
  await finishAttempt(store, plan, attempt, { outcome: 'confirmed', at: clock.now() }, noteAttempt)
  process.send?.({ kind: 'ended' })
}

async function openServices(): Promise<Services> {
  const stopCalling = async (): Promise<void> => undefined
  const real = createRealClock()
  if (kind === 'webhook')
    return createWebhookClinic({
      url,
      secret: SECRET,
      clock: real,
      otherwise: { call: () => ({ result: 'done', values: {} }) },
      stopCalling,
    })
  const system =
    kind === 'fhir'
      ? await openContender(url, () => Date.now())
      : createEmbeddedClinic({ store, clock, newId: randomUUID, zone: ZONE })
  return createClinicServices(system, { clock: real, zone: ZONE, names: NAME_MATCHER, stopCalling })
}
