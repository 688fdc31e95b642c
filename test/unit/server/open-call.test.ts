import { describe, expect, it } from 'vitest'
import type { JournalEntry, Telephone } from '../../../src/engine/call/index.ts'
import type { ConversationResult } from '../../../src/engine/campaigns/dialler/index.ts'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import type { SessionInfo } from '../../../src/engine/jambonz/index.ts'
import { NO_JOURNAL } from '../../../src/server/calls/call-journal.ts'
import { type CallSurroundings, createSwitchboard } from '../../../src/server/calls/open-call.ts'
import { SORRY } from '../../../src/server/calls/sorry.ts'
import { createLog } from '../../../src/server/log.ts'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'
import { understanding } from '../../learned.ts'

const { scenarios } = await compileFolder('scenarios-yaml')
const telephone: Telephone = { turn: () => undefined, transfer: () => undefined, hangUp: () => undefined }

const open = (info: Partial<SessionInfo>, more: Partial<CallSurroundings> = {}) => {
  const lines: string[] = []
  const journal: JournalEntry[] = []
  const clock = createVirtualClock(Date.UTC(2027, 2, 1, 9))
  const switchboard = createSwitchboard({
    clock,
    understanding,
    speaking: createSpeaking(),
    services: { call: () => ({ result: 'done', values: {} }) },
    messages: { send: () => undefined },
    log: createLog('debug', { write: line => lines.push(line) }, false),
    scenarios: () => scenarios,
    openJournal: () => ({ ...NO_JOURNAL, write: entry => journal.push(entry) }),
    ...more,
  })
  const opened = switchboard.open(
    { callId: 'c1', direction: 'outbound', from: '48600000100', to: '48600000201', ...info },
    telephone,
  )
  return { opened, switchboard, clock, journal, log: lines.join('') }
}
const contact = { patient: { name: 'Anna Nowak', phone: '+48600000201' } }

describe('a call that jambonz announces', () => {
  it('is held with the scenario, language and contact of its tag', () => {
    const { opened, switchboard, journal, log } = open({ tag: { scenario: 'satisfaction-survey', contact } })
    if ('refuse' in opened) throw new Error(opened.refuse)
    expect(switchboard.live).toBe(1)
    opened.start()
    expect(journal[0]).toMatchObject({ kind: 'began', scenario: 'satisfaction-survey', language: 'pl', direction: 'outbound' })
    expect(log).toContain('call began')
    expect(log).not.toMatch(/Nowak|600000201/)
  })
  it('is held by the line that was dialled', () => {
    const { opened } = open({
      direction: 'inbound',
      line: { number: '+48600000100', scenario: 'home-visit-request', isOpen: true },
    })
    expect(opened).not.toHaveProperty('refuse')
  })
  it.each<[string, Partial<SessionInfo>]>([
    ['the tag of the call names no scenario', {}],
    ['the number is not in lines.yaml', { direction: 'inbound' }],
    ['there is no such scenario, or it has errors', { tag: { scenario: 'nothing', contact } }],
    ['the scenario does not speak the language asked for', { tag: { scenario: 'satisfaction-survey', language: 'xx', contact } }],
    [
      'the contact does not fit what the scenario gets',
      { tag: { scenario: 'satisfaction-survey', contact: { patient: { name: 'Anna Nowak' } } } },
    ],
    [
      'the line is closed now',
      { direction: 'inbound', line: { number: '+48600000100', scenario: 'home-visit-request', isOpen: false } },
    ],
  ])('is refused because %s, without a word of personal data in the log', (reason, info) => {
    const { opened, switchboard, log } = open(info)
    expect(opened).toMatchObject({ refuse: reason })
    expect(switchboard.live).toBe(0)
    expect(log).toContain(reason)
    expect(log).not.toMatch(/Nowak|600000201/)
  })
  it('is told so in its own language when it is refused', () => {
    const { opened } = open({
      direction: 'inbound',
      line: { number: '+48600000100', scenario: 'home-visit-request', language: 'pl', isOpen: false },
    })
    expect(opened).toMatchObject({ say: { language: 'pl', text: SORRY.pl } })
  })
  it('hears what a closed line announces in place of the apology', () => {
    const announcement = { pl: 'W piątek przychodnia jest nieczynna.' }
    const line = { number: '+48600000100', scenario: 'home-visit-request', language: 'pl', isOpen: false, announcement } as const
    expect(open({ direction: 'inbound', line }).opened).toMatchObject({ say: { text: announcement.pl } })
  })
  it('counts until it has ended', async () => {
    const { opened, switchboard, clock, journal } = open({ tag: { scenario: 'satisfaction-survey', contact } })
    if ('refuse' in opened) throw new Error(opened.refuse)
    opened.start()
    opened.receive({ kind: 'hangup', by: 'caller' })
    const idle = switchboard.whenIdle()
    clock.settle(idle)
    await clock.runUntil(() => switchboard.live === 0)
    await idle
    expect(switchboard.live).toBe(0)
    expect(journal.at(-1)).toMatchObject({ kind: 'ended' })
  })
})

describe('a call that was made under an attempt', () => {
  const made = () => {
    const results: ConversationResult[] = []
    const held = open(
      { tag: { scenario: 'satisfaction-survey', attempt: 'a-1', contact } },
      { hearResult: result => results.push(result) },
    )
    if ('refuse' in held.opened) throw new Error(held.opened.refuse)
    held.opened.start()
    return { ...held, opened: held.opened, results }
  }
  it('tells its result once, with the attempt', () => {
    const { opened, results, clock, switchboard } = made()
    opened.receive({ kind: 'hangup', by: 'caller' })
    clock.advanceTo(clock.now() + 1000)
    const about = { attempt: 'a-1', callId: 'c1', scenario: 'satisfaction-survey', language: 'pl' }
    expect(results).toMatchObject([{ ...about, outcome: 'hung_up_early', values: {} }])
    expect(switchboard.wrapUp('a-1')).toBe(false)
  })
  it('is ended politely by its attempt', () => {
    const { results, clock, switchboard, journal } = made()
    expect(switchboard.wrapUp('other')).toBe(false)
    expect(switchboard.wrapUp('a-1')).toBe(true)
    expect(journal.at(-1)).toMatchObject({ kind: 'prompt', form: 'sorry' })
    clock.advanceTo(clock.now() + 60_000)
    expect(results).toMatchObject([{ attempt: 'a-1', outcome: 'withdrawn' }])
  })
})
