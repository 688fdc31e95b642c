import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../../src/scenarios/model/documents.ts'
import { matchName } from '../../../../src/engine/understanding/names/index.ts'
import { CATALAN_NAMES } from '../../../../src/engine/understanding/names/data/ca.ts'
import { ENGLISH_NAMES } from '../../../../src/engine/understanding/names/data/en.ts'
import { POLISH_NAMES } from '../../../../src/engine/understanding/names/data/pl.ts'
import { RUSSIAN_NAMES } from '../../../../src/engine/understanding/names/data/ru.ts'
import { UKRAINIAN_NAMES } from '../../../../src/engine/understanding/names/data/uk.ts'
import { readCpuMs } from '../../../cpu-time.ts'

const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en'] as const
const NAMES = { pl: POLISH_NAMES, ru: RUSSIAN_NAMES, uk: UKRAINIAN_NAMES, ca: CATALAN_NAMES, en: ENGLISH_NAMES }

/** What was said, and who is expected. */
const SAME: Readonly<Record<Language, readonly (readonly [said: string, expected: string])[]>> = {
  pl: [
    ['Anna Nowak', 'Anna Nowak'],
    ['Nowak Anna', 'Anna Nowak'],
    ['Jana Kowalskiego', 'Jan Kowalski'],
    ['w sprawie pani Katarzyny Wiśniewskiej', 'Katarzyna Wiśniewska'],
    ['z Markiem Wójcikiem', 'Marek Wójcik'],
    ['Kasia Zielińska', 'Katarzyna Zielińska'],
    ['Kowalska', 'Anna Kowalska'],
    ['Małgosia', 'Małgorzata Lewandowska'],
    ['en o wu a ka', 'Anna Nowak'],
    ['nazywam się Anna Nowak', 'Anna Nowak'],
    ['anna wojcik', 'Anna Wójcik'],
    ['Jan Kowalsky', 'Jan Kowalski'],
    ['Олена Шевченко', 'Olena Szewczenko'],
    ['Oleksandr Bondarenko', 'Ołeksandr Bondarenko'],
  ],
  ru: [
    ['Иван Петров', 'Иван Петров'],
    ['Петров Иван Сергеевич', 'Иван Петров'],
    ['для Ивана Петрова', 'Иван Петров'],
    ['Марии Соколовой', 'Мария Соколова'],
    ['Катя Морозова', 'Екатерина Морозова'],
    ['Дима', 'Дмитрий Волков'],
    ['Кузнецова', 'Ольга Кузнецова'],
    ['Сергей Алексеев', 'Sergey Alekseev'],
    ['Наталья Федорова', 'Natalia Fiodorowa'],
    ['пэ е тэ эр о вэ', 'Иван Петров'],
  ],
  uk: [
    ['Олена Шевченко', 'Олена Шевченко'],
    ['Шевченко Олена', 'Олена Шевченко'],
    ['Тараса Бондаренка', 'Тарас Бондаренко'],
    ['Оксані Ковальчук', 'Оксана Ковальчук'],
    ['Сашко Мельник', 'Олександр Мельник'],
    ['Катруся', 'Катерина Лисенко'],
    ['Андрій Ткаченко', 'Andrii Tkachenko'],
    ['Ірина Кравчук', 'Iryna Krawczuk'],
    ['Марченко', 'Юлія Марченко'],
  ],
  ca: [
    ['Montserrat Puig', 'Montserrat Puig i Ferrer'],
    ['la Montse Puig', 'Montserrat Puig'],
    ['en Quim Vila', 'Joaquim Vila'],
    ["l'Anna Serra", 'Anna Serra'],
    ['Puig', 'Jordi Puig'],
    ['Jordi', 'Jordi Puig'],
    ['Ferran Gimenez', 'Ferran Giménez'],
    ['Merce Roura', 'Mercè Roura'],
  ],
  en: [
    ['John Smith', 'John Smith'],
    ['Smith, John', 'John Smith'],
    ['Bob Taylor', 'Robert Taylor'],
    ['Mrs Johnson', 'Emily Johnson'],
    ['Liz', 'Elizabeth Walker'],
    ['Jon Smyth', 'John Smith'],
    ['november oscar victor alpha kilo', 'Anna Novak'],
    ["it's Catherine O'Brien", "Katherine O'Brien"],
    ['s m i t h', 'John Smith'],
  ],
}
const OTHER: Readonly<Record<Language, readonly (readonly [said: string, expected: string])[]>> = {
  pl: [
    ['Piotr Nowak', 'Anna Nowak'],
    ['Anna Wójcik', 'Anna Nowak'],
    ['Nowacki', 'Jan Nowak'],
    ['Kowalczyk', 'Jan Kowalski'],
    ['Marek', 'Marcin Mazur'],
    ['tak, słucham', 'Anna Nowak'],
    ['', 'Anna Nowak'],
  ],
  ru: [
    ['Анна Петрова', 'Ольга Петрова'],
    ['Иван Волков', 'Иван Соколов'],
    ['Смирнов', 'Семенов Петр'],
    ['да, слушаю', 'Иван Петров'],
  ],
  uk: [
    ['Олена Ткаченко', 'Олена Шевченко'],
    ['Марія Мельник', 'Марина Мельник'],
    ['Бондаренко', 'Бондарчук Олег'],
    ['так, слухаю', 'Олена Шевченко'],
  ],
  ca: [
    ['Jordi Puig', 'Joan Puig'],
    ['Maria Serra', 'Marta Serra'],
    ['Anna Ferrer', 'Anna Roca'],
    ['sí, digui', 'Jordi Puig'],
  ],
  en: [
    ['Mary Jones', 'Mary Johnson'],
    ['Peter Smith', 'Paul Smith'],
    ['Jane Taylor', 'Jane Walker'],
    ['yes, speaking', 'John Smith'],
  ],
}

