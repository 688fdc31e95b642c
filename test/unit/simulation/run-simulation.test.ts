import { expect, test } from 'vitest'
import type { Heard, Understanding } from '../../../src/engine/call/index.ts'
import { readLines } from '../../../src/engine/jambonz/index.ts'
import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'
import { runSimulation } from '../../../src/simulation/run/run-simulation.ts'
import type { SimulationResult } from '../../../src/simulation/run/run-simulation.ts'
import { readSimulation } from '../../../src/simulation/script/read-simulation.ts'
import { compileTiny, createTinyWorld, writeSimulation } from './tiny-clinic.ts'

const tiny = compileTiny()
const world = createTinyWorld()
async function run(rest: string, scenario: CompiledScenario = tiny): Promise<SimulationResult> {
  const { simulation, findings } = readSimulation('a.yaml', writeSimulation(rest))
  if (simulation === undefined) throw new Error(findings.map(one => one.message).join('\n'))
  return runSimulation(simulation, scenario, 'pl', world)
}
const faults = (result: SimulationResult): string[] =>
  result.failures.map(one => `${one.line}: ${one.message} | ${one.expected ?? ''} | ${one.heard ?? ''}`)

const MOVED = `
call:
  - bot: visit
  - interrupts: { says: who_is_it, at: 60% }
  - bot: anytime.who_is_it
  - bot: visit
  - silent: 6s
  - bot: visit / repeat
  - says: { move: "przełóżmy wizytę" }
  - bot: pick
  - says: "w piątek o dziesiątej"
  - bot: { step: moved, says: przełożona }
check:
  outcome: moved
  values: { new_time: "2026-05-08T10:00" }
  services: [free_times, move_visit]
  sent: ["Nowy termin"]
  heard_never: ["Nie ma wolnych terminów"]
  longest_silence: 6s
`

test('a whole call: interruption, return, silence, service, choice, message', async () => {
  const result = await run(MOVED)
  expect(faults(result)).toEqual([])
  expect(result).toMatchObject({ outcome: 'moved', values: { new_time: Date.parse('2026-05-08T10:00:00+02:00') } })
})

test('every run is the same run', async () => {
  expect(await run(MOVED)).toEqual(await run(MOVED))
})

test('the transcript has both sides with times, and says where a prompt was cut', async () => {
  const { transcript } = await run(MOVED)
  const first = transcript.filter(line => line.who !== 'clinic').slice(0, 3)
  expect(first.map(line => [line.who, line.step])).toEqual([
    ['bot', 'visit'],
    ['caller', undefined],
    ['bot', 'anytime.who_is_it'],
  ])
  expect(first[0]?.heardShare).toBeGreaterThan(0.55)
  expect(first[0]?.heardShare).toBeLessThan(0.75)
  expect(transcript.map(line => line.atMs)).toEqual(transcript.map(line => line.atMs).sort((a, b) => a - b))
})

test.each([
  [
    'another step than listed',
    '  - bot: visit\n  - says: agree\n  - bot: pick',
    /^12: The bot said something else than pick.*\| pick \| bye: Dziękuję/,
  ],
  ['another form than listed', '  - bot: visit / repeat', /^10: The bot said something else.*\| visit \/ repeat \| visit: Tu/],
  [
    'a prompt that never comes',
    '  - bot: visit\n  - says: agree\n  - bot: bye\n  - bot: visit',
    /^13: The bot did not come to visit.*the call ended with confirmed/,
  ],
  [
    'other words than listed',
    '  - bot: { step: visit, says: jutro }\n  - says: agree\n  - bot: bye',
    /^10: The bot did not say the words/,
  ],
  [
    'words taken for another meaning',
    '  - bot: visit\n  - says: { move: "tak" }\n  - bot: bye',
    /^11: "tak" was not understood as "move"\. \| move \| agree/,
  ],
  [
    'a caller who speaks too late',
    '  - bot: visit\n  - says: agree\n  - says: agree',
    /^12: The (bot went on|call ended) before/,
  ],
  ['a question after the last line', '  - bot: visit', /^10: The bot asked on after the last line.*visit/],
  [
    'words in a language that has none',
    '  - bot: visit\n  - says: { uk: "так" }',
    /^11: The caller cannot say this: there are no words in pl/,
  ],
  ['a meaning without words', '  - bot: visit\n  - says: { meaning: sing }', /^11: The caller cannot say this: neither/],
])('fails on %s', async (_name, lines, expected) => {
  const result = await run(`call:\n${lines}`)
  expect(faults(result)[0]).toMatch(expected)
})

