import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCondition } from '../../../src/scenarios/conditions/index.ts'
import type { DataType, Fields } from '../../../src/scenarios/model/data-type.ts'

const sure = (kind: DataType['kind']) => ({ kind, optional: false }) as DataType
const maybe = (kind: DataType['kind']) => ({ kind, optional: true }) as DataType
const FIELDS: Fields = {
  patient: { kind: 'group', optional: false, fields: { name: sure('person'), born: maybe('date') } },
  appointment: { kind: 'group', optional: false, fields: { at: sure('moment'), prep: maybe('text') } },
  score: { kind: 'scale', from: 0, to: 10, optional: false },
  reason: maybe('text'),
  agreed: sure('yes_no'),
  slots: { kind: 'list', of: sure('moment'), optional: false },
  clinic: { kind: 'group', optional: false, fields: { zone: sure('text') } },
}
const HOUR = 3_600_000
const DATA = {
  patient: { name: { name: 'Anna Nowak', gender: 'female' } },
  appointment: { at: 10 * HOUR, prep: 'na czczo' },
  score: 7,
  agreed: true,
  slots: [11 * HOUR, 12 * HOUR],
}

const holds = (source: string, data: Record<string, unknown> = DATA, now = 8 * HOUR): boolean | undefined =>
  compileCondition('c', source, FIELDS).condition?.test(data, now)
const problemsOf = (source: string) =>
  compileCondition('c', source, FIELDS).problems.map(({ code, start, end }) => `${code} ${source.slice(start, end)}`)

describe('conditions over the data of a call', () => {
  test.each([
    ["appointment.at - now < duration('4h')", true],
    ["appointment.at - now < duration('1h')", false],
    ['appointment.at > now', true],
    ['score == 7', true],
    ['7 == score', true],
    ['score != 7', false],
    ['score >= 7 && score <= 8', true],
    ['score + 1 > 7.5', true],
    ['score in [7, 8]', true],
    ['has(appointment.prep)', true],
    ['has(reason)', false],
    ['!has(reason)', true],
    ['has(patient.born)', false],
    ["has(patient.name.gender) && patient.name.gender == 'female'", true],
    ['agreed', true],
    ['size(slots) == 2', true],
    ['slots.exists(slot, slot > appointment.at)', true],
    ["appointment.at.getHours('Europe/Warsaw') < 12", true],
    ["has(appointment.prep) && appointment.prep.contains('czczo')", true],
    ["has(appointment.prep) ? appointment.prep == 'na czczo' : false", true],
  ])('%s', (source, expected) => {
    expect(problemsOf(source)).toEqual([])
    expect(holds(source)).toBe(expected)
  })

  test('a text that the contact brings by language is there', () => {
    expect(holds('has(appointment.prep)', { appointment: { prep: { pl: 'na czczo', uk: 'натще' } } })).toBe(true)
  })

  test('what is missing makes a condition false, whole branches of data included', () => {
    expect(holds('score > 3', {})).toBe(false)
    expect(holds('appointment.at > now', {})).toBe(false)
    expect(holds('has(appointment.prep)', {})).toBe(false)
    expect(holds('!has(appointment.prep)', {})).toBe(true)
  })

  test.each([
    // 29 February has its birthday on 1 March of other years, and the day is the clinic's: 23:00 UTC is the next one in Warsaw.
    ['1961-03-12', '2026-03-11T12:00Z', 64],
    ['1961-03-12', '2026-03-12T12:00Z', 65],
    ['1961-03-12', '2026-03-11T22:59Z', 64],
    ['1961-03-12', '2026-03-11T23:00Z', 65],
    ['2008-02-29', '2026-02-28T12:00Z', 17],
    ['2008-02-29', '2026-03-01T12:00Z', 18],
  ])('who was born on %s is at %s %i years old', (born, at, years) => {
    const data = { ...DATA, patient: { ...DATA.patient, born }, clinic: { zone: 'Europe/Warsaw' } }
    expect(holds(`has(patient.born) && age(patient.born) == ${years}`, data, Date.parse(at))).toBe(true)
    expect(holds(`has(patient.born) && age(patient.born) >= ${years + 1}`, data, Date.parse(at))).toBe(false)
  })

  test('a value of another type than declared counts as missing', () => {
    expect(holds('score > 3', { score: 'many' })).toBe(false)
    expect(holds('has(reason)', { reason: 3 })).toBe(false)
  })
})

describe('what is wrong is told at load', () => {
  test.each([
    ['score >', ['condition/syntax ']],
    ['apointment.at > now', ['condition/unknown-name apointment']],
    ['appointment.att > now', ['condition/unknown-name att']],
    ['has(appointment.foo)', ['condition/unknown-name foo']],
    ["score > 'a'", ["condition/wrong-type score > 'a'"]],
    ['score', ['condition/not-yes-no score']],
    ['age(patient.born) >= 18', ['condition/unguarded patient.born']],
    ['age(appointment.at) >= 18', ['condition/wrong-type age(appointment.at)']],
    ['age(patient.bron) >= 18', ['condition/unknown-name bron']],
    ["has(reason) && reason.matches('(a+)+')", ["condition/matches reason.matches('(a+)+')"]],
    ["reason == 'ill'", ['condition/unguarded reason']],
    ["!has(reason) || reason == 'ill'", []],
    ["has(reason) || reason == 'ill'", ['condition/unguarded reason']],
    ["has(reason) && (score > 3 || reason == 'ill')", []],
  ])('%s', (source, problems) => {
    expect(problemsOf(source)).toEqual(problems)
  })

  test('names that could have been meant come along', () => {
    const [problem] = compileCondition('c', 'appointment.att > now', FIELDS).problems
    expect(problem?.unknown).toEqual({ name: 'appointment.att', candidates: ['appointment.at', 'appointment.prep'] })
  })
})

test('what a condition reads and proves is known', () => {
  const { reads, proves, provesElse } = compileCondition('c', 'has(appointment.prep) && score > 3', FIELDS)
  expect({ reads, proves, provesElse }).toEqual({ reads: ['score'], proves: ['appointment.prep'], provesElse: [] })
  expect(compileCondition('c', '!has(reason) || score > 3', FIELDS).provesElse).toEqual(['reason'])
})

test('arbitrary conditions over arbitrary data never throw', () => {
  const word = fc.constantFrom(
    'has(',
    ')',
    'score',
    'reason',
    'appointment',
    '.at',
    '.prep',
    '==',
    '&&',
    '!',
    '3',
    "'a'",
    ' ',
    '[',
    ']',
    'now',
    '-',
    '(',
  )
  const source = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 12 }).map(words => words.join('')),
  )
  fc.assert(
    fc.property(source, fc.object(), (written, data) => {
      const { condition } = compileCondition('c', written, FIELDS)
      expect(typeof (condition?.test(data, 0) ?? false)).toBe('boolean')
    }),
    { numRuns: 500 },
  )
})
