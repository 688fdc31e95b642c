import { describe, expect, it } from 'vitest'
import { isAttendingYes, isOnlyOneself, readPolarity } from '../../../src/engine/understanding/polarity/index.ts'
import { dropFillers, splitWords } from '../../../src/engine/understanding/tokens.ts'
import { hear } from './hear.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'

const read = (language: Language, said: string) => readPolarity(dropFillers(splitWords(said), language), language)

describe('yes and no', () => {
  it.each<[Language, string, 'agree' | 'decline']>([
    ['pl', 'no tak', 'agree'],
    ['pl', 'nie ma sprawy', 'agree'],
    ['pl', 'nie mam nic przeciwko', 'agree'],
    ['pl', 'nie przeszkadza mi to', 'agree'],
    ['pl', 'nie no tak oczywiście', 'agree'],
    ['pl', 'nie pasuje mi', 'decline'],
    ['pl', 'nie zgadzam się', 'decline'],
    ['ru', 'да нет', 'decline'],
    ['ru', 'да нет проблем', 'agree'],
    ['ru', 'нет нет всё верно', 'agree'],
    ['ru', 'не против', 'agree'],
    ['ru', 'не могу', 'decline'],
    ['uk', 'та ні', 'decline'],
    ['uk', 'не заперечую', 'agree'],
    ['uk', 'так звісно', 'agree'],
    ['ca', 'no hi ha cap problema', 'agree'],
    ['ca', 'no em va bé', 'decline'],
    ['ca', 'i tant', 'agree'],
    ['en', "no that's right", 'agree'],
    ['en', "i wouldn't mind", 'agree'],
    ['en', "i wouldn't say no", 'agree'],
    ['en', "that doesn't suit me", 'decline'],
    ['en', 'yeah no', 'decline'],
  ])('%s: %s is %s', (language, said, answer) => expect(read(language, said)?.answer).toBe(answer))

  it.each<[Language, string, 'move' | 'cancel']>([
    ['pl', 'nie odwołujcie tej wizyty', 'cancel'],
    ['pl', 'nie chcę przekładać', 'move'],
    ['ru', 'не надо отменять', 'cancel'],
    ['uk', 'не треба скасовувати', 'cancel'],
    ['ca', 'no vull anul·lar la cita', 'cancel'],
    ['en', "please don't cancel it", 'cancel'],
  ])('%s: %s asks not to %s', (language, said, act) =>
    expect(read(language, said)).toMatchObject({ answer: 'decline', denies: act }),
  )

  it.each<[Language, string]>([
    ['pl', 'kto mówi'],
    ['pl', 'nie wiem'],
    ['ru', 'так секунду'],
    ['ru', 'не знаю'],
    ['uk', 'хто це'],
    ['ca', 'qui és'],
    ['en', 'hold on a second'],
  ])('%s: %s is none of both', (language, said) => expect(read(language, said)?.isWhole === true).toBe(false))

  it('knows when both were said, and when a comma makes two thoughts of one', () => {
    expect(read('pl', 'nie, przełóżmy')).toMatchObject({ answer: 'decline', isWhole: false })
    expect(read('pl', 'nie przełóżmy')?.denies).toBeUndefined()
    expect(read('en', 'no yes')).toMatchObject({ answer: 'agree', isMixed: true })
  })
})

describe('a yes of who has come to the telephone and listens', () => {
  const isYes = (language: Language, said: string) => isAttendingYes(dropFillers(splitWords(said), language), language)
  it.each<[Language, string]>([
    ['pl', 'tak, to ja, słucham panią'],
    ['ru', 'да это я говорите'],
    ['uk', 'так, слухаю вас'],
    ['ca', "sí, l'escolto"],
    ['en', "yes it is, i'm listening"],
  ])('%s: %s', (language, said) => expect(isYes(language, said)).toBe(true))
  it.each<[Language, string]>([
    ['pl', 'słucham'],
    ['pl', 'tak, nie słyszę'],
    ['pl', 'słucham, to nie ja'],
    ['ru', 'да слушаю а кто это'],
    ['uk', 'ні, слухаю вас'],
    ['ca', "no l'escolto"],
    ['en', "i'm listening"],
  ])('%s: %s is none', (language, said) => expect(isYes(language, said)).toBe(false))
})

describe('who only says that it is they', () => {
  const isOneself = (language: Language, said: string) => isOnlyOneself(dropFillers(splitWords(said), language), language)
  it.each<[Language, string]>([
    ['pl', 'to ja, słucham'],
    ['ru', 'это я'],
    ['uk', 'ну я'],
    ['ca', 'soc jo'],
    ['en', 'speaking'],
  ])('%s: %s', (language, said) => {
    expect(isOneself(language, said)).toBe(true)
    const agrees = (more: string) =>
      hear(said, { language, own: ['agree', 'decline', more] }).meanings.some(({ meaning }) => meaning === 'agree')
    expect(agrees('not_sure')).toBe(false)
  })
  it.each<[Language, string]>([
    ['pl', 'tak, to ja'],
    ['pl', 'słucham'],
    ['ru', 'я не могу'],
    ['ca', 'soc la seva filla'],
    ['en', "it's me who cannot come"],
  ])('%s: %s says more', (language, said) => expect(isOneself(language, said)).toBe(false))
})
