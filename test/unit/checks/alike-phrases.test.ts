import { describe, expect, it } from 'vitest'
import { buildAlikeIndex } from '../../../src/scenarios/checks/alike-phrases.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'

const alike = (language: Language, left: string, right: string): boolean =>
  buildAlikeIndex({ language, meanings: { left: [left], right: [right] } }).between.has('left')

describe('phrases sound alike', () => {
  it.each<[Language, string, string]>([
    ['pl', 'pasuje', 'kasuję'],
    ['pl', 'mogę przyjść', 'może przyjść'],
    ['pl', 'adres', 'Adres, poproszę.'],
    ['pl', 'łódka', 'lodka'],
    ['ru', 'неверно', 'наверно'],
    ['uk', 'потім', 'почім'],
    ['uk', 'підходить', 'будь ласка, підходить'],
    ['ca', 'és clar', 'més clar'],
    ['ca', "l'adreça", "l'adreça, si us plau"],
    ['en', 'no chance', 'no change'],
    ['en', 'talks', 'talk s'.replace(' ', 'e')],
  ])('%s: "%s" and "%s"', (language, left, right) => {
    expect([alike(language, left, right), alike(language, right, left)]).toEqual([true, true])
  })
  it.each<[Language, string, string, string]>([
    ['pl', 'tak', 'tam', 'too short'],
    ['pl', 'tak', 'Tak!', 'the same, which is another finding'],
    ['pl', 'to ja', 'ja', 'a pronoun is no filler'],
    ['pl', 'ni ma', 'nie ma', 'a negation is no slip'],
    ['ru', 'не могу', 'но могу', 'a negation is no slip'],
    ['ca', 'sí', 'si us plau', 'courtesy alone stays'],
    ['en', 'room 12', 'room 13', 'digits tell apart'],
    ['en', 'move it', 'remove it', 'two letters'],
    ['en', 'abcdef', 'abxyef', 'two letters in the middle'],
    ['en', 'canton', 'can ton', 'a space is no letter'],
  ])('%s: "%s" and "%s" do not: %s', (language, left, right) => {
    expect([alike(language, left, right), alike(language, right, left)]).toEqual([false, false])
  })
  it('finds every single slip, wherever it is', () => {
    const phrase = 'przełożyć wizytę'
    for (let at = 0; at < phrase.length; at += 1) {
      if (phrase[at] === ' ') continue
      for (const letter of ['', 'x', `x${phrase[at] ?? ''}`])
        expect(alike('pl', phrase, phrase.slice(0, at) + letter + phrase.slice(at + 1)), `${letter} at ${at}`).toBe(true)
    }
  })
  it('is found for words of a step', () => {
    const index = buildAlikeIndex({ language: 'pl', meanings: { cancel: ['kasuję'], move: ['kiedy indziej'] } })
    expect(index.find('pasuje')).toMatchObject([{ meaning: 'cancel', phrase: 'kasuję' }])
    expect(index.find('kasuję')).toEqual([])
    expect(index.find('')).toEqual([])
  })
})
