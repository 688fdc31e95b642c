import { describe, expect, it } from 'vitest'
import { ask, counts } from './speak.ts'

describe('Polish counts in nominative, accusative, genitive', () => {
  it.each<[number, string, string]>([
    [1, 'minute', 'jedna minuta, jedną minutę, jednej minuty'],
    [2, 'minute', 'dwie minuty, dwie minuty, dwóch minut'],
    [5, 'minute', 'pięć minut, pięć minut, pięciu minut'],
    [12, 'minute', 'dwanaście minut, dwanaście minut, dwunastu minut'],
    [21, 'minute', 'dwadzieścia jeden minut, dwadzieścia jeden minut, dwudziestu jeden minut'],
    [22, 'minute', 'dwadzieścia dwie minuty, dwadzieścia dwie minuty, dwudziestu dwóch minut'],
    [25, 'minute', 'dwadzieścia pięć minut, dwadzieścia pięć minut, dwudziestu pięciu minut'],
    [112, 'minute', 'sto dwanaście minut, sto dwanaście minut, stu dwunastu minut'],
    [1, 'hour', 'jedna godzina, jedną godzinę, jednej godziny'],
    [24, 'hour', 'dwadzieścia cztery godziny, dwadzieścia cztery godziny, dwudziestu czterech godzin'],
    [1, 'day', 'jeden dzień, jeden dzień, jednego dnia'],
    [3, 'day', 'trzy dni, trzy dni, trzech dni'],
    [22, 'day', 'dwadzieścia dwa dni, dwadzieścia dwa dni, dwudziestu dwóch dni'],
    [1, 'week', 'jeden tydzień, jeden tydzień, jednego tygodnia'],
    [2, 'week', 'dwa tygodnie, dwa tygodnie, dwóch tygodni'],
    [6, 'week', 'sześć tygodni, sześć tygodni, sześciu tygodni'],
    [1, 'tablet', 'jedna tabletka, jedną tabletkę, jednej tabletki'],
    [2, 'tablet', 'dwie tabletki, dwie tabletki, dwóch tabletek'],
    [8, 'tablet', 'osiem tabletek, osiem tabletek, ośmiu tabletek'],
    [1, 'question', 'jedno pytanie, jedno pytanie, jednego pytania'],
    [4, 'question', 'cztery pytania, cztery pytania, czterech pytań'],
    [7, 'question', 'siedem pytań, siedem pytań, siedmiu pytań'],
    [0, 'question', 'zero pytań, zero pytań, zera pytań'],
    [1001, 'tablet', 'tysiąc jeden tabletek, tysiąc jeden tabletek, tysiąca jeden tabletek'],
    [1.5, 'hour', 'półtorej godziny, półtorej godziny, półtorej godziny'],
    [1.5, 'day', 'półtora dnia, półtora dnia, półtora dnia'],
  ])('%d %s', (n, noun, words) => expect(counts('pl', n, noun).join(', ')).toBe(words))

  it('says durations, and amounts in the currency that they name', () => {
    expect(ask('pl', 'duration', 'PT1H30M')).toBe('jedna godzina trzydzieści minut')
    expect(ask('pl', 'duration', 'P2W')).toBe('dwa tygodnie')
    expect(ask('pl', 'duration', 'PT1.5H')).toBe('jedna godzina trzydzieści minut')
    expect(ask('pl', 'duration', 'P1Y2M')).toBe('jeden rok dwa miesiące')
    expect(ask('pl', 'money', { amount: 22, currency: 'EUR' })).toBe('dwadzieścia dwa euro')
    expect(ask('pl', 'money', { amount: 22.5, currency: 'UAH' })).toBe('dwadzieścia dwie hrywny pięćdziesiąt kopiejek')
    expect(ask('pl', 'money', '120,50 zł')).toBe('sto dwadzieścia złotych pięćdziesiąt groszy')
    expect(ask('pl', 'money', 1)).toBe('jeden złoty')
  })

  it('says ordinals in the gender asked for', () => {
    expect(ask('pl', 'ordinal', 22)).toBe('dwudziesty drugi')
    expect(ask('pl', 'ordinal', { n: 3, gender: 'feminine' })).toBe('trzecia')
    expect(ask('pl', 'ordinal', { n: 2, gender: 'neuter' })).toBe('drugie')
  })
})
