import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CampaignPlan } from '../../../../src/engine/campaigns/dialler/index.ts'
import { loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { createSpeaking } from '../../../../src/engine/speaking/index.ts'
import type { AttemptRecord, ContactHistory, ContactRecord } from '../../../../src/engine/store/index.ts'
import { readContact } from '../../../../src/scenarios/contact/index.ts'
import { createPlanSource } from '../../../../src/server/campaigns/plan-source.ts'
import { readCampaignFiles } from '../../../../src/server/workspace/read-campaign-files.ts'
import { compileFolder } from '../../../../src/server/workspace/compile-folder.ts'

/** A Monday, 10:00 in Warsaw. */
const MONDAY = Date.UTC(2027, 4, 10, 8)
const HOUR = 3_600_000
const { scenarios } = await compileFolder('scenarios-yaml')
const scenario = scenarios.get('appointment-confirmation')
const read = readContact(
  scenario?.gets ?? {},
  {
    patient: { name: 'Anna Nowak', phone: '+48600000201' },
    appointment: {
      id: 'V1',
      at: '2027-05-13T10:30',
      doctor: 'Ewa Zielińska',
      specialty: 'poradnia kardiologiczna',
      place: 'pierwsze piętro',
    },
  },
  'Europe/Warsaw',
)
const contact: ContactRecord = {
  id: 'contact-1',
  campaign: 'confirmations',
  person: 'person-1',
  subject: 'V1',
  numbers: ['+48600000201'],
  zone: 'Europe/Warsaw',
  language: 'pl',
  data: read.kind === 'contact' ? read.data : {},
  variant: 'A',
  priority: 0,
  deadlineAt: Date.UTC(2027, 4, 12, 20),
  state: 'waiting',
  dueAt: MONDAY,
  reason: 'new',
  outcome: null,
  attempts: 0,
  importId: null,
  line: null,
  createdAt: MONDAY,
  changedAt: MONDAY,
}
const NOTHING: ContactHistory = { attempts: [], elsewhere: [], optOuts: [], consents: [], deadNumbers: new Set(), messages: [] }
const attemptOf = (outcome: string | null, claimedAt = MONDAY): AttemptRecord => ({
  id: 'attempt-1',
  contact: 'contact-1',
  campaign: 'confirmations',
  person: 'person-1',
  n: 1,
  version: 'v',
  number: '+48600000201',
  trunk: 'main',
  joinedTo: null,
  agents: null,
  caller: '+48221234567',
  variant: 'A',
  state: 'ended',
  worker: 'w',
  leaseUntil: null,
  fence: 1,
  sequence: 0,
  callSid: 'c',
  reason: 'first_attempt',
  outcome,
  counted: true,
  callBackAt: null,
  claimedAt,
  dialledAt: claimedAt,
  answeredAt: null,
  endedAt: claimedAt + 30_000,
})

let plan: CampaignPlan
beforeAll(async () => {
  const loaded = loadCampaigns(await readCampaignFiles('campaigns-yaml'))
  const source = readFileSync('campaigns-yaml/confirmations.yaml', 'utf8')
  const plans = createPlanSource({ campaigns: () => loaded, scenarios: () => scenarios, speaking: createSpeaking() })
  const made = plans({ campaign: 'confirmations', hash: 'v', source, document: {}, savedAt: 0 })
  if (made === undefined) throw new Error('the shipped campaign cannot be used')
  plan = made
})
const sequelOf = (
  decision: ReturnType<CampaignPlan['decide']>,
  ended?: { attempt: AttemptRecord; outcome: string },
  history = NOTHING,
  now = MONDAY,
) => plan.sequelOf({ contact, history, decision, now, ...(ended === undefined ? {} : { ended: { ...ended, values: {} } }) })

describe('the plan of a campaign file', () => {
  it('sends the reminder first, in the language and with the data of the contact, and waits for what comes of it', () => {
    const decision = plan.decide(contact, NOTHING, MONDAY)
    expect(decision).toMatchObject({ kind: 'wait', reason: 'message_first', dueAt: MONDAY + 6 * HOUR })
    const { messages, letters } = sequelOf(decision)
    expect(messages).toMatchObject([
      { channel: 'sms', template: 'reminder', address: '+48600000201', state: 'queued', direction: 'out' },
    ])
    expect(messages[0]?.body).toMatch(/: przypominamy o wizycie 13\.05\.2027 10:30\. Prosimy odpisać TAK/)
    expect(letters).toMatchObject([{ kind: 'message', stream: 'person-1', payload: { message: messages[0]?.id }, dueAt: MONDAY }])
  })
  it('calls when nothing has come of it, and not the variant that gets no message', () => {
    const sent = {
      direction: 'out',
      channel: 'sms',
      template: 'reminder',
      state: 'sent',
      meaning: null,
      callAt: null,
      createdAt: MONDAY,
    } as const
    expect(plan.decide(contact, { ...NOTHING, messages: [sent] }, MONDAY + 7 * HOUR)).toMatchObject({
      kind: 'call',
      number: '+48600000201',
    })
    expect(plan.decide({ ...contact, variant: 'B' }, NOTHING, MONDAY)).toMatchObject({ kind: 'call', reason: 'first_attempt' })
  })
  it('waits for the hours of law and campaign', () => {
    const early = plan.decide({ ...contact, variant: 'B' }, NOTHING, MONDAY - 5 * HOUR)
    expect(early).toMatchObject({ kind: 'wait', reason: 'outside_hours', dueAt: MONDAY - HOUR })
    expect(plan.isAllowedAt(contact, MONDAY - HOUR - 1)).toBe(false)
    expect(plan.isAllowedAt(contact, MONDAY - HOUR)).toBe(true)
    expect(plan.isAllowedAt({ ...contact, zone: 'Nowhere/Known' }, MONDAY)).toBe(false)
  })
  it('finishes whom a call reached, and sends the summary', () => {
    const attempt = attemptOf('confirmed')
    const history = { ...NOTHING, attempts: [attempt] }
    const decision = plan.decide(contact, history, MONDAY + HOUR)
    expect(decision).toMatchObject({ kind: 'finish', outcome: 'confirmed' })
    expect(sequelOf(decision, { attempt, outcome: 'confirmed' }, history).messages.map(message => message.template)).toEqual([
      'summary',
    ])
  })
  it('sends nothing to whom does not want it, and nothing at night', () => {
    const attempt = attemptOf('confirmed')
    const optOut = { subjectKind: 'person', subject: 'person-1', purpose: '*', channel: 'sms', at: MONDAY } as const
    const history = { ...NOTHING, attempts: [attempt], optOuts: [optOut] }
    const decision = plan.decide(contact, history, MONDAY + HOUR)
    expect(sequelOf(decision, { attempt, outcome: 'confirmed' }, history).messages).toEqual([])
    const night = sequelOf(decision, { attempt, outcome: 'confirmed' }, NOTHING, MONDAY + 15 * HOUR)
    expect(night.letters[0]?.dueAt).toBeGreaterThan(MONDAY + 20 * HOUR)
    expect(
      sequelOf({ kind: 'finish', outcome: 'opted_out', reason: 'opted_out' }, { attempt, outcome: 'opted_out' }).letters,
    ).toEqual([])
  })
  it('gives whom nobody reached to a person, with a last message', () => {
    const attempts = [0, 1, 2, 3].map(day => attemptOf('no_answer', MONDAY - (4 - day) * 24 * HOUR))
    const history = { ...NOTHING, attempts }
    const decision = plan.decide(contact, history, MONDAY)
    expect(decision).toMatchObject({ kind: 'worklist', reason: 'attempts_used' })
    const { messages, tasks } = sequelOf(decision, { attempt: attemptOf('no_answer'), outcome: 'no_answer' }, history)
    expect(messages.map(message => message.template)).toEqual(['please_confirm'])
    expect(tasks).toMatchObject([{ kind: 'worklist', contact: 'contact-1', reason: 'attempts_used', state: 'open' }])
  })
  it('counts what rang at the patient, and no fault of the line or of ours', () => {
    const counted = ['confirmed', 'no_answer', 'busy', 'voicemail', 'hung_up', 'unknown'].map(outcome => plan.isCounted(outcome))
    expect(counted).toEqual([true, true, true, true, true, true])
    expect(
      ['trunk_fault', 'congestion', 'bot_fault', 'withdrawn', 'invalid_number'].map(outcome => plan.isCounted(outcome)),
    ).toEqual(Array(5).fill(false))
  })
  it('hands data over in the form that the scenario reads', () => {
    const raw = plan.contactOf(contact)
    expect(raw).toMatchObject({ appointment: { at: '2027-05-13T08:30:00.000Z' } })
    expect(readContact(scenario?.gets ?? {}, JSON.parse(JSON.stringify(raw)), 'Europe/Warsaw')).toEqual({
      kind: 'contact',
      data: contact.data,
    })
  })
  it('is none where the scenario, the law or the file cannot be used', () => {
    const loaded = loadCampaigns(new Map())
    const source = readFileSync('campaigns-yaml/confirmations.yaml', 'utf8')
    const version = { campaign: 'confirmations', hash: 'v', source, document: {}, savedAt: 0 }
    const speaking = createSpeaking()
    expect(createPlanSource({ campaigns: () => loaded, scenarios: () => scenarios, speaking })(version)).toBeUndefined()
    expect(createPlanSource({ campaigns: () => loaded, scenarios: () => new Map(), speaking })(version)).toBeUndefined()
    expect(
      createPlanSource({ campaigns: () => loaded, scenarios: () => scenarios, speaking })({ ...version, source: 'campaign: [' }),
    ).toBeUndefined()
  })
})