test('a failure says what decided: words and what they were taken for, or a key and no words', async () => {
  const [words] = faults(await run('call:\n  - bot: visit\n  - says: move\n  - bot: pick\n  - says: "w piątek"\n  - bot: bye'))
  expect(words).toMatch(/decided at pick: chosen, because .*; the last words "w piątek" were taken for .*an option/)
  const [key] = faults(
    await run(
      'call:\n  - bot: visit\n  - says: who_is_it\n  - bot: anytime.who_is_it\n  - bot: visit\n  - keys: "2"\n  - bot: bye',
    ),
  )
  expect(key).toMatch(/decided at visit: move, because /)
  expect(key).not.toMatch(/last words/)
})

test('in the transcript a key stands before the service that it triggers', async () => {
  const { transcript } = await run('call:\n  - bot: visit\n  - keys: "2"\n  - bot: pick\n  - hangs_up: true')
  const [key, called] = [
    transcript.findIndex(line => line.text === '[2]'),
    transcript.findIndex(line => line.step === 'free_times'),
  ]
  expect(transcript[key]?.atMs).toBe(transcript[called]?.atMs)
  expect(key).toBeLessThan(called)
})

test.each([
  ['outcome: moved', /The call ended otherwise\. \| moved \| confirmed/],
  ['never: [free_times]', /The service free_times was called/],
  ['services: [move_visit]', /Other services were called\. \| move_visit \| none/],
  ['values: { new_time: "2026-05-08T10:00" }', /The call gave another new_time.*\| nothing/],
  ['sent: [termin]', /No message holds these words\. \| termin \| nothing was sent/],
  ['heard_never: [do widzenia]', /must never say/],
  ['longest_silence: 200ms', /Neither side spoke for too long\. \| at most 0.2 s \| 0.7 s/],
])('check %s fails when it is not so', async (check, expected) => {
  const call = check.startsWith('never')
    ? '  - bot: visit\n  - says: move\n  - bot: pick\n  - hangs_up: true'
    : '  - bot: visit\n  - says: agree\n  - bot: bye'
  expect(faults(await run(`call:\n${call}\ncheck: { ${check} }`)).join('\n')).toMatch(expected)
})

test('services answer as scripted: slow, failing, empty, another result', async () => {
  const ask = '  - bot: visit\n  - says: move\n'
  const head = (services: string) => `
simulation: a test
scenario: tiny
contact: { patient: { name: Anna Nowak, phone: "+48600000201" }, appointment: { id: A1, at: "2026-05-06T08:30" } }
services: ${services}
call:
${ask}`
  const play = async (services: string, rest: string): Promise<SimulationResult> => {
    const { simulation } = readSimulation('a.yaml', head(services) + rest)
    if (simulation === undefined) throw new Error('unreadable')
    return runSimulation(simulation, tiny, 'pl', world)
  }
  const none = '  - bot: no_times\ncheck: { outcome: silent }\n'
  expect(faults(await play('{ free_times: { fails: true } }', none))).toEqual([])
  expect(faults(await play('{ free_times: { gives: [] } }', none))).toEqual([])
  const slow = await play('{ free_times: { gives: ["2026-05-07T09:00"], takes: 9s } }', `  - bot: times / filler\n${none}`)
  expect(faults(slow)).toEqual([])
  const inTime = await play(
    '{ free_times: { gives: ["2026-05-07T09:00"], takes: 3s } }',
    '  - bot: pick\n  - hangs_up: true\ncheck: { outcome: hung_up }\n',
  )
  expect(faults(inTime)).toEqual([])
  const taken = await play(
    '{ free_times: [{ gives: ["2026-05-07T09:00"] }, { gives: [] }], move_visit: { result: taken } }',
    `  - bot: pick\n  - says: "w czwartek"\n${none}`,
  )
  expect(faults(taken)).toEqual([])
})