describe.each(LANGUAGES)('a name against the expected one: %s', language => {
  it.each(SAME[language])('%s is %s', (said, expected) => expect(matchName(said, expected, language)).toBeGreaterThanOrEqual(0.8))
  it.each(OTHER[language])('%s is not %s', (said, expected) => expect(matchName(said, expected, language)).toBeLessThan(0.6))
})

describe('any words', () => {
  const language = fc.constantFrom(...LANGUAGES)
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.constantFrom('Anna', 'Нowak', 'en', 'о', 'д', "l'", 'jak', 'de', 'i', 'Петрова', '12', '-', 'podwójne'), {
        maxLength: 30,
      })
      .map(all => all.join(' ')),
  )

  it('have a likeness of 0 to 1', () => {
    fc.assert(
      fc.property(words, words, language, (said, expected, of) => {
        const likeness = matchName(said, expected, of)
        expect(likeness).toBeGreaterThanOrEqual(0)
        expect(likeness).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  it('that nobody could say take no time', () => {
    for (const of of LANGUAGES)
      for (const piece of ['a', 'Nowak ', 'а ', "l'", 'en o wu ', '\u0301', '\u{1f600}']) {
        const long = piece.repeat(Math.ceil(100_000 / piece.length))
        const began = readCpuMs()
        matchName(long, 'Anna Nowak', of)
        matchName('Anna Nowak', long, of)
        matchName(long, long, of)
        expect(readCpuMs() - began).toBeLessThan(2000)
      }
  })
})

/** First names that one person may be called by, in a language; all others of the lists are of different people. */
const SHARED: Readonly<Record<Language, string>> = {
  pl: 'Wioletta Violetta',
  ru: '',
  uk: 'Наталія Наталка Олександр Олександра Олексій Олесь Христина Христя Лілія Ліля',
  ca: 'Josefina Josepa Fina Eulàlia Laia',
  en: 'Alice Alison Ali Frances Francis Frank',
}

describe.each(LANGUAGES)('two first names of the lists: %s', language => {
  const [female, male] = [NAMES[language].female, NAMES[language].male].map(text =>
    text.split('|').map(entry => entry.split(' ')),
  )
  const groups = [...(female ?? []), ...(male ?? [])]
  const surname = language === 'ru' || language === 'uk' ? 'Коваль' : 'Puig'

  it('are never taken for the same person', () => {
    const shared = SHARED[language].split(' ')
    const taken = groups.flatMap(([said = ''], at) =>
      // Every seventeenth pair: all take too long.
      groups
        .filter((other, place) => (at + place) % 17 === 0 && !other.includes(said))
        .map(([expected = '']) => [said, expected])
        .filter(pair => !pair.every(name => shared.includes(name)))
        .filter(([one, other]) => matchName(`${one} ${surname}`, `${other} ${surname}`, language) >= 0.8)
        .map(pair => pair.join(' for ')),
    )
    expect(taken).toEqual([])
  })
})

/** Surnames that sound the same, and are spelled as it comes. */
const SPELLINGS = [
  'Davies Davis',
  'Clarke Clark',
  'Dixon Dickson',
  'Jiménez Giménez',
  'Ribera Rivera',
  'Sans Sanz',
  'Rosselló Roselló',
]

describe.each(LANGUAGES)('two surnames of the lists: %s', language => {
  const surnames = NAMES[language].surnames.split(' ')
  const first = { pl: 'Jan', ru: 'Иван', uk: 'Іван', ca: 'Jordi', en: 'John' }[language]

  it('are never taken for the same person, but where they are spellings of one', () => {
    const taken = surnames.flatMap((said, at) =>
      surnames
        .filter((other, place) => (at + place) % 13 === 0 && other !== said)
        .filter(other => !SPELLINGS.some(pair => pair.split(' ').includes(said) && pair.split(' ').includes(other)))
        .filter(expected => matchName(`${first} ${said}`, `${first} ${expected}`, language) >= 0.8)
        .map(expected => `${said} for ${expected}`),
    )
    expect(taken).toEqual([])
  })
})

describe('a name of several parts, one of them another', () => {
  it.each([
    ['Maria Teresa Font', 'Maria Dolors Font', 'ca'],
    ['Орлов Иван Сергеевич', 'Иван Петрович Орлов', 'ru'],
    ['Иван Сергеевич', 'Иван Петрович Орлов', 'ru'],
    ['Марія Іванівна Бондар', 'Марія Степанівна Бондар', 'uk'],
    ['Anna Barbara Nowak', 'Anna Maria Nowak', 'pl'],
    ['Agnieszka Nowak Mazurek', 'Agnieszka Nowak-Mazur', 'pl'],
    ['Mary Jane Evans', 'Mary Ann Evans', 'en'],
  ] as const)('%s is not surely %s', (said, expected, language) => expect(matchName(said, expected, language)).toBeLessThan(0.8))

  it.each([
    ['Орлов Иван Петрович', 'Иван Петрович Орлов', 'ru'],
    ['Орлов Иван', 'Иван Петрович Орлов', 'ru'],
    ['Maria Font', 'Maria Dolors Font', 'ca'],
    ['Lola Font', 'Maria Dolors Font', 'ca'],
    ['Jan Paweł Nowak', 'Jan Nowak', 'pl'],
    ['Agnieszka Nowak', 'Agnieszka Nowak-Mazur', 'pl'],
  ] as const)('%s is %s', (said, expected, language) => expect(matchName(said, expected, language)).toBeGreaterThanOrEqual(0.8))
})

describe('a name that is also a common word', () => {
  it.each([
    ['Will Smith', 'Mary Smith', 'en'],
    ['this is Will Smith', 'Mary Smith', 'en'],
    ['Di Taylor', 'Susan Taylor', 'en'],
    ['Anna May', 'Anna Jones', 'en'],
    ['Marie Smith', 'Mary Smith', 'en'],
    ['Anna Ross', 'Anna Rose', 'en'],
    ['Jan Kot', 'Jan Nowak', 'pl'],
    ['Anna Company', 'Anna Serra', 'ca'],
    ['Júlia Puig', 'Julià Puig', 'ca'],
  ] as const)('%s is not %s', (said, expected, language) => expect(matchName(said, expected, language)).toBeLessThan(0.8))

  it.each([
    ['Will Smith', 'William Smith', 'en'],
    ['Anna May', 'Anna May', 'en'],
    ['Jan Kot', 'Jan Kot', 'pl'],
    ['Anna may I ask who is calling', 'Anna Jones', 'en'],
  ] as const)('%s is %s', (said, expected, language) => expect(matchName(said, expected, language)).toBeGreaterThanOrEqual(0.8))
})
