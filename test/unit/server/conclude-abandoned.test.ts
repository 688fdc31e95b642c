import { expect, it } from 'vitest'
import type { JournalEntry } from '../../../src/engine/call/index.ts'
import { KEPT_FORMAT } from '../../../src/engine/jambonz/kept-session.ts'
import { createMemoryMessages } from '../../../src/engine/messages/index.ts'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { createMemoryLiveCalls } from '../../../src/engine/store/live/index.ts'
import { compileWorkspace } from '../../../src/scenarios/index.ts'
import { NO_JOURNAL } from '../../../src/server/calls/call-journal.ts'
import { concludeAbandoned } from '../../../src/server/calls/conclude-abandoned.ts'
import { createSwitchboard, type Switchboard } from '../../../src/server/calls/open-call.ts'
import { createLog } from '../../../src/server/log.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'
import { readYamlFiles } from '../../../bench/read-files.ts'
import { understanding } from '../../learned.ts'

const { scenarios } = compileWorkspace(readYamlFiles('bench/chaos/workspace'))
const log = createLog('silent', { write: () => undefined }, false)
const clock = createVirtualClock(Date.parse('2026-05-04T08:00:00Z'))
const phone = { turn: () => undefined, transfer: () => undefined, hangUp: () => undefined }
const keep = (): Promise<boolean> => Promise.resolve(true)

function start(journal: JournalEntry[], known = scenarios): Switchboard {
  return createSwitchboard({
    clock,
    log,
    understanding,
    speaking: createSpeaking(),
    services: { call: () => new Promise(() => undefined) },
    messages: createMemoryMessages(),
    scenarios: () => known,
    openJournal: () => ({ ...NO_JOURNAL, write: entry => journal.push(entry) }),
    isKept: true,
  })
}
const tag = { scenario: 'visit', language: 'en', contact: { visit: { id: 'V' } } }
/** A call that one process held, as it was kept. */
function keepCall(): unknown {
  const opened = start([]).open({ callId: 'lost', direction: 'outbound', tag }, phone, keep)
  if ('refuse' in opened) throw new Error(opened.refuse)
  opened.start()
  return JSON.parse(JSON.stringify(opened.keep?.()))
}

it('gives a call that nobody holds its outcome and the end of its journal, once', async () => {
  const calls = createMemoryLiveCalls(() => clock.now())
  const { fence } = await calls.claim('lost')
  await calls.keep('lost', fence, JSON.stringify({ format: KEPT_FORMAT, call: keepCall() }))
  const journal: JournalEntry[] = []
  const switchboard = start(journal)
  expect(await concludeAbandoned(calls, switchboard, log)).toBe(0)
  clock.advanceTo(clock.now() + 6 * 60_000)
  expect(await Promise.all([concludeAbandoned(calls, switchboard, log), concludeAbandoned(calls, switchboard, log)])).toEqual([
    1, 0,
  ])
  clock.advanceTo(clock.now() + 10)
  expect(journal.map(({ kind }) => kind)).toEqual(['resumed', 'entered', 'hangup', 'entered', 'ended'])
  expect(switchboard.live).toBe(0)
})

it('forgets a call that it cannot read', async () => {
  const calls = createMemoryLiveCalls(() => clock.now())
  const { fence } = await calls.claim('odd')
  await calls.keep('odd', fence, 'nonsense')
  clock.advanceTo(clock.now() + 6 * 60_000)
  expect(await concludeAbandoned(calls, start([]), log)).toBe(1)
  expect((await calls.claim('odd')).state).toBeUndefined()
})

it('hands a call over to people when the version of its scenario is not here, and is sorry when there is none', () => {
  const kept = keepCall()
  const other = compileWorkspace(
    new Map(
      [...readYamlFiles('bench/chaos/workspace')].map(([file, text]) => [file, text.replace('Will you come', 'Do you come')]),
    ),
  )
  const journal: JournalEntry[] = []
  const info = { callId: 'lost', direction: 'outbound', tag } as const
  const opened = start(journal, other.scenarios).resume(info, phone, keep, kept)
  if ('refuse' in opened) throw new Error(opened.refuse)
  opened.start()
  clock.advanceTo(clock.now() + 10)
  expect(journal[0]).toMatchObject({ kind: 'resumed', scenario: 'changed' })
  expect(journal.at(-1)).toMatchObject({ kind: 'ended', result: { outcome: 'no_answer' } })
  expect(start([], new Map()).resume(info, phone, keep, kept)).toMatchObject({
    refuse: 'its scenario is not here',
    say: { language: 'en' },
  })
  expect(start([]).resume(info, phone, keep, undefined)).toMatchObject({
    refuse: 'nothing is known of it',
    say: { language: 'en', text: expect.stringContaining('cut off') as string },
  })
})
