import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ContactReading, readContact } from '../../../src/scenarios/contact/index.ts'
import type { DataType, Fields } from '../../../src/scenarios/model/index.ts'

const plain = (
  kind: 'text' | 'person' | 'phone' | 'date' | 'time' | 'moment' | 'address' | 'pressure' | 'yes_no',
  optional = false,
): DataType => ({ kind, optional })
const listProblems = (reading: ContactReading) => (reading.kind === 'refused' ? reading.problems : [])
const read = (type: DataType, value: unknown) => {
  const reading = readContact({ x: type }, { x: value }, 'Europe/Warsaw')
  return reading.kind === 'contact' ? reading.data['x'] : reading.problems
}

describe('values become what a call uses', () => {
  it.each<[DataType, unknown, unknown]>([
    [plain('text'), '  gabinet 3 ', 'gabinet 3'],
    [plain('text'), 12, '12'],
    [plain('text'), { pl: ' gabinet trzeci', uk: 'третій кабінет' }, { pl: 'gabinet trzeci', uk: 'третій кабінет' }],
    [plain('person'), ' Anna  Maria Nowak ', { name: 'Anna Maria Nowak', first: 'Anna', last: 'Nowak' }],
    [plain('person'), 'Anna', { name: 'Anna' }],
    [
      plain('person'),
      { first: 'Anna', last: 'Nowak', gender: 'female' },
      { name: 'Anna Nowak', first: 'Anna', last: 'Nowak', gender: 'female' },
    ],
    [
      plain('person'),
      { name: 'Anna', cases: { dative: 'Annie', genitive: '', uk: { vocative: 'Анно' } } },
      { name: 'Anna', cases: { dative: 'Annie', uk: { vocative: 'Анно' } } },
    ],
    [plain('person'), { name: 'Jan Kowalski-Nowak' }, { name: 'Jan Kowalski-Nowak', first: 'Jan', last: 'Kowalski-Nowak' }],
    [plain('phone'), '+48 600 000-111', '+48600000111'],
    [plain('phone'), '0048600000111', '+48600000111'],
    [plain('date'), '1970-02-28', '1970-02-28'],
    [plain('time'), '8:05', '08:05'],
    [plain('time'), '23:59:10', '23:59'],
    [plain('moment'), '2026-05-06T08:30', Date.UTC(2026, 4, 6, 6, 30)],
    [plain('moment'), '2026-05-06 08:30', Date.UTC(2026, 4, 6, 6, 30)],
    [plain('moment'), '2026-01-06T08:30:15', Date.UTC(2026, 0, 6, 7, 30, 15)],
    [plain('moment'), '2026-05-06T08:30Z', Date.UTC(2026, 4, 6, 8, 30)],
    [plain('moment'), '2026-05-06T08:30-03:00', Date.UTC(2026, 4, 6, 11, 30)],
    [plain('moment'), '2026-05-06T00:15:00.500+0530', Date.UTC(2026, 4, 5, 18, 45, 0, 500)],
    // Shown twice that night.
    [plain('moment'), '2026-10-25T02:30', Date.UTC(2026, 9, 25, 0, 30)],
    [
      plain('address'),
      { street: 'Długa', building: 5, flat: '', city: 'Łódź' },
      { street: 'Długa', building: '5', city: 'Łódź' },
    ],
    [plain('address'), 'Długa 5', { street: 'Długa 5' }],
    [plain('pressure'), '140/90', { systolic: 140, diastolic: 90 }],
    [plain('yes_no'), true, true],
    [plain('yes_no'), 'no', false],
    [{ kind: 'number', optional: false }, '3.5', 3.5],
    [{ kind: 'number', from: 1, to: 5, optional: false }, 5, 5],
    [{ kind: 'scale', from: 0, to: 10, optional: false }, '10', 10],
    [{ kind: 'choice', of: ['ill', 'other'], optional: false }, 'ill', 'ill'],
    [{ kind: 'list', of: plain('moment'), optional: false }, ['2026-05-06T08:30Z'], [Date.UTC(2026, 4, 6, 8, 30)]],
    [{ kind: 'group', fields: { y: plain('text', true) }, optional: false }, undefined, {}],
  ])('%j %j', (type, value, expected) => {
    expect(read(type, value)).toEqual(expected)
  })
  it('leaves out what may be missing', () => {
    const gets: Fields = { a: plain('text', true), b: plain('phone', true), c: plain('date', true) }
    expect(readContact(gets, { a: '', b: null }, 'Europe/Warsaw')).toEqual({ kind: 'contact', data: {} })
  })
})

