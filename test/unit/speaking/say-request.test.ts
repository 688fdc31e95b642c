import { describe, expect, it } from 'vitest'
import { sayRequest } from '../../../src/engine/speaking/index.ts'
import { ask } from './speak.ts'

describe('requests', () => {
  it.each<[string, unknown, string]>([
    ['date', '2026-02-31', 'no date'],
    ['date', '2026-5-5', 'no date'],
    ['date', '2027-02-29', 'no date'],
    ['date', 20260505, 'no date'],
    ['time', '24:00', 'no time'],
    ['time', '8:60', 'no time'],
    ['datetime', '2026-05-05', 'no date with a time'],
    ['datetime', '2026-05-05T25:00', 'no date with a time'],
    ['count-noun', { n: 2, noun: 'cow' }, 'noun is unknown'],
    ['count-noun', { n: 2, noun: 'day', case: 'dat' }, 'case is unknown'],
    ['count-noun', { n: 'x', noun: 'day' }, 'n is no number'],
    ['count-noun', { n: 1e12, noun: 'day' }, 'n is no number'],
    ['count-noun', 5, 'noun is missing'],
    ['duration', 'PT', 'no ISO 8601 duration'],
    ['duration', 'P', 'no ISO 8601 duration'],
    ['duration', '45 min', 'no ISO 8601 duration'],
    ['duration', '-PT5M', 'no ISO 8601 duration'],
    ['phone', 'none', 'no telephone number'],
    ['phone', '', 'no telephone number'],
    ['money', { amount: 5, currency: 'XXX' }, 'no amount'],
    ['money', { amount: 'x', currency: 'EUR' }, 'no amount'],
    ['money', Number.NaN, 'no amount'],
    ['ordinal', -1, 'no whole number'],
    ['ordinal', 1.5, 'no whole number'],
    ['ordinal', 10_000, 'no whole number'],
    ['list', [], 'no array'],
    ['list', 'x', 'no array'],
    ['list', [null], 'neither text nor number'],
    ['list', ['2026-02-31'], 'no date'],
    ['date', undefined, 'value is missing'],
  ])('refuses %s of %j', (kind, value, message) => {
    expect(ask('pl', kind, value)).toMatch(/^error: /)
    expect(ask('pl', kind, value)).toContain(message)
  })
  it('names what may be asked for', () => {
    expect(sayRequest({ lang: 'de', kind: 'date', value: '2026-05-05' })).toEqual({
      error: 'lang is unknown; it is one of pl, ru, uk, ca, en',
    })
    expect(sayRequest({ kind: 'date', value: '2026-05-05' })).toEqual({
      error: 'lang is missing; it is one of pl, ru, uk, ca, en',
    })
    expect(ask('en', 'datum', 'x')).toContain('kind is unknown')
    expect(ask('en', 'date', '2026-05-05', 'long')).toContain('style is unknown')
    for (const request of [null, 1, 'x', []]) expect(sayRequest(request)).toHaveProperty('error')
  })
  it('does not repeat the value, which may be personal', () => {
    expect(ask('en', 'phone', 'Anna Nowak')).not.toContain('Anna')
    expect(ask('en', 'date', '1972-05-0x')).not.toContain('1972')
  })
  it('takes times with a T or seconds, and a style for dates with times', () => {
    expect(ask('en', 'time', 'T08:30')).toBe('at eight thirty in the morning')
    expect(ask('en', 'time', '08:30:00')).toBe('at eight thirty in the morning')
    expect(ask('pl', 'datetime', '2026-05-05T08:30', 'day-month')).toBe('piątego maja o ósmej trzydzieści')
    expect(ask('pl', 'date', '2026-05-05', 'day-month')).toBe('piątego maja')
  })
  it('says the texts of a list as they are and its dates and times as such', () => {
    expect(ask('pl', 'list', ['rano', '08:30', '2026-05-06'])).toBe('rano, o ósmej trzydzieści albo w środę szóstego maja')
    expect(ask('en', 'list', ['T08:30', 'T10:00'])).toBe("at eight thirty in the morning or at ten o'clock in the morning")
    expect(ask('ca', 'list', ['un'])).toBe('un')
    expect(ask('ru', 'list', [1, 2])).toBe('один или два')
  })
})
