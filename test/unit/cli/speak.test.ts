import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { CliWorld } from '../../../src/cli/cli.ts'
import { main } from '../../../src/cli/main.ts'
import { PROJECT, runCli } from './run-cli.ts'

const speak = (...args: readonly string[]) => runCli(['speak', ...args])

describe('trucada speak', () => {
  it.each([
    [['2026-05-05T08:30', '--lang', 'uk', '--as', 'datetime'], "у вівторок п'ятого травня о восьмій тридцять"],
    [['2026-05-05', '--lang', 'pl', '--as', 'date', '--style', 'day-month'], 'piątego maja'],
    [['2026-05-05', '--lang', 'pl', '--as', 'day'], 'we wtorek piątego maja'],
    [['21 minute gen', '--lang', 'ru', '--as', 'count-noun'], 'двадцати одной минуты'],
    [['{"n":2,"noun":"hour"}', '--lang', 'ca', '--as', 'count-noun'], 'dues hores'],
    [['120.50 PLN', '--lang', 'en', '--as', 'money'], 'one hundred and twenty zlotys and fifty groszy'],
    [['08:30, 2026-05-06', '--lang', 'pl', '--as', 'list'], 'o ósmej trzydzieści albo w środę szóstego maja'],
    [['3 feminine', '--lang', 'uk', '--as', 'ordinal'], 'третя'],
    [['ul. Długa 3', '--lang', 'pl', '--as', 'text'], 'ulica Długa trzy'],
  ])('%j', async (args, words) => expect(await speak(...args)).toEqual({ code: 0, out: `${words}\n`, err: '' }))

  it.each([
    [['2026-02-31', '--lang', 'pl', '--as', 'date'], 'no date'],
    [['2026-05-05', '--lang', 'de', '--as', 'date'], '--lang cannot be "de"'],
    [['2026-05-05', '--lang', 'pl', '--as', 'dat'], 'Did you mean "date"?'],
    [['2026-05-05', '--lang', 'pl'], '--as is missing'],
    [['--lang', 'pl', '--as', 'date'], 'no value'],
    [['{"n":', '--lang', 'pl', '--as', 'count-noun'], 'looks like JSON'],
    [['5', '--jsonl'], 'standard input'],
  ])('refuses %j as usage', async (args, message) => {
    const run = await speak(...args)
    expect([run.code, run.out]).toEqual([2, ''])
    expect(run.err).toContain(message)
  })
})

describe('trucada speak --jsonl', () => {
  const lines = async (input: readonly string[]) => {
    const run = await runCli(['speak', '--jsonl'], { input })
    expect([run.code, run.err]).toEqual([0, ''])
    return run.out
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as unknown)
  }
  it('answers line by line, in order, and goes on after a bad one', async () =>
    expect(
      await lines([
        '\ufeff{"lang":"ca","kind":"time","value":"T08:30"}',
        '{"lang":"pl",',
        '',
        '{"lang":"xx","kind":"time","value":"08:30"}',
        '{"lang":"en","kind":"date","value":"2026-02-31"}',
        '{"lang":"en","kind":"text","value":"one\u2028two"}',
        '{"lang":"en","kind":"count-noun","value":{"n":2,"noun":"tablet","case":"acc"}}',
      ]),
    ).toEqual([
      { text: 'a dos quarts de nou del matí' },
      { error: 'the line is no JSON' },
      { error: 'the line is empty' },
      { error: 'lang is unknown; it is one of pl, ru, uk, ca, en' },
      { error: 'value is no date: a date is written YYYY-MM-DD and is in the calendar' },
      { text: 'one two' },
      { text: 'two tablets' },
    ]))
  it('answers a hundred thousand lines, one each', async () => {
    const input = Array.from({ length: 100_000 }, (_, n) => `{"lang":"uk","kind":"ordinal","value":${n % 100}}`)
    const out = await lines(input)
    expect(out.length).toBe(100_000)
    expect(out[99_999]).toEqual({ text: "дев'яносто дев'ятий" })
  })
  it('answers before the input ends, and a last line without its end', async () => {
    const stdin = new PassThrough()
    const stdout = new PassThrough()
    const stderr = new PassThrough()
    const world: CliWorld = {
      stdin,
      stdout,
      stderr,
      env: {},
      folder: PROJECT,
      onStop: () => () => undefined,
      onUnread: () => undefined,
    }
    const ended = main(['speak', '--jsonl'], world)
    const line = Buffer.from('{"lang":"pl","kind":"text","value":"żółć"}\n')
    // A character may come in two pieces.
    stdin.write(line.subarray(0, 34))
    stdin.write(line.subarray(34))
    const [first] = (await new Promise<string>(resolve => stdout.once('data', data => resolve(String(data))))).split('\n')
    expect(first).toBe('{"text":"żółć"}')
    stdin.end('{"lang":"pl","kind":"time","value":"08:00"}')
    expect(await ended).toBe(0)
    expect(String(stdout.read())).toBe('{"text":"o ósmej"}\n')
  })
})
