import { describe, expect, it } from 'vitest'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { ask, guard } from './speak.ts'

describe('Catalan days and hours', () => {
  it.each([
    ['2026-05-05', 'el dimarts cinc de maig'],
    ['2026-04-01', "el dimecres primer d'abril"],
    ['2026-08-21', "el divendres vint-i-u d'agost"],
    ['2026-10-31', "el dissabte trenta-u d'octubre"],
    ['2026-06-15', 'el dilluns quinze de juny'],
  ])('%s', (iso, words) => expect(ask('ca', 'date', iso)).toBe(words))
  it('elides the article before eleven', () => {
    expect(ask('ca', 'date', '2026-09-11', 'day-month')).toBe("l'onze de setembre")
    expect(ask('ca', 'date', '2026-09-12', 'day-month')).toBe('el dotze de setembre')
  })
  it.each([
    ['1972-05-03', 'el tres de maig de mil nou-cents setanta-dos'],
    ['2000-01-01', 'el primer de gener de dos mil'],
    ['2026-10-02', "el dos d'octubre de dos mil vint-i-sis"],
  ])('%s with its year', (iso, words) => expect(ask('ca', 'date', iso, 'day-month-year')).toBe(words))

  it.each([
    ['00:00', 'a mitjanit'],
    ['00:05', 'a les dotze i cinc de la nit'],
    ['01:00', 'a la una de la matinada'],
    ['06:00', 'a les sis del matí'],
    ['08:00', 'a les vuit del matí'],
    ['08:15', 'a un quart de nou del matí'],
    ['08:30', 'a dos quarts de nou del matí'],
    ['08:45', 'a tres quarts de nou del matí'],
    ['09:10', 'a les nou i deu del matí'],
    ['09:21', 'a les nou i vint-i-un minuts del matí'],
    ['10:30', "a dos quarts d'onze del matí"],
    ['12:00', 'a les dotze del migdia'],
    ['12:30', "a dos quarts d'una del migdia"],
    ['13:01', 'a la una i un minut del migdia'],
    ['16:00', 'a les quatre de la tarda'],
    ['20:00', 'a les vuit del vespre'],
    ['23:59', 'a les onze i cinquanta-nou minuts de la nit'],
  ])('%s', (time, words) => expect(ask('ca', 'time', time)).toBe(words))
})

describe('Catalan counts', () => {
  it.each<[number, string, string]>([
    [1, 'minute', 'un minut'],
    [21, 'minute', 'vint-i-un minuts'],
    [2, 'hour', 'dues hores'],
    [21, 'hour', 'vint-i-una hores'],
    [31, 'day', 'trenta-un dies'],
    [22, 'week', 'vint-i-dues setmanes'],
    [200, 'tablet', 'dues-centes pastilles'],
    [2000, 'question', 'dues mil preguntes'],
    [101, 'question', 'cent una preguntes'],
    [1_000_000, 'hour', "un milió d'hores"],
    [0.5, 'hour', 'mitja hora'],
    [1.5, 'day', 'un dia i mig'],
  ])('%d %s', (n, noun, words) => expect(ask('ca', 'count-noun', { n, noun, case: 'gen' })).toBe(words))

  it('says numbers that stand alone', () => {
    expect([1, 16, 17, 21, 100, 555, 2026].map(n => ask('ca', 'number', n))).toEqual([
      'u',
      'setze',
      'disset',
      'vint-i-u',
      'cent',
      'cinc-cents cinquanta-cinc',
      'dos mil vint-i-sis',
    ])
    expect(ask('ca', 'number', 38.5)).toBe('trenta-vuit coma cinc')
  })
  it('says ordinals, durations, amounts', () => {
    expect([1, 2, 3, 4, 5, 9, 10, 21, 30].map(n => ask('ca', 'ordinal', n)).join(' ')).toBe(
      'primer segon tercer quart cinquè novè desè vint-i-unè trentè',
    )
    expect(ask('ca', 'ordinal', { n: 5, gender: 'feminine' })).toBe('cinquena')
    expect(ask('ca', 'duration', 'PT1H30M')).toBe('una hora i trenta minuts')
    expect(ask('ca', 'duration', 'P1DT2H5M')).toBe('un dia, dues hores i cinc minuts')
    expect(ask('ca', 'money', 120.5)).toBe('cent vint euros amb cinquanta cèntims')
    expect(ask('ca', 'money', { amount: 2, currency: 'UAH' })).toBe('dues hrívnies')
  })
  it('groups telephones', () => {
    expect(ask('ca', 'phone', '+34612345678')).toBe('sis-cents dotze, trenta-quatre, cinquanta-sis, setanta-vuit')
    expect(ask('ca', 'phone', '+48600000123')).toBe('més quaranta-vuit, sis-cents, zero zero zero, cent vint-i-tres')
  })
  it('says an address part by part', () =>
    expect(
      createSpeaking().format(
        { street: 'de Mallorca', building: '12', flat: '2', entrance: 'B', floor: '3', city: 'Barcelona' },
        { kind: 'address', optional: false },
        undefined,
        'ca',
        { now: 0, zone: 'Europe/Madrid' },
      ),
    ).toBe('carrer de Mallorca, número dotze, escala B, tercer pis, porta dos, Barcelona'))
})

describe('the guard of Catalan', () => {
  it.each([
    ['c/ Mallorca, 12, 3r 2a', 'carrer Mallorca, dotze, tercer segona'],
    ['Av. Diagonal, núm. 211, esc. B', 'avinguda Diagonal, número dos-cents onze, escala B'],
    ['a les 8:30 h', 'a dos quarts de nou del matí'],
    ['de 8:00 a 16:30', 'de les vuit del matí a dos quarts de cinc de la tarda'],
    ['dl.–dv. 8:00–20:00', 'de dilluns a divendres de les vuit del matí a les vuit del vespre'],
    ['el 05/05/2026 a les 9:10', 'el cinc de maig de dos mil vint-i-sis a les nou i deu del matí'],
    ['l’11 de maig, el 1 de juny', "l'onze de maig, el primer de juny"],
    ['22 min per 1.200,50 €', 'vint-i-dos minuts per mil dos-cents euros amb cinquanta cèntims'],
    ['1/2 pastilla, 2 pastilles, 21 minuts', 'mitja pastilla, dues pastilles, vint-i-un minuts'],
    ['Dr. Puig, Dra. Vila, ECG', 'doctor Puig, doctora Vila, e ce ge'],
    ['38,5 °C, 50%', 'trenta-vuit coma cinc graus, cinquanta per cent'],
    ['140/90', 'cent quaranta sobre noranta'],
    ['al·lèrgia', 'al·lèrgia'],
  ])('%s', (written, words) => expect(guard('ca', written)).toBe(words))
})
