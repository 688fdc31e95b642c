import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const hear = (...args: readonly string[]) => runCli(['hear', ...args])

describe('trucada hear', () => {
  it('tells the meaning, why, and the values', async () => {
    const run = await hear('в четверг в полпятого', '--lang', 'ru', '--expect', 'datetime', '--now', '2026-05-06T10:00')
    expect([run.code, run.err]).toEqual([0, ''])
    expect(run.out).toContain('2026-05-07T16:30')
    expect((await hear('nie odwołujcie', '--at', 'appointment-confirmation/sure', '--lang', 'pl')).out).toMatch(
      /meaning +keep_it/,
    )
    expect((await hear('odwołać', '--at', 'appointment-confirmation/visit')).out).toMatch(/meaning +cancel/)
  })

  it.each([
    ['мене звати Олена Шевченко', 'uk', 'name', /best +Олена Шевченко/],
    ['ulica Długa dwanaście', 'pl', 'address', /best +.*"street":"Długa"/],
    ['12 High Street', 'en', 'address', /best +.*"building":"12"/],
  ])('reads %s', async (text, language, kind, best) => {
    expect((await hear(text, '--lang', language, '--expect', kind)).out).toMatch(best)
  })

  it.each([
    [['tak'], 'In which language'],
    [['--lang', 'pl'], 'nothing to hear'],
    [['tak', '--lang', 'de'], 'There is no language "de"'],
    [['tak', '--lang', 'pl', '--expect', 'dat'], 'There is no kind of value "dat"'],
    [['tak', '--lang', 'pl', '--now', 'soon'], '"soon" is no moment'],
    [['tak', '--lang', 'pl', '--at', 'appointment-confirmation/visits'], 'Did you mean'],
    [['tak', '--lang', 'pl', '--at', 'apointment-confirmation/visit'], 'Did you mean'],
  ])('refuses %j as usage', async (args, message) => {
    const run = await hear(...args)
    expect([run.code, run.out]).toEqual([2, ''])
    expect(run.err).toContain(message)
  })

  it('answers lines of JSON in order, faulty ones by what is wrong with them', async () => {
    const input = [
      '{"text":"да нет, не против","lang":"ru"}',
      'no json',
      '{"text":"half seven","lang":"en","expect":"time"}',
      '{"text":"так","lang":"xx"}',
      `{"text":"${'так '.repeat(25_000)}","lang":"uk"}`,
      '{"text":"","lang":"ca","expect":"date","nbest":["", {"text":"sí"}]}',
    ]
    const run = await runCli(['hear', '--jsonl'], { input })
    const answers = run.out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    expect(answers.map(({ error }) => error !== undefined)).toEqual([false, true, false, true, false, false])
    expect(answers[0]).toMatchObject({ meaning: 'agree', values: [], best: null })
    expect(answers[2]).toMatchObject({ best: 'T07:30' })
    expect(answers[5]).toMatchObject({ best: null })
  })
})
