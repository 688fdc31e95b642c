import { join } from 'node:path'
import type { Interface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { CliWorld } from '../../../src/cli/cli.ts'
import { describeEntry, showValue } from '../../../src/cli/talk/describe-entry.ts'
import { readTalkCommand } from '../../../src/cli/talk/read-command.ts'
import { createTalkScreen } from '../../../src/cli/talk/talk-screen.ts'
import { wrap } from '../../../src/cli/wrap.ts'
import { createFolder, PROJECT, runCli, startCli } from './run-cli.ts'

const SHIPPED = ['--scenarios', join(PROJECT, 'scenarios-yaml'), '--campaigns', join(PROJECT, 'campaigns-yaml')]
const talk = (scenario: string, input: readonly string[], ...options: string[]) =>
  runCli(['talk', scenario, '--fast', '12', ...SHIPPED, ...options], { folder: createFolder(), input })

describe('a talk by piped lines', { timeout: 60_000 }, () => {
  it('says each line when the robot has finished, shows both sides and why, and how it ended', async () => {
    const run = await talk('appointment-confirmation', ['tak', '/1', 'nie'])
    expect(run.code, run.err).toBe(0)
    const lines = run.out.split('\n')
    expect(lines.filter(line => line.startsWith('Robot')).length).toBeGreaterThan(3)
    expect(lines).toContain('You     tak')
    expect(lines).toContain('You     [1]')
    expect(run.out).toMatch(/· identity\.hello: agree \(100 %\), because /)
    expect(run.out).toContain('· confirm_visit is called with { id: V1 }')
    expect(lines.at(-2)).toBe('Outcome confirmed')
  })
  it('calls the line of a scenario that answers one', async () => {
    const run = await talk('home-visit-request', ['/hangup'])
    expect(run.out).toContain('(home-visit-request), pl, inbound')
    expect(run.out).toContain('· you hung up')
    expect(run.out).toMatch(/Outcome \w+\n$/)
  })
  it('is held by the scenario itself, whatever the hour and the language of its line', async () => {
    const line = '{ scenario: booking, language: pl, hours: { sun: 03:00-03:01 }, after_hours: after-hours }'
    const folder = createFolder({ 'campaigns/lines.yaml': `lines:\n  "+48600000110": ${line}\n` })
    const own = ['--scenarios', join(PROJECT, 'scenarios-yaml'), '--campaigns', join(folder, 'campaigns')]
    const [booking, afterHours] = await Promise.all(
      ['booking', 'after-hours'].map(name =>
        runCli(['talk', name, '--lang', 'en', '--fast', '12', ...own], { folder, input: ['/hangup'] }),
      ),
    )
    expect(booking?.out).toContain('(booking), en, inbound')
    expect(booking?.out).not.toContain('closed now')
    expect(afterHours?.out).toContain('(after-hours), en, inbound')
    expect(afterHours?.out).toContain('closed now')
  })
  it('hangs up when it is told to stop', async () => {
    const running = startCli(['talk', 'satisfaction-survey', '--fast', '12', ...SHIPPED], { folder: createFolder() })
    await expect.poll(() => running.out(), { timeout: 15_000 }).toContain('Robot')
    running.stop()
    const run = await running.ended
    expect(run.out).toContain('· you hung up')
  })
  it('takes digits for keys with --keys', async () => {
    const run = await talk('satisfaction-survey', ['1', '/hangup'], '--keys')
    expect(run.out).toContain('You     [1]')
  })
})

describe('a talk that cannot be held says why', () => {
  it.each([
    [['satisfacton-survey'], 'There is no scenario "satisfacton-survey".\n  help: Did you mean "satisfaction-survey"?'],
    [['satisfaction-survey', '--lang', 'xx'], 'does not speak "xx".\n  help: It speaks: pl'],
    [['satisfaction-survey', '--contact', 'nowhere.yaml'], 'The contact nowhere.yaml cannot be read (ENOENT)'],
    [['satisfaction-survey', '--fast', '99'], '--fast takes a number from 1 to 50'],
    [['satisfaction-survey', '--fast', '--url', 'ws://127.0.0.1:9/calls'], '--fast cannot hurry a server'],
  ])('%j', async (args, message) => {
    const run = await runCli(['talk', ...args, ...SHIPPED], { folder: createFolder() })
    expect(run.code).toBe(2)
    expect(run.err).toContain(message)
  })
  it('names every datum of a contact that does not fit', async () => {
    const folder = createFolder({ 'contact.yaml': 'patient: { name: 5, phon: "600000000" }\n' })
    const run = await runCli(['talk', 'satisfaction-survey', '--contact', 'contact.yaml', ...SHIPPED], { folder })
    expect(run.code).toBe(2)
    expect(run.err).toContain('The contact in contact.yaml does not fit the scenario "satisfaction-survey":')
    expect(run.err).toContain('patient.phon: The scenario does not get a datum of this name. Did you mean "phone"?')
    expect(run.err).toContain('patient.phone: It is required and missing.')
    expect(run.err).toContain('patient.name: ')
  })
  it('says that nobody answers at the address, and ends with 3', async () => {
    const run = await runCli(['talk', 'satisfaction-survey', '--url', 'ws://127.0.0.1:9/calls', ...SHIPPED], {
      folder: createFolder(),
    })
    expect(run.code).toBe(3)
    expect(run.err).toContain('No server answers calls at ws://127.0.0.1:9/calls')
    expect(run.err).toContain('trucada serve')
  })
})

describe('what is typed', () => {
  it.each([
    ['tak, proszę', { kind: 'say', text: 'tak, proszę' }],
    ['/12#', { kind: 'keys', digits: '12#' }],
    ['12', { kind: 'say', text: '12' }],
    ['/hangup', { kind: 'hangup' }],
    ['/silence', { kind: 'silence' }],
    ['/noise', { kind: 'noise' }],
    ['/answered-by voicemail', { kind: 'answered_by', by: 'voicemail' }],
    ['   ', { kind: 'nothing' }],
    ['/hangp', { kind: 'unknown', message: 'There is no /hangp. Did you mean /hangup?' }],
    ['/answered-by', { kind: 'unknown', message: 'Say who answered: /answered-by voicemail' }],
  ])('%j', (line, command) => expect(readTalkCommand(line, false)).toEqual(command))
  it('is keys when only keys are wanted', () => {
    expect(readTalkCommand('12', true)).toEqual({ kind: 'keys', digits: '12' })
  })
})

describe('what is shown', () => {
  it('takes away what was typed, however many rows it took, and prompts again', () => {
    const stdout = Object.assign(new PassThrough(), { columns: 40 })
    let prompts = 0
    const lines = { once: () => lines, setPrompt: () => undefined, prompt: () => (prompts += 1) } as unknown as Interface
    const world = { stdout } as unknown as CliWorld
    createTalkScreen(world, (_, text) => text, lines).typed('x'.repeat(50))
    const written: string[] = []
    for (let chunk: unknown = stdout.read(); chunk !== null; chunk = stdout.read()) written.push(String(chunk))
    expect(written.join('')).toBe('\u001b[2A\u001b[1G\u001b[0J')
    expect(prompts).toBe(1)
  })
  it('breaks lines at words, and leaves a long word whole', () => {
    expect(wrap('ala ma kota', 6)).toEqual(['ala ma', 'kota'])
    expect(wrap('x antidisestablishment y', 5)).toEqual(['x', 'antidisestablishment', 'y'])
  })
  it('shows moments by the clock of the clinic', () => {
    expect(showValue(Date.UTC(2027, 2, 10, 9, 30), 'Europe/Warsaw')).toBe('2027-03-10 10:30')
    expect(showValue({ name: 'a', n: 3, list: [], flag: true }, 'UTC')).toBe('{ name: a, n: 3, list: none, flag: true }')
  })
  it('leaves out what the screen shows anyway', () => {
    expect(describeEntry({ at: 0, kind: 'utterance', turn: '1', node: 'a', text: 'tak' }, 'UTC')).toBeUndefined()
    expect(describeEntry({ at: 0, kind: 'rung', node: 'a', ladder: 'not_understood', rung: 2 }, 'UTC')).toBe(
      'a: not understood, rung 2',
    )
  })
})