test('keys, mumbling, noise, hanging up, voicemail, a dropped socket', async () => {
  expect(faults(await run('call:\n  - bot: visit\n  - keys: "1"\n  - bot: bye\ncheck: { outcome: confirmed }'))).toEqual([])
  expect(
    faults(
      await run(
        'call:\n  - bot: visit\n  - mumbles: true\n  - bot: visit / repeat\n  - noise: true\n  - says: agree\n  - bot: bye',
      ),
    ),
  ).toEqual([])
  expect((await run('call:\n  - bot: visit\n  - hangs_up: true')).outcome).toMatch(/^hung_up/)
  expect(
    faults(
      await run('call:\n  - bot: visit\n  - answered_by: voicemail\n  - bot: answered_by.voicemail\ncheck: { outcome: silent }'),
    ),
  ).toEqual([])
  expect(
    faults(
      await run(
        'call:\n  - bot: visit\n  - drops_socket: true\n  - says: { agree: tak, after: 2s }\n  - bot: bye\ncheck: { outcome: confirmed }',
      ),
    ),
  ).toEqual([])
})

test.each(['nobody', 'human', 'fax'])(
  'the detector can say %s, which no rule knows: it is written down, and the call goes on',
  async by => {
    const result = await run(
      `call:\n  - bot: visit\n  - answered_by: ${by}\n  - says: agree\n  - bot: bye\ncheck: { outcome: confirmed }`,
    )
    expect(faults(result)).toEqual([])
    expect(result.journal.filter(entry => entry.kind === 'ignored')).toHaveLength(1)
  },
)

test('what no detector says and no lexicon has words for is a failure of the simulation', async () => {
  expect(faults(await run('call:\n  - bot: visit\n  - answered_by: parrot\n  - bot: visit'))[0]).toMatch(
    /^11: The caller cannot say this/,
  )
})

test('lines answer as scripted', async () => {
  const text = (result: string) =>
    `lines: { reception: ${result} }\ncall:\n  - bot: visit\n  - says: operator\n  - bot: anytime.operator\n`
  expect(faults(await run(`${text('bridged')}check: { outcome: handed_over }`))).toEqual([])
  expect(faults(await run(`${text('busy')}  - bot: anytime.sorry\ncheck: { outcome: silent }`))).toEqual([])
})

test('a silent caller to the end', async () => {
  const result = await run('call:\n  - bot: visit\n  - silent: to the end\ncheck: { outcome: silent }')
  expect(faults(result)).toEqual([])
})

test('time stands while an understanding outside is asked', async () => {
  const slow: Understanding = {
    hear: (hypotheses, context) =>
      new Promise(resolve => setTimeout(() => resolve(world.understanding.hear(hypotheses, context) as Heard), 2)),
  }
  const { simulation } = readSimulation('a.yaml', writeSimulation(MOVED))
  if (simulation === undefined) throw new Error('unreadable')
  const result = await runSimulation(simulation, tiny, 'pl', { ...world, understanding: slow })
  expect(faults(result)).toEqual([])
  expect(result.durationMs).toBe((await run(MOVED)).durationMs)
})

test('a line that nobody knows is a failure of the simulation', async () => {
  const { simulation } = readSimulation(
    'a.yaml',
    writeSimulation('call:\n  - bot: visit\n  - says: operator\n  - bot: anytime.operator\n'),
  )
  if (simulation === undefined) throw new Error('unreadable')
  const result = await runSimulation(simulation, tiny, 'pl', { ...world, lines: readLines('').lines })
  expect(faults(result).join('\n')).toMatch(/A transfer has no entry in lines.yaml/)
})
