import { describe, expect, it } from 'vitest'
import { isCalm, readUrgent, refusesMore } from '../../../src/engine/understanding/urgent/index.ts'
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

  it.each<[Language, string]>([
    ['pl', 'w klatce nie boli'],
    ['pl', 'nie duszę się i nie boli mnie w piersi'],
    ['pl', 'nie mam duszności ani bólu w klatce'],
    ['pl', 'nie jest mi ciężko oddychać'],
    ['uk', 'в грудях не болить'],
    ['uk', 'ні серце не болить дихаю нормально'],
    ['ru', 'сознание не терял'],
    ['ru', 'ни боли в груди нет ни кровотечения'],
    ['ca', 'el pit no em fa mal'],
    ['ca', 'no tinc cap dolor al pit'],
    ['ca', 'no em costa respirar'],
    ['en', "no my chest doesn't hurt"],
    ['en', 'no chest pain'],
    ['en', "i'm not short of breath"],
  ])('%s: %s denies it', (language, said) => expect(read(language, said)?.isDenied ?? true).toBe(true))

  it.each<[Language, string]>([
    ['pl', 'nie duszę się ale boli mnie w klatce'],
    ['pl', 'nie boli tylko gniecie w klatce'],
    ['pl', 'nigdy mnie tak w piersi nie bolało'],
    ['pl', 'oddycha normalnie ale strasznie boli go w klatce'],
    ['pl', 'nie bardzo oddycha'],
    ['uk', 'не задихаюсь але в грудях болить'],
    ['uk', 'ні ні болить у грудях'],
    ['uk', 'не вистачає повітря'],
    ['ru', 'не тяжело но дышать совсем не могу'],
    ['ru', 'не знаю в груди давит'],
    ['ca', "no m'ofego però em fa mal el pit"],
    ['ca', 'no pot moure el braç'],
    ['ca', 'no para de sagnar la sang li raja'],
    ['en', 'not short of breath but my chest hurts'],
    ['en', "the bleeding won't stop"],
    ['en', "he can't lift his arm"],
  ])('%s: %s denies nothing', (language, said) => {
    expect(read(language, said)).toMatchObject({ meaning: 'emergency', isDenied: false })
  })

  it.each<[Language, string]>([
    ['pl', 'trzy lata temu miałem zawał'],
    ['pl', 'tata umarł na zawał'],
    ['pl', 'nie potrzebuję karetki'],
    ['ru', 'после инфаркта нужна справка'],
    ['ru', 'скорой не надо'],
    ['uk', 'у мами торік був інсульт'],
    ['uk', 'руку відлежав затерпла'],
    ['ca', 'fa cinc anys va patir un infart'],
    ['ca', 'no necessito cap ambulància'],
    ['en', 'my aunt had a stroke three years ago'],
    ['en', "we don't need an ambulance"],
  ])('%s: %s is over, or nothing', (language, said) => expect(read(language, said)?.isDenied ?? true).toBe(true))

  it.each<[Language, string]>([
    ['pl', 'rok temu miał zawał a dzisiaj znowu go ściska w klatce'],
    ['pl', 'karetkę proszę nie oddycha'],
    ['ru', 'после укуса осы горло отекает'],
    ['ru', 'два года назад был инсульт и сейчас речь невнятная'],
    ['uk', 'їй сімдесят років не дихає'],
    ['uk', 'торік був інфаркт зараз знову пече в грудях'],
    ['ca', 'fa un any va tenir un ictus i ara se li torça la boca'],
    ['en', 'after eating nuts his tongue is swelling'],
    ['en', 'she had a stroke last year and now her face is drooping'],
  ])('%s: %s is no story of the past', (language, said) => {
    expect(read(language, said)).toMatchObject({ meaning: 'emergency', isDenied: false, isDoubtful: false })
  })

  it('tells a plain sign from a single pair of words', () => {
    expect(read('en', 'pressure two hundred and he is vomiting with a bad head')?.isPlain).toBe(true)
    expect(read('en', 'my waters broke')?.isPlain).toBe(false)
  })

  it('takes letting somebody call for no opt-out', () => {
    expect(refusesMore(splitWords('niech dzwoni'), 'pl')).toBe(false)
    expect(refusesMore(splitWords('get them to ring me'), 'en')).toBe(false)
    expect(refusesMore(splitWords('niech przestanie dzwonić'), 'pl')).toBe(true)
  })
})
