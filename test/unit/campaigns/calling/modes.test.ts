import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makeCampaignPlan } from '../../../../src/engine/campaigns/calling/index.ts'
import { createPolicies, loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { acceptPreview } from '../../../../src/engine/campaigns/preview/index.ts'
import { readLines } from '../../../../src/engine/jambonz/index.ts'
import { createSpeaking } from '../../../../src/engine/speaking/index.ts'
import { HOUR, MONDAY, openCallbackWorld } from '../callbacks/callback-world.ts'

const { lines } = readLines(`
lines:
  "+48600000110": { queue: nurses, agents: ["+48600000121", "+48600000122"] }
transfers:
  reception: { rota: [{ hours: 08:00-16:00, to: ["+48600000101", "+48600000102"] }, { days: sat, to: "+48600000103" }] }
  nurses: { queue: nurses, hours: { mon-fri: 08:00-12:00 } }
`)
const { scenario, store } = await openCallbackWorld()

const open = (mode: string, now = MONDAY) => {
  const country = readFileSync('campaigns-yaml/countries/pl.yaml', 'utf8')
  const text = `
campaign: may
purpose: care_reminder
country: PL
scenario: back
from: "+48221234567"
contacts: { file: patients.csv }
pace: { at_once: 20 }
${mode}
`
  const { campaigns, countries } = loadCampaigns(
    new Map([
      ['countries/pl.yaml', country],
      ['may.yaml', text],
    ]),
  )
  const campaign = campaigns.get('may')
  const policies = campaign && createPolicies(campaign, countries)
  if (campaign === undefined || policies === undefined) throw new Error('the test has no campaign')
  const known = { ...lines, countAgents: (name: string) => lines.countAgents(name, now) }
  const about = { campaign, policies, scenario, messages: new Map(), countries, speaking: createSpeaking() }
  const plan = makeCampaignPlan({ ...about, lines: () => known })
  if (plan === undefined) throw new Error('the test has no plan')
  return plan
}

describe('a campaign whose calls agents take', () => {
  it('calls as many people as agents are on duty', () => {
    const atOnce = (mode: string, now?: number): number | undefined => open(mode, now).pace.agents?.atOnce
    expect(open('mode: robot').pace).toMatchObject({ atOnce: 20 })
    expect(atOnce('mode: robot')).toBeUndefined()
    expect(open('mode: progressive\nagents: reception').pace).toMatchObject({ atOnce: 20, agents: { name: 'reception' } })
    expect(atOnce('mode: progressive\nagents: reception')).toBe(2)
    expect(atOnce('mode: progressive\nagents: reception', MONDAY + 7 * HOUR)).toBe(0)
    expect(atOnce('mode: progressive\nagents: nurses')).toBe(2)
    expect(atOnce('mode: progressive\nagents: nurses', MONDAY + 4 * HOUR)).toBe(0)
    expect(atOnce('mode: progressive\nagents: nobody')).toBe(0)
  })
  it('waits for an agent who has seen the contact, and calls when one has accepted it', async () => {
    const plan = open('mode: preview\nagents: reception')
    await store.people.add(
      [{ id: 'p', key: 'p', name: null, language: null, zone: null, numbers: [{ number: '+48600000201', kind: 'mobile' }] }],
      MONDAY,
    )
    const about = { campaign: 'may', person: 'p', subject: '', numbers: ['+48600000201'], zone: 'Europe/Warsaw', language: 'pl' }
    const rest = { data: {}, variant: null, priority: 0, deadlineAt: null, reason: 'new', importId: null, line: null }
    await store.contacts.add([{ ...about, ...rest, id: 'c', dueAt: MONDAY }], MONDAY)
    const look = async () => {
      const contact = await store.contacts.find('c')
      const history = contact && (await store.readHistories([contact])).get('c')
      if (contact === undefined || history === undefined) throw new Error('no contact')
      const decision = plan.decide(contact, history, MONDAY)
      return { decision, tasks: plan.sequelOf({ contact, history, decision, now: MONDAY }).tasks }
    }
    const first = await look()
    expect(first.decision).toMatchObject({ kind: 'wait', reason: 'preview' })
    for (const task of first.tasks) await store.tasks.add(task)
    await store.contacts.plan('c', { state: 'waiting', dueAt: MONDAY + HOUR, reason: 'preview' }, MONDAY)
    expect((await look()).tasks).toEqual([])
    const [task] = await store.tasks.list({ kind: 'preview' })
    expect(await acceptPreview(store, 'nothing', 'Ewa', MONDAY)).toBe('unknown')
    expect(await acceptPreview(store, task?.id ?? '', 'Ewa', MONDAY)).toBe('accepted')
    expect(await acceptPreview(store, task?.id ?? '', 'Adam', MONDAY)).toBe('taken')
    expect((await look()).decision).toMatchObject({ kind: 'call', number: '+48600000201' })
    expect(await store.tasks.find(task?.id ?? '')).toMatchObject({ state: 'done', assignee: 'Ewa' })
    expect((await store.contacts.find('c'))?.dueAt).toBe(MONDAY)
  })
})
