import { readFileSync } from 'node:fs'
import type { ServiceAnswer, ServiceRequest } from '../../../../src/engine/call/ports.ts'
import { loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import {
  type CallWish,
  createReplyServices,
  type ReplyOptions,
  takeReply,
} from '../../../../src/engine/campaigns/replies/index.ts'
import { createSpeaking } from '../../../../src/engine/speaking/index.ts'
import { openStore } from '../../../../src/engine/store/index.ts'
import { readContact } from '../../../../src/scenarios/contact/index.ts'
import { createPlanSource } from '../../../../src/server/campaigns/plan-source.ts'
import { readCampaignFiles } from '../../../../src/server/workspace/read-campaign-files.ts'
import { compileFolder } from '../../../../src/server/workspace/compile-folder.ts'
import { createVirtualClock } from '../../../../src/simulation/index.ts'
import { understanding } from '../../../learned.ts'

/** A Monday, noon in Warsaw. */
export const NOON = Date.UTC(2027, 4, 10, 10)
export const NUMBER = '+48600000201'
export const HOUR = 3_600_000

const { scenarios } = await compileFolder('scenarios-yaml')
const loaded = loadCampaigns(await readCampaignFiles('campaigns-yaml'))
const source = readFileSync('campaigns-yaml/confirmations.yaml', 'utf8')
const plans = createPlanSource({ campaigns: () => loaded, scenarios: () => scenarios, speaking: createSpeaking() })
const version = { campaign: 'confirmations', hash: 'v1', source, document: {}, savedAt: NOON }
const shippedPlan = plans(version)
const shippedScenario = scenarios.get('appointment-confirmation')
if (shippedPlan === undefined || shippedScenario === undefined) throw new Error('the shipped campaign cannot be used')
/** The shipped campaign's plan and scenario. */
export const plan = shippedPlan
export const scenario = shippedScenario

/** A world with the shipped campaign, one contact who was written to, and a clinic that notes what it is asked for. */
export async function createReplyWorld(answerService: (request: ServiceRequest) => ServiceAnswer = () => DONE) {
  const clock = createVirtualClock(NOON)
  const store = await openStore(':memory:')
  const requests: ServiceRequest[] = []
  const wishes: CallWish[] = []
  const options: ReplyOptions = {
    store,
    callingOf: one => plans(one)?.calling,
    anyScenario: () => scenario,
    understanding,
    services: {
      call(request) {
        requests.push(request)
        return answerService(request)
      },
    },
    isClinicTold: true,
    clock,
    log: { info: () => undefined, warn: () => undefined },
    wantsCall: async wish => void wishes.push(wish),
  }
  await store.campaigns.saveVersion(version)
  await store.campaigns.setState('confirmations', 'running', NOON)
  const addContact = async (id: string, language = 'pl'): Promise<void> => {
    const appointment = {
      id: `visit of ${id}`,
      at: '2027-05-13T10:30',
      doctor: 'Ewa Zielińska',
      specialty: 'kardiologia',
      place: 'parter',
    }
    const read = readContact(scenario.gets, { patient: { name: 'Anna Nowak', phone: NUMBER }, appointment }, 'Europe/Warsaw')
    if (read.kind !== 'contact') throw new Error('the contact does not fit')
    const [zone, numbers] = ['Europe/Warsaw', [{ number: NUMBER, kind: 'mobile' }]]
    await store.people.add([{ id: `person ${id}`, key: id, name: null, language, zone, numbers }], NOON)
    const about = { id, campaign: 'confirmations', person: `person ${id}`, subject: id, numbers: [NUMBER], zone, language }
    const rest = { variant: 'A', priority: 0, reason: 'new', importId: null, line: null, deadlineAt: Date.UTC(2027, 4, 12, 20) }
    await store.contacts.add([{ ...about, ...rest, data: read.data, dueAt: NOON }], NOON)
    const sent = {
      direction: 'out',
      channel: 'sms',
      template: 'reminder',
      state: 'sent',
      providerId: null,
      meaning: null,
      error: null,
    } as const
    const whose = { contact: id, campaign: 'confirmations', person: `person ${id}`, address: NUMBER }
    await store.messages.add({ ...sent, ...whose, id: `${id} sms reminder`, body: '…', createdAt: NOON, changedAt: NOON })
  }
  const services = createReplyServices(options)
  let replies = 0
  return {
    clock,
    store,
    requests,
    wishes,
    services,
    addContact,
    options,
    /** Claims whoever is due, as the dialler does. */
    claim: () =>
      store.attempts.claim({
        campaign: 'confirmations',
        version: version.hash,
        worker: 'w',
        now: clock.now(),
        leaseMs: 60_000,
        limit: 10,
        trunk: 'main',
        pace: {},
        newId: () => `attempt ${++replies}`,
        decide: (contact, history) => plan.decide(contact, history, clock.now()),
      }),
    reply: (text: string, from = NUMBER, id = `reply ${++replies}`) => takeReply(options, { id, from, text }),
    /** Lets the clinic see to what waits for it. */
    async serve(ms = 10_000) {
      services.start()
      const until = clock.now() + ms
      const settle = async (): Promise<void> => {
        for (let turn = 0; turn < 4; turn++) await new Promise(resolve => setImmediate(resolve))
      }
      await settle()
      for (let due = clock.nextDue(); due !== undefined && due <= until; due = clock.nextDue()) {
        clock.step()
        await settle()
      }
      await services.stop()
    },
    answers: async () =>
      (await store.messages.listOfAddress(NUMBER, 0)).filter(({ answers }) => answers !== null).map(({ template }) => template),
    tasks: async () => (await store.tasks.list({})).map(({ kind, reason, contact }) => ({ kind, reason, contact })),
    contact: async (id = 'c1') => {
      const found = await store.contacts.find(id)
      if (found === undefined) throw new Error('there is no such contact')
      return found
    },
  }
}

/** A service that is done. */
const DONE: ServiceAnswer = { result: 'done', values: {} }
