import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { loadCampaigns } from '../../src/engine/campaigns/index.ts'
import { createRestClient } from '../../src/engine/jambonz/rest/index.ts'
import { createMemoryMessages } from '../../src/engine/messages/index.ts'
import { createSpeaking } from '../../src/engine/speaking/index.ts'
import { openStore } from '../../src/engine/store/index.ts'
import { readContact } from '../../src/scenarios/contact/index.ts'
import { makeVersion } from '../../src/server/campaigns/live-campaigns.ts'
import { createPlanSource } from '../../src/server/campaigns/plan-source.ts'
import { createLog } from '../../src/server/log.ts'
import { readSettings } from '../../src/server/settings/index.ts'
import { startServer } from '../../src/server/start-server.ts'
import { readCampaignFiles } from '../../src/server/workspace/read-campaign-files.ts'
import { readSurroundings } from '../../src/server/workspace/read-surroundings.ts'
import { compileFolder } from '../../src/server/workspace/compile-folder.ts'
import { createJambonzServer, sendStatus, type StandInCall } from '../../src/simulation/jambonz-server/index.ts'

/** A Monday, 10:00 in Warsaw: the law lets nobody be called at the hour of a test. */
const MONDAY = Date.UTC(2027, 4, 10, 8)
const began = Date.now()
const clock = {
  now: () => MONDAY + (Date.now() - began) * 5,
  setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, ms / 5),
  clearTimeout: (timer: unknown): void => clearTimeout(timer as NodeJS.Timeout),
}
const ACCESS = { accountSid: 'acc', apiKey: 'key', applicationSid: 'app' }
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Somebody who takes the call up, hears the first words, and hangs up. */
function holdBriefly(url: string, call: StandInCall): void {
  const socket = new WebSocket(url, 'ws.jambonz.org')
  const info = { call_sid: call.callSid, direction: 'outbound', to: call.created.to, customerData: call.created.tag }
  const data = { ...info, call_status: 'in-progress', sip_status: 200 }
  socket.on('open', () => socket.send(JSON.stringify({ type: 'session:new', msgid: 'new', call_sid: call.callSid, data })))
  socket.on('message', frame => {
    if (!(frame as Buffer).toString().includes('"gather"')) return
    call.hangUp()
    const over = { ...info, call_status: 'completed', call_termination_by: 'caller' }
    socket.send(JSON.stringify({ type: 'call:status', call_sid: call.callSid, data: over }))
    socket.close(1000)
  })
}

async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-campaign-'))
  const { scenarios } = await compileFolder('scenarios-yaml')
  const { settings } = readSettings({
    flags: { port: '0', data: folder, 'log-level': 'silent' },
    env: { JAMBONZ_WEBHOOK_SECRET: 'wh' },
    folder: process.cwd(),
  })
  const store = await openStore(join(folder, 'trucada.db'))
  closing.push(() => store.close())
  const sides = [
    { kind: 'answers', afterMs: 500, talkMs: 120_000 },
    { kind: 'refuses', sipStatus: 486, afterMs: 500 },
  ] as const
  let url = ''
  const jambonz = await createJambonzServer({
    ...ACCESS,
    clock,
    answer: ({ to }) => sides[Number(to.at(-1))] ?? sides[0],
    tell(info, call) {
      void sendStatus(
        { url: url.replace('ws:', 'http:').replace('/calls', '/statuses'), secret: 'wh', now: () => clock.now() },
        info,
      )
      if (info['call_status'] === 'in-progress') holdBriefly(url, call)
    },
  })
  closing.push(() => jambonz.close())
  const loaded = loadCampaigns(await readCampaignFiles('campaigns-yaml'))
  const source = readFileSync('campaigns-yaml/confirmations.yaml', 'utf8')
  await store.campaigns.saveVersion(makeVersion('confirmations', source, clock.now()))
  await store.campaigns.setState('confirmations', 'running', clock.now())
  const around = await readSurroundings(settings)
  const messages = createMemoryMessages()
  const server = await startServer({
    settings,
    clock,
    log: createLog('silent', { write: () => undefined }, false),
    scenarios: () => scenarios,
    surroundings: () => around,
    messages,
    campaigns: {
      store,
      rest: createRestClient({ ...ACCESS, url: jambonz.url, clock }),
      plans: createPlanSource({ campaigns: () => loaded, scenarios: () => scenarios, speaking: createSpeaking() }),
    },
  })
  closing.push(() => server.close())
  url = server.url
  const gets = scenarios.get('appointment-confirmation')?.gets ?? {}
  const add = async (index: number, variant: string): Promise<void> => {
    const phone = `+4860000020${index}`
    const read = readContact(
      gets,
      {
        patient: { name: 'Anna Nowak', phone },
        appointment: {
          id: `V${index}`,
          at: '2027-05-13T10:30',
          doctor: 'Ewa Zielińska',
          specialty: 'poradnia kardiologiczna',
          place: 'pierwsze piętro',
        },
      },
      'Europe/Warsaw',
    )
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems))
    const person = {
      id: `person-${index}`,
      key: `${index}`,
      name: null,
      language: 'pl',
      zone: 'Europe/Warsaw',
      numbers: [{ number: phone, kind: 'mobile' }],
    }
    await store.people.add([person], clock.now())
    const contact = {
      id: `contact-${index}`,
      campaign: 'confirmations',
      person: person.id,
      subject: '',
      numbers: [phone],
      zone: 'Europe/Warsaw',
      language: 'pl',
      data: read.data,
      variant,
      priority: 0,
      deadlineAt: null,
      dueAt: clock.now(),
      reason: 'new',
      importId: null,
      line: null,
    }
    await store.contacts.add([contact], clock.now())
  }
  return { store, add, jambonz, messages }
}

describe('a server that makes the calls of a campaign', () => {
  it('dials, holds the conversation of each under its attempt, and records what came of it', { timeout: 30_000 }, async () => {
    const { store, add, jambonz } = await start()
    await add(0, 'B')
    await add(1, 'B')
    const outcomesOf = async (contact: string) => (await store.attempts.listOfContact(contact)).map(attempt => attempt.outcome)
    await vi.waitFor(
      async () => expect([await outcomesOf('contact-0'), await outcomesOf('contact-1')]).toEqual([['hung_up_early'], ['busy']]),
      15_000,
    )
    const [attempt] = await store.attempts.listOfContact('contact-0')
    const [call] = await store.calls.listOfAttempt(attempt?.id ?? '')
    expect(call).toMatchObject({
      id: attempt?.callSid,
      scenario: 'appointment-confirmation',
      language: 'pl',
      outcome: 'hung_up_early',
      direction: 'outbound',
    })
    expect(call?.journal).toMatch(/^calls\/.*\.jsonl$/)
    expect((await store.contacts.find('contact-1'))?.reason).toBe('after_rule')
    expect(jambonz.calls.size).toBe(2)
  })
  it('sends the message that goes first, and calls nobody meanwhile', { timeout: 30_000 }, async () => {
    const { store, add, jambonz, messages } = await start()
    await add(0, 'A')
    await vi.waitFor(() => expect(messages.sent).toHaveLength(1), 15_000)
    expect(messages.sent[0]).toMatchObject({ channel: 'sms', to: '+48600000200' })
    expect(messages.sent[0]?.text).toContain('przypominamy o wizycie 13.05.2027 10:30')
    await vi.waitFor(async () => expect((await store.messages.listOfContact('contact-0'))[0]?.state).toBe('sent'), 5000)
    expect(jambonz.calls.size).toBe(0)
  })
})
