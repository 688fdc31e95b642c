import { describe, expect, it } from 'vitest'
import { readLocalTime } from '../../../src/engine/campaigns/lists/read-local-times.ts'

const show = (text: string | number, order: 'day first' | 'month first' = 'day first', thisYear?: number): string => {
  const read = readLocalTime(text, order, thisYear)
  return read === undefined ? 'none' : read.kind === 'instant' ? read.iso : [read.date, read.time].filter(Boolean).join(' ')
}

describe('dates and hours of lists', () => {
  it.each([
    ['2026-05-06', '2026-05-06'],
    ['2026/5/6', '2026-05-06'],
    ['20260506', '2026-05-06'],
    ['06.05.2026', '2026-05-06'],
    ['6.5.2026 r.', '2026-05-06'],
    ['06-05-26', '2026-05-06'],
    ['06/05/2026 08:30', '2026-05-06 08:30'],
    ['2026-05-06T08:30', '2026-05-06 08:30'],
    ['2026-05-06 08:30:00', '2026-05-06 08:30'],
    ['2026-05-06 00:00:00', '2026-05-06'],
    ['2026-05-06T08:30+02:00', '2026-05-06T08:30+02:00'],
    ['2026-05-06T06:30:00Z', '2026-05-06T06:30:00Z'],
    ['6 maja 2026', '2026-05-06'],
    ['6 maja 2026 godz. 8.30', '2026-05-06 08:30'],
    ['śr. 6.05.2026 8:30', '2026-05-06 08:30'],
    ['16 października 2026', '2026-10-16'],
    ['6 травня 2026 року', '2026-05-06'],
    ['6 мая 2026 г.', '2026-05-06'],
    ['6 de maig de 2026', '2026-05-06'],
    ["1 d'abril de 2026", '2026-04-01'],
    ['6 May 2026', '2026-05-06'],
    ['8.30', '08:30'],
    ['8h30', '08:30'],
    ['14:15:00', '14:15'],
    ['2:30 PM', '14:30'],
    ['12:05 am', '00:05'],
    ['godz. 9', '09:00'],
    ['05/31/2026', '2026-05-31'],
  ])('%s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })
  it.each(['30.02.2026', '2026-13-01', '25:00', '8:75', 'jutro', '6 maj', '32/01/2026', '12345', '06.05.2026 o ósmej'])(
    '%s is none',
    text => {
      expect(show(text)).toBe('none')
    },
  )
  it('reads 03/05 as its writers do', () => {
    expect([show('03/05/2026'), show('03/05/2026', 'month first')]).toEqual(['2026-05-03', '2026-03-05'])
  })
  it('takes two digits of a year for the past where somebody was born', () => {
    expect([show('01.01.80', 'day first', 2026), show('01.01.27'), show('01.01.15', 'day first', 2026)]).toEqual([
      '1980-01-01',
      '2027-01-01',
      '2015-01-01',
    ])
  })
  it('knows who was born this year', () => {
    expect([2026, 2027].map(year => show('05.01.27', 'day first', year))).toEqual(['1927-01-05', '2027-01-05'])
  })
})
