import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../../src/scenarios/model/documents.ts'
import { readName, readPerson } from '../../../../src/engine/understanding/names/index.ts'
import { readCpuMs } from '../../../cpu-time.ts'

const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en'] as const

/** What was said, and the name in it. */
const NAMED: Readonly<Record<Language, readonly (readonly [said: string, name: string])[]>> = {
  pl: [
    ['nazywam się Jan Kowalski', 'Jan Kowalski'],
    ['dzień dobry, Anna Nowak, ja w sprawie wizyty', 'Anna Nowak'],
    ['mówi Barbara Zielińska', 'Barbara Zielińska'],
    ['chciałam umówić Tomasza Wiśniewskiego', 'Tomasz Wiśniewski'],
    ['Wójcik', 'Wójcik'],
    ['mam na imię Zosia', 'Zosia'],
    ['moje nazwisko Brzęczyszczykiewicz', 'Brzęczyszczykiewicz'],
    ['Maria Skłodowska-Curie', 'Maria Skłodowska-Curie'],
    ['Ewa Lis, el i es', 'Ewa Lis'],
  ],
  ru: [
    ['меня зовут Иван Петров', 'Иван Петров'],
    ['здравствуйте, это Ольга Смирнова', 'Ольга Смирнова'],
    ['запишите Марию Соколову', 'Мария Соколова'],
    ['моя фамилия Кузнецов', 'Кузнецов'],
    ['Сергей', 'Сергей'],
  ],
  uk: [
    ['мене звати Олена Шевченко', 'Олена Шевченко'],
    ['добрий день, це Тарас Бондаренко', 'Тарас Бондаренко'],
    ['моє прізвище Ковальчук', 'Ковальчук'],
    ['Оксана Мельник слухає', 'Оксана Мельник'],
  ],
  ca: [
    ['em dic Montserrat Puig', 'Montserrat Puig'],
    ['bon dia, soc en Jordi Ferrer', 'Jordi Ferrer'],
    ['Maria Vila i Roca', 'Maria Vila i Roca'],
    ['la Núria Serra al telèfon', 'Núria Serra'],
  ],
  en: [
    ['my name is John Smith', 'John Smith'],
    ['Emily Johnson speaking', 'Emily Johnson'],
    ['hi, this is Patricia Walker calling', 'Patricia Walker'],
    ['my last name is Featherstonehaugh', 'Featherstonehaugh'],
    ["it's under Taylor", 'Taylor'],
  ],
}
const NOBODY: Readonly<Record<Language, readonly string[]>> = {
  pl: [
    'tak',
    'nie mogę teraz rozmawiać',
    'chciałbym przełożyć wizytę na piątek',
    'boli mnie głowa',
    'proszę powtórzyć',
    'kto mówi',
    'dziękuję, do widzenia',
    'jutro o dziesiątej',
    '',
  ],
  ru: [
    'да',
    'нет, не могу',
    'перенесите на вторник',
    'у меня болит голова',
    'кто это',
    'повторите пожалуйста',
    'спасибо, до свидания',
  ],
  uk: ['так', 'не зможу прийти завтра', 'болить голова', 'хто це', 'повторіть будь ласка', 'дякую, до побачення'],
  ca: ['sí', 'no puc venir demà', 'bon dia, voldria canviar la visita', 'em fa mal el cap', 'qui parla', 'gràcies, adeu'],
  en: ['yes', "I can't come tomorrow", 'who is calling', 'could you say that again', 'I have a headache', 'thank you, goodbye'],
}

describe.each(LANGUAGES)('the name in an utterance: %s', language => {
  it.each(NAMED[language])('%s names %s', (said, name) => {
    const read = readName(said, { language })
    expect(read?.name).toBe(name)
    expect(said.slice(read?.start, read?.end)).not.toBe('')
    expect(read?.likeness).toBeGreaterThanOrEqual(0.5)
  })
  it.each(NOBODY[language])('"%s" names nobody', said => expect(readName(said, { language })).toBeUndefined())
})

describe('an expected person', () => {
  it('is measured against what was said', () => {
    expect(readName('tu Ania Nowak', { language: 'pl', expected: 'Anna Nowak' })?.likeness).toBeGreaterThanOrEqual(0.8)
    expect(readName('tu Piotr Mazur', { language: 'pl', expected: 'Anna Nowak' })?.likeness).toBeLessThan(0.6)
  })

  it('is found among what the recogniser heard besides', () => {
    const hypotheses = [{ text: 'Anna no tak' }, { text: 'Anna Nowak' }]
    expect(readName('Anna no tak', { language: 'pl', expected: 'Anna Nowak', hypotheses })?.likeness).toBeGreaterThanOrEqual(0.8)
  })

  it('may be denied', () => expect(readName('nie nazywam się Anna Nowak', { language: 'pl' })?.denied).toBe(true))
})

describe('a person as a value', () => {
  const nothing = () => false

  it.each<[string, Language, object]>([
    ['Nowak Anna', 'pl', { first: 'Anna', last: 'Nowak' }],
    ['меня зовут Иван Петров', 'ru', { name: 'Иван Петров', first: 'Иван', last: 'Петров' }],
    ['em dic Jordi', 'ca', { name: 'Jordi' }],
    ['Ковальчук Марія Іванівна', 'uk', { first: 'Марія', last: 'Ковальчук' }],
    ['Montserrat Puig i Ferrer', 'ca', { first: 'Montserrat', last: 'Puig i Ferrer' }],
    ['Anna Maria Nowak', 'pl', { first: 'Anna', last: 'Nowak' }],
  ])('%s', (said, language, value) => expect(readPerson(said, language, nothing)?.value).toMatchObject(value))

  it('is nobody whose words are taken', () => expect(readPerson('Anna Nowak', 'pl', () => true)).toBeUndefined())
})

describe('any words', () => {
  it('are read without throwing, inside their bounds', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc
        .array(
          fc.constantFrom(
            'nie',
            'Anna',
            'меня зовут',
            'Петрова',
            'em dic',
            'de',
            'i',
            "l'",
            ',',
            '-',
            'jak',
            'n',
            'о',
            'my name is',
            '7',
          ),
          { maxLength: 40 },
        )
        .map(all => all.join(' ')),
    )
    fc.assert(
      fc.property(words, fc.constantFrom(...LANGUAGES), fc.option(words, { nil: undefined }), (said, language, expected) => {
        const read = readName(said, { language, ...(expected === undefined ? {} : { expected }) })
        if (read === undefined) return
        expect(read.start).toBeGreaterThanOrEqual(0)
        expect(read.end).toBeLessThanOrEqual(said.length)
        expect(read.start).toBeLessThanOrEqual(read.end)
        expect(read.likeness).toBeGreaterThanOrEqual(0)
        expect(read.likeness).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  it('that nobody could say take no time', () => {
    for (const language of LANGUAGES)
      for (const piece of ['a', 'Anna ', 'не ', 'Иван Петров, ', 'n o w ', 'de la ', 'i ']) {
        const began = readCpuMs()
        readName(piece.repeat(Math.ceil(100_000 / piece.length)), { language, expected: 'Anna Nowak' })
        expect(readCpuMs() - began).toBeLessThan(2000)
      }
  })
})
