import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { Appointment, Communication } from '@medplum/fhirtypes'
import type { RecordVersion } from '../../src/engine/call/ports.ts'
import type { Store } from '../../src/engine/store/index.ts'
import type { Random } from '../../src/simulation/random.ts'
import { startFhirServer } from '../../test/contract/clinic/fhir/fhir-server.ts'
import { list } from '../../test/contract/clinic/fhir/make-clinic.ts'

/** Systems that a clinic may have. */
export const CLINICS = ['embedded', 'webhook', 'fhir'] as const
export type ClinicKind = (typeof CLINICS)[number]

/** Signs what a worker posts. */
export const SECRET = 'chaos'

/** What a clinic has heard of visits. */
export interface Heard {
  /** How often it noted that a patient was called about a visit. */
  readonly notes: ReadonlyMap<string, number>
  readonly confirmed: ReadonlySet<string>
  /** Keys of deeds in the order in which they were done; undefined where the clinic does not tell. */
  readonly keys?: readonly string[]
  has(record: RecordVersion): boolean
}

/** A clinic as the run fills and reads it. */
export interface ChaosClinic {
  /** Where a worker finds it; empty: in the store. */
  readonly url: string
  /** A patient with so many visits. */
  add(visits: number): Promise<{ readonly patient: string; readonly visits: readonly string[] }>
  hear(): Promise<Heard>
  close(): Promise<void>
}

const DAY_MS = 86_400_000
const QUARTER_MS = 900_000
const instantOf = (index: number): number => Math.ceil(Date.now() / DAY_MS) * DAY_MS + 30 * DAY_MS + index * QUARTER_MS

function countEach(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** Opens a clinic of a kind. */
export function openChaosClinic(kind: ClinicKind, store: Store, random: Random): Promise<ChaosClinic> {
  return kind === 'embedded' ? openEmbedded(store) : kind === 'webhook' ? openReceiver(random) : openFhir()
}

async function openEmbedded(store: Store): Promise<ChaosClinic> {
  let count = 0
  return {
    url: '',
    async add(visits) {
      const patient = `P${++count}`
      const about = { name: 'Jan Kowalski', born: null, gender: null, language: null, address: null, phones: [] }
      await store.clinic.patients.save({ id: patient, ...about }, Date.now())
      const ids = Array.from({ length: visits }, (_, index) => `${patient}-${index}`)
      const kind = { slot: null, durationMs: null, specialty: null, doctor: null, place: null, program: null, prep: null }
      for (const [index, id] of ids.entries())
        await store.clinic.visits.add(
          { ...kind, id, patient, at: instantOf(index), note: null, status: 'booked', reason: null },
          Date.now(),
        )
      return { patient, visits: ids }
    },
    async hear() {
      const { database } = store
      const notes = await database.selectFrom('clinicNotes').select(['id', 'visit']).where('kind', '=', 'contact').execute()
      const visits = await database.selectFrom('clinicVisits').select(['id', 'status', 'version']).execute()
      const noteIds = new Set(notes.map(({ id }) => id))
      const versions = new Map(visits.map(({ id, version }) => [id, version]))
      return {
        notes: countEach(notes.flatMap(({ visit }) => visit ?? [])),
        confirmed: new Set(visits.filter(({ status }) => status === 'confirmed').map(({ id }) => id)),
        has: ({ type, id, version }) => (type === 'clinic_notes' ? noteIds.has(id) : versions.get(id) === Number(version)),
      }
    },
    close: async () => undefined,
  }
}

/** A clinic's own system behind a webhook, which is slow, away or cut off now and then; the same key is the same deed. */
async function openReceiver(random: Random): Promise<ChaosClinic> {
  const answers = new Map<string, object>()
  const noted: string[] = []
  const versions = new Map<string, number>()
  let count = 0
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const [, seconds, hex] = /^t=(\d+),v1=(.+)$/.exec(String(request.headers['trucada-signature'])) ?? []
    if (hex !== createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex')) return void response.writeHead(401).end()
    await wait(random.below(20))
    if (random.next() < 0.05) return void response.writeHead(503).end()
    const { service, key, input } = JSON.parse(body) as { service: string; key: string; input: { id: string } }
    const known = answers.get(key) ?? act(service, input.id)
    answers.set(key, known)
    await wait(random.below(20))
    if (random.next() < 0.05) return void response.destroy()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(known))
  }
  const act = (service: string, visit: string): object => {
    if (service === 'note_contact') {
      noted.push(visit)
      return { result: 'done', values: {}, record: { type: 'note', id: `note ${noted.length}`, version: '1' } }
    }
    versions.set(visit, (versions.get(visit) ?? 1) + 1)
    return { result: 'done', values: {}, record: { type: 'visit', id: visit, version: String(versions.get(visit)) } }
  }
  const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async add(visits) {
      const patient = `P${++count}`
      return { patient, visits: Array.from({ length: visits }, (_, index) => `${patient}-${index}`) }
    },
    hear: async () => ({
      notes: countEach(noted),
      confirmed: new Set([...versions].filter(([, version]) => version === 2).map(([id]) => id)),
      keys: [...answers.keys()],
      has: ({ type, id, version }) =>
        type === 'note' ? Number(id.slice(5)) <= noted.length : versions.get(id) === Number(version),
    }),
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function openFhir(): Promise<ChaosClinic> {
  const server = await startFhirServer({ forgets: true })
  return {
    url: server.url,
    async add(visits) {
      const { id: patient } = await server.add({ resourceType: 'Patient', name: [{ text: 'Jan Kowalski' }] })
      const ids: string[] = []
      for (let index = 0; index < visits; index += 1) {
        const { id } = await server.add({
          resourceType: 'Appointment',
          status: 'booked',
          start: new Date(instantOf(index)).toISOString(),
          end: new Date(instantOf(index) + QUARTER_MS).toISOString(),
          participant: [{ actor: { reference: `Patient/${patient}` }, status: 'needs-action' }],
        })
        ids.push(id)
      }
      return { patient, visits: ids }
    },
    async hear() {
      const told = await list<Communication>(server, 'Communication?_sort=_id')
      const visits = await list<Appointment>(server, 'Appointment?_sort=_id')
      const ids = new Map([...told, ...visits].map(({ id = '', meta }) => [id, meta?.versionId]))
      return {
        notes: countEach(
          told.flatMap(({ about = [] }) => about.map(({ reference = '' }) => reference.replace('Appointment/', ''))),
        ),
        confirmed: new Set(visits.filter(({ participant }) => participant[0]?.status === 'accepted').map(({ id = '' }) => id)),
        has: ({ type, id }) => (type === 'Communication' || type === 'Appointment' ? ids.has(id) : true),
      }
    },
    close: () => server.close(),
  }
}
