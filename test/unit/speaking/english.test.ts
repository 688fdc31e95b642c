import { describe, expect, it } from 'vitest'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import type { DataType } from '../../../src/scenarios/model/data-type.ts'
import { ask, guard } from './speak.ts'

describe('English days and hours', () => {
  it.each([
    ['2026-05-05', 'on Tuesday the fifth of May'],
    ['2026-05-01', 'on Friday the first of May'],
    ['2026-08-22', 'on Saturday the twenty-second of August'],
    ['2026-03-12', 'on Thursday the twelfth of March'],
    ['2026-12-31', 'on Thursday the thirty-first of December'],
  ])('%s', (iso, words) => expect(ask('en', 'date', iso)).toBe(words))
  it.each([
    ['1972-05-03', 'on the third of May nineteen seventy-two'],
    ['1905-05-03', 'on the third of May nineteen oh five'],
    ['1900-05-03', 'on the third of May nineteen hundred'],
    ['2000-02-29', 'on the twenty-ninth of February two thousand'],
    ['2005-01-20', 'on the twentieth of January two thousand and five'],
    ['2026-10-02', 'on the second of October twenty twenty-six'],
  ])('%s with its year', (iso, words) => expect(ask('en', 'date', iso, 'day-month-year')).toBe(words))
  it('names a date without a preposition where a text asks for the date alone', () => {
    const date: DataType = { kind: 'date', optional: false }
    const say = (format?: 'day') => createSpeaking().format('1972-05-03', date, format, 'en', { now: 0, zone: 'UTC' })
    expect(say()).toBe('the third of May nineteen seventy-two')
    expect(say('day')).toBe('on Wednesday the third of May')
  })
  it.each([
    ['00:00', 'at midnight'],
    ['00:05', 'at twelve oh five at night'],
    ['05:30', 'at five thirty in the morning'],
    ['08:00', "at eight o'clock in the morning"],
    ['20:00', "at eight o'clock in the evening"],
    ['08:30', 'at eight thirty in the morning'],
    ['08:45', 'at eight forty-five in the morning'],
    ['12:00', 'at twelve noon'],
    ['12:30', 'at twelve thirty in the afternoon'],
    ['13:01', 'at one oh one in the afternoon'],
    ['23:59', 'at eleven fifty-nine at night'],
  ])('%s', (time, words) => expect(ask('en', 'time', time)).toBe(words))
})

describe('English counts', () => {
  it('says nouns, numbers, ordinals, amounts, durations', () => {
    expect(ask('en', 'count-noun', { n: 1, noun: 'tablet', case: 'acc' })).toBe('one tablet')
    expect(ask('en', 'count-noun', { n: 21, noun: 'day', case: 'gen' })).toBe('twenty-one days')
    expect(ask('en', 'count-noun', { n: 0, noun: 'question' })).toBe('zero questions')
    expect(ask('en', 'count-noun', { n: 0.5, noun: 'hour' })).toBe('half an hour')
    expect(ask('en', 'number', 1105)).toBe('one thousand one hundred and five')
    expect(ask('en', 'number', 2005)).toBe('two thousand and five')
    expect(ask('en', 'number', 36.6)).toBe('thirty-six point six')
    expect([1, 2, 3, 5, 8, 9, 12, 20, 31].map(n => ask('en', 'ordinal', n)).join(' ')).toBe(
      'first second third fifth eighth ninth twelfth twentieth thirty-first',
    )
    expect(ask('en', 'money', { amount: 120.5, currency: 'GBP' })).toBe('one hundred and twenty pounds and fifty pence')
    expect(ask('en', 'money', { amount: 1, currency: 'PLN' })).toBe('one zloty')
    expect(ask('en', 'duration', 'PT90M')).toBe('ninety minutes')
    expect(ask('en', 'duration', 'PT1H30M')).toBe('one hour and thirty minutes')
  })
  it('spells with capitals and says telephones digit by digit', () => {
    expect(ask('en', 'spelled', 'Żak-Nowak')).toBe('Z, A, K, hyphen, N, O, W, A, K')
    expect(ask('en', 'phone', '+447911123456')).toBe('plus four four, seven nine one one, one two three, four five six')
    expect(ask('en', 'phone', '112')).toBe('one one two')
  })
})

describe('the guard of English', () => {
  it.each([
    ['12 Long St., Apt 5', 'twelve Long Street, apartment five'],
    ['St. Mary Hospital, 2nd floor', 'Saint Mary Hospital, second floor'],
    [
      'at 8:30 am, 8.30pm, at 20:15',
      'at eight thirty in the morning, eight thirty in the evening, at eight fifteen in the evening',
    ],
    ['Mon-Fri 8:00-18:00', "from Monday to Friday from eight o'clock in the morning to six o'clock in the evening"],
    ['5 May 2026, May 5th, the 5th of May', 'the fifth of May twenty twenty-six, the fifth of May, the fifth of May'],
    ['22 mins for £1,200.50', 'twenty-two minutes for one thousand two hundred pounds and fifty pence'],
    ['38.5°C, 50%, 5-10 min', 'thirty-eight point five degrees, fifty per cent, five to ten minutes'],
    ['1/2 tablet, 0.125 mg', 'half a tablet, zero point one two five milligrams'],
    ['140/90', 'one hundred and forty over ninety'],
    ['ECG, MRI and X-ray, GP', 'E C G, M R I and X-ray, G P'],
    ['Dr Smith & Mr. Brown', 'Doctor Smith and Mister Brown'],
    ['07911 123456', 'zero seven nine one one, one two three, four five six'],
    ['info@clinic.com', 'info at clinic dot com'],
    ['Elizabeth II', 'Elizabeth the second'],
  ])('%s', (written, words) => expect(guard('en', written)).toBe(words))
})