describe('values that are refused, with place and remedy', () => {
  it.each<[DataType, unknown, RegExp, RegExp]>([
    [plain('text'), true, /It is not a text/, /text/],
    [plain('text'), { de: 'Zimmer drei' }, /It is not a text/, /by language/],
    [plain('text'), {}, /It is not a text/, /by language/],
    [plain('text'), undefined, /required and missing/, /Add it/],
    [plain('text'), ' ', /required and missing/, /Add it/],
    [plain('person'), 7, /person's name/, /full name/],
    [plain('person'), { gender: 'female' }, /no name/, /full name/],
    [plain('person'), { name: 'A B', gender: 'x' }, /gender/, /female/],
    [plain('person'), { name: 'A B', cases: { dativ: 'x' } }, /cases/, /dative/],
    [plain('person'), { name: 'A B', cases: 'x' }, /cases/, /genitive/],
    [plain('person'), { name: 'A B', cases: { uk: 'x' } }, /cases/, /by language/],
    [plain('person'), { nmae: 'A B' }, /unknown name/, /Did you mean "name"/],
    [plain('phone'), 600_000_111, /without quotes/, /country code/],
    [plain('phone'), '600 000 111', /country code is missing/, /\+48/],
    [plain('phone'), '+48 600', /telephone number/, /country code/],
    [plain('date'), '06.05.2026', /a date/, /2026-05-06/],
    [plain('date'), '2026-02-30', /no such day/, /2026-05-06/],
    [plain('time'), '25:00', /no such hour/, /24 hours/],
    [plain('time'), 830, /time of day/, /08:30/],
    [plain('moment'), '2026-05-06', /date with a time/, /T08:30/],
    [plain('moment'), '2026-03-29T02:30', /does not exist/, /offset/],
    [plain('moment'), '2026-13-01T10:00', /no such day/, /T08:30/],
    [plain('moment'), '2026-02-30T10:00+01:00', /no such day/, /T08:30/],
    [plain('moment'), '2026-05-06T24:30', /no such day/, /T08:30/],
    [plain('address'), { stret: 'x' }, /unknown name/, /Did you mean "street"/],
    [plain('address'), {}, /no parts/, /street/],
    [plain('pressure'), '90/140', /not a blood pressure/, /140\/90/],
    [plain('yes_no'), 'maybe', /true or false/, /true or false/],
    [{ kind: 'number', from: 1, to: 5, optional: false }, 6, /outside/, /from 1 to 5/],
    [{ kind: 'number', optional: false }, 'six', /a number/, /digits/],
    [{ kind: 'scale', from: 0, to: 10, optional: false }, 7.5, /whole number/, /whole/],
    [{ kind: 'choice', of: ['ill', 'other'], optional: false }, 'well', /one of: ill, other/, /ill, other/],
    [{ kind: 'list', of: plain('text'), optional: false }, 'a', /not a list/, /list/],
    [{ kind: 'group', fields: { y: plain('text') }, optional: false }, 'a', /not a group/, /y/],
  ])('%j %j', (type, value, message, hint) => {
    const [problem, ...more] = listProblems(readContact({ x: type }, { x: value }, 'Europe/Warsaw'))
    expect(more).toEqual([])
    expect(problem).toMatchObject({ path: 'x', message: expect.stringMatching(message), hint: expect.stringMatching(hint) })
  })
  it('names the place inside groups and lists, and unknown data', () => {
    const gets: Fields = {
      patient: {
        kind: 'group',
        fields: { name: plain('person'), phones: { kind: 'list', of: plain('phone'), optional: false } },
        optional: false,
      },
    }
    const reading = readContact(
      gets,
      { patient: { nmae: 'Anna Nowak', phones: ['+48600000111', 'x'] }, extra: 1 },
      'Europe/Warsaw',
    )
    expect(reading.kind === 'refused' && reading.problems.map(problem => problem.path)).toEqual([
      'extra',
      'patient.nmae',
      'patient.name',
      'patient.phones.2',
    ])
    expect(reading.kind === 'refused' && reading.problems[1]?.hint).toContain('Did you mean "name"?')
  })
  it.each([undefined, null, 5, 'text', [1]])('a contact that is %j is refused, not thrown at', raw => {
    expect(readContact({ x: plain('text') }, raw, 'Europe/Warsaw').kind).toBe('refused')
  })
  it('an unknown zone is refused', () => {
    expect(readContact({ x: plain('moment') }, { x: '2026-05-06T08:30' }, 'Nowhere/Town').kind).toBe('refused')
  })
})

it('never throws and never repeats what was given', () => {
  const gets: Fields = {
    a: plain('text'),
    b: plain('person'),
    c: plain('phone'),
    d: plain('date'),
    e: plain('time'),
    f: plain('moment'),
    g: plain('address'),
    h: plain('yes_no'),
    i: { kind: 'choice', of: ['ill'], optional: false },
    j: { kind: 'list', of: plain('phone'), optional: true },
  }
  const secret = fc.stringMatching(/^Q[0-9A-Z]{6}Q$/)
  const value = fc.oneof(secret, fc.array(secret), fc.record({ name: secret, gender: secret }), fc.anything())
  const property = fc.property(
    fc.record(Object.fromEntries(Object.keys(gets).map(name => [name, value])), { requiredKeys: [] }),
    raw =>
      listProblems(readContact(gets, raw, 'Europe/Warsaw')).every(
        ({ message, hint }) => !/Q[0-9A-Z]{6}Q/.test(`${message} ${hint}`),
      ),
  )
  expect(fc.check(property, { numRuns: 300 })).toMatchObject({ failed: false })
})
