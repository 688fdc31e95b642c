import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { CampaignPlan } from '../../../src/engine/campaigns/dialler/index.ts'
import { loadCampaigns } from '../../../src/engine/campaigns/index.ts'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { readContact } from '../../../src/scenarios/contact/index.ts'
import { compileWorkspace } from '../../../src/scenarios/index.ts'
import { createPlanSource } from '../../../src/server/campaigns/plan-source.ts'
import { readCampaignFiles } from '../../../src/server/workspace/read-campaign-files.ts'
import { readWorkspaceFolder } from '../../../src/server/workspace/read-workspace-folder.ts'
import type { CalledSide, StandInCall } from '../../../src/simulation/jambonz-server/index.ts'
import { createWorld, NOON, type World } from './dialler/world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PATIENTS = 350

async function readShippedPlan(): Promise<{ plan: CampaignPlan; gets: Parameters<typeof readContact>[0] }> {
  const { scenarios } = compileWorkspace(await readWorkspaceFolder('scenarios-yaml'))
  const loaded = loadCampaigns(await readCampaignFiles('campaigns-yaml'))
  const source = readFileSync('campaigns-yaml/confirmations.yaml', 'utf8')
  const plans = createPlanSource({ campaigns: () => loaded, scenarios: () => scenarios, speaking: createSpeaking() })
  const plan = plans({ campaign: 'confirmations', hash: 'v', source, document: {}, savedAt: 0 })
  if (plan === undefined) throw new Error('the shipped campaign cannot be used')
  return { plan, gets: scenarios.get('appointment-confirmation')?.gets ?? {} }
}

const createRandom = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

/** Visits of the next days, each with a deadline twelve hours before it; every other patient gets a message first. */
async function addPatients(world: World, gets: Parameters<typeof readContact>[0]): Promise<void> {
  for (let index = 0; index < PATIENTS; index++) {
    const phone = `+4860000${String(1000 + index)}`
    const visitAt = Date.UTC(2026, 4, 6 + (index % 3), 6 + (index % 9), 30)
    const appointment = {
      id: `V${index}`,
      at: new Date(visitAt).toISOString(),
      doctor: 'Ewa Zielińska',
      specialty: 'kardiologia',
      place: 'parter',
    }
    const read = readContact(gets, { patient: { name: 'Anna Nowak', phone }, appointment }, 'Europe/Warsaw')
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems))
    const zone = 'Europe/Warsaw'
    const numbers = [{ number: phone, kind: 'mobile' }]
    await world.store.people.add([{ id: `p${index}`, key: `p${index}`, name: null, language: 'pl', zone, numbers }], NOON)
    const about = {
      id: `c${index}`,
      campaign: 'visits',
      person: `p${index}`,
      subject: `V${index}`,
      numbers: [phone],
      zone,
      language: 'pl',
    }
    const rest = { variant: index % 2 === 0 ? 'A' : 'B', priority: 0, dueAt: NOON, reason: 'new', importId: null, line: null }
    await world.store.contacts.add([{ ...about, ...rest, data: read.data, deadlineAt: visitAt - 12 * HOUR }], NOON)
  }
}

/** Half of the messages that were sent are answered by YES some hours later: whoever reads that finishes the contact. */
async function answerMessages(world: World, random: () => number, decided: Set<string>): Promise<void> {
  const sent = await world.store.database.selectFrom('messages').selectAll().where('template', '=', 'reminder').execute()
  for (const { id, contact, createdAt } of sent) {
    if (decided.has(id) || contact === null || world.clock.now() < createdAt + HOUR) continue
    decided.add(id)
    if (random() < 0.5) continue
    const step = { state: 'finished', dueAt: null, reason: 'reached', outcome: 'confirmed' } as const
    await world.store.contacts.plan(contact, step, world.clock.now(), ['waiting'])
  }
}

it('a day of a clinic and the next: nearly everybody is reached or handed to people before the deadline, in the hours of the law', {
  timeout: 180_000,
}, async () => {
  const random = createRandom(7)
  const { plan, gets } = await readShippedPlan()
  const tries = new Map<string, number>()
  const outcomes = new Map<StandInCall, string>()
  const world = await createWorld({
    plan,
    answer({ to }): CalledSide {
      tries.set(to, (tries.get(to) ?? 0) + 1)
      const dice = random()
      if (dice < 0.06) return { kind: 'rings' }
      return dice < 0.1 ? { kind: 'refuses', sipStatus: 486, afterMs: 3000 } : { kind: 'answers', afterMs: 9000, talkMs: 35_000 }
    },
    outcome(call) {
      // Four of five have their voicemail answer at first, fewer at another hour.
      const isVoicemail = random() < (tries.get(call.created.to) === 1 ? 0.8 : 0.45)
      const outcome = isVoicemail ? 'voicemail_left' : random() < 0.75 ? 'confirmed' : 'moved'
      outcomes.set(call, outcome)
      return outcome
    },
  })
  await addPatients(world, gets)
  world.startProcess({ tickMs: 60_000 })
  const answered = new Set<string>()
  for (let hours = 0; hours < 88; hours++) {
    await world.run(HOUR)
    await answerMessages(world, random, answered)
  }

  const contacts = await world.contacts()
  expect(contacts).toHaveLength(PATIENTS)
  expect(contacts.filter(contact => !['finished', 'worklist'].includes(contact.state))).toEqual([])
  const late = contacts.filter(contact => contact.changedAt > (contact.deadlineAt ?? 0))
  const done = contacts.filter(contact => contact.outcome === 'confirmed' || contact.outcome === 'moved')
  // Everybody else is on the worklist, in time.
  expect(PATIENTS - late.length).toBeGreaterThanOrEqual(PATIENTS * 0.95)
  expect(done.length).toBeGreaterThan(PATIENTS * 0.7)
  // By the law of the country nobody is called before eight or after eight in the evening, by the file not before nine; never twice a day.
  const byPatientAndDay = new Map<string, number>()
  for (const call of world.exchange.calls.values()) {
    const local = new Date(call.startedAt + 2 * HOUR)
    expect(local.getUTCHours()).toBeGreaterThanOrEqual(9)
    expect(local.getUTCHours()).toBeLessThan(20)
    const key = `${call.created.to} ${Math.floor(local.getTime() / DAY)}`
    const hasRung = call.last.sipStatus !== 486
    byPatientAndDay.set(key, (byPatientAndDay.get(key) ?? 0) + (hasRung ? 1 : 0))
  }
  expect(Math.max(...byPatientAndDay.values())).toBe(1)
  // The records say what happened: each conversation is the outcome of its attempt.
  for (const [call, outcome] of outcomes) {
    const attempt = await world.store.attempts.find(String(call.created.tag?.['attempt']))
    expect(attempt?.outcome).toBe(outcome)
  }
  const summaries = await world.store.database
    .selectFrom('messages')
    .select('contact')
    .where('template', '=', 'summary')
    .execute()
  const talkedTo = new Set([...outcomes].filter(([, outcome]) => outcome !== 'voicemail_left').map(([call]) => call.created.to))
  expect(summaries).toHaveLength(talkedTo.size)
})
