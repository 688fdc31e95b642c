import { describe, expect, it } from 'vitest'
import { isCalm, readUrgent } from '../../../src/engine/understanding/urgent/index.ts'
import { splitWords } from '../../../src/engine/understanding/tokens.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'

const read = (language: Language, said: string) => readUrgent(splitWords(said), language)

describe('signs of danger and of opting out', () => {
  it.each<[Language, string, string]>([
    ['pl', 'tata stracił przytomność', 'emergency'],
    ['pl', 'strasznie mnie ściska w klatce piersiowej', 'emergency'],
    ['pl', 'krew się leje i nie przestaje lecieć', 'emergency'],
    ['pl', 'wykreślcie mnie z bazy', 'stop_calling'],
    ['ru', 'мужу нечем дышать', 'emergency'],
    ['ru', 'у мамы лицо перекосило', 'emergency'],
    ['ru', 'больше мне не звоните', 'stop_calling'],
    ['uk', 'дитина проковтнула батарейку', 'emergency'],
    ['uk', 'дуже сильна кровотеча', 'emergency'],
    ['uk', 'видаліть мій номер', 'stop_calling'],
    ['ca', 'li fa molt mal el pit', 'emergency'],
    ['ca', 'ha perdut el coneixement', 'emergency'],
    ['ca', 'no em truqueu mai més', 'stop_calling'],
    ['en', "she's not breathing", 'emergency'],
    ['en', 'he took a whole bottle of pills', 'emergency'],
    ['en', 'take me off your list', 'stop_calling'],
  ])('%s: %s is %s', (language, said, meaning) => expect(read(language, said)?.meaning).toBe(meaning))

  it('doubts what is long over, and what is denied', () => {
    expect(read('pl', 'rok temu miałem zawał')?.isDoubtful ?? true).toBe(true)
    expect(read('pl', 'nie boli mnie klatka')?.isDenied).toBe(true)
    expect(read('pl', 'nie ratunku')?.isDenied).toBe(false)
  })

  it('hears that it is not so bad, and that it still is', () => {
    expect(isCalm(splitWords("it's stopped bleeding"), 'en')).toBe(true)
    expect(isCalm(splitWords("it hasn't stopped bleeding"), 'en')).toBe(false)
    expect(isCalm(splitWords('oddycha normalnie'), 'pl')).toBe(true)
    expect(isCalm(splitWords('krew leci i leci nie mogę zatamować'), 'pl')).toBe(false)
    expect(isCalm(splitWords('nie przestało lecieć'), 'pl')).toBe(false)
  })
})
