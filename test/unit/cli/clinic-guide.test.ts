import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { type CliRun, createFolder, PROJECT, runCli } from './run-cli.ts'

/** The guide as somebody reads it who puts in a day that is two days ahead, as it says; the part on FHIR is followed elsewhere. */
const GUIDE = readFileSync(join(PROJECT, 'docs/guides/connect-your-clinic.md'), 'utf8')
  .replace(/^## A FHIR clinic[\s\S]*?(?=^## )/m, '')
  .replaceAll('05.05.2026', DateTime.now().setZone('Europe/Warsaw').plus({ days: 2 }).toFormat('dd.MM.yyyy'))
const LISTS = [...GUIDE.matchAll(/^`(\S+\.csv)`.*:\n\n```csv\n([\s\S]*?)```/gm)]
const COMMANDS = [...GUIDE.matchAll(/```console\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .flatMap(line => /^\$ npx trucada (.*?)\s*(?:#.*)?$/.exec(line)?.[1] ?? [])

describe("the guide to the clinic's lists, followed word for word", { timeout: 60_000 }, () => {
  const folder = createFolder(Object.fromEntries(LISTS.map(([, name = '', text = '']) => [name, text])))
  const runs = new Map<string, CliRun>()
  const run = async (words: string): Promise<CliRun> => {
    const command =
      COMMANDS.find(line => line === words) ??
      COMMANDS.find(line => line.startsWith(words)) ??
      `no command of the guide begins with ${words}`
    const done = await runCli(command.split(' '), { folder })
    runs.set(command, done)
    expect(done, command).toMatchObject({ code: 0, err: '' })
    return done
  }

  it('takes the four lists in, and shows the visit', async () => {
    expect(LISTS.map(([, name]) => name)).toEqual([
      'lekarze.csv',
      'grafik.csv',
      'pacjenci.csv',
      'wizyty.csv',
      'fakty.csv',
      'oczekujacy.csv',
    ])
    const imports = COMMANDS.filter(line => line.startsWith('clinic import'))
    expect(imports.map(line => line.includes('--dry-run'))).toEqual([true, false, false])
    for (const command of imports) expect((await run(command)).out).not.toMatch(/[1-9]\d* refused/)
    expect((await run('clinic show')).out).toMatch(
      /booked +Anna Nowak +Ewa Wiśniewska[^]*price +usg, ultrasonografia +pl, uk; verified 2026-01-02/,
    )
  })

  it('forecasts and starts the calls about the visits', async () => {
    const before = await run('campaign check')
    expect(before.out).toMatch(/^ +1 contact$/m)
    // A forecast takes nobody in.
    const status = await runCli(['campaign', 'status', 'reminders', '--json'], { folder })
    expect(status.out).not.toContain('"waiting": 1')
    expect((await run('campaign start')).out).toMatch(/reminders runs.*\n.*trucada serve takes in/)
  })

  it('puts a patient on the waiting list, and shows what the clinic is still to be told', async () => {
    await run('waiting import oczekujacy.csv --dry-run')
    expect((await run('waiting import oczekujacy.csv')).out).toMatch(/1 added/)
    await run('waiting add')
    expect((await run('waiting list')).out).toMatch(/Anna Nowak +kardiologia.*has a visit/)
    expect((await run('outbox')).out).toContain('0 waiting')
    await run('outbox retry')
    expect((await run('outbox told')).out).toContain('told')
  })

  it('exports and erases a patient', async () => {
    expect((await run('person export')).out).toContain('"clinicVisits"')
    expect((await run('person erase')).out).toMatch(/clinicPatients: 1/)
  })

  it('leaves no command of the guide untried but those that need a server', () => {
    const untried = COMMANDS.filter(line => !runs.has(line))
    expect(untried).toEqual(['serve', 'talk booking --lang en --url ws://127.0.0.1:3000/calls', 'serve'])
  })
})
