import { describe, expect, it } from 'vitest'
import type { NameClaim } from '../../../../src/engine/understanding/names/index.ts'
import { readClaim } from '../../../../src/engine/understanding/names/index.ts'
import { dropFillers, splitWords } from '../../../../src/engine/understanding/tokens.ts'
import type { Language } from '../../../../src/scenarios/model/documents.ts'

/** Who is asked for, and what callers say then. */
const ASKED: Readonly<Record<Language, string>> = {
  pl: 'Anna Nowak',
  ru: 'Анна Петрова',
  uk: 'Олена Шевченко',
  ca: 'Montserrat Puig',
  en: 'Anna Smith',
}
const SAID: Readonly<Record<Language, Readonly<Record<NameClaim['is'] | 'nobody', readonly string[]>>>> = {
  pl: {
    same: [
      'Nowak, słucham',
      'tu Anna',
      'tak, Nowak Anna',
      'z tej strony Anna Nowak',
      'Ania, słucham',
      'Anna Nowak przy telefonie',
    ],
    other: [
      'nie, tu Maria Kowalska',
      'tak, Maria Kowalska',
      'Anna Nowakowska',
      'Jan Nowak',
      'nie nazywam się Anna Nowak',
      'to nie Anna',
    ],
    unsure: ['pan Nowak, słucham', 'Nowik, słucham'],
    mentioned: ['nie ma Anny Nowak', 'żona Nowaka', 'Anna Nowak nie żyje', 'Anna Nowak?', 'tu mąż Anny Nowak'],
    nobody: ['tak, słucham', 'jestem jej mężem', 'a kto mówi', 'pomyłka'],
  },
  ru: {
    same: ['Петрова слушает', 'это Анна', 'да, Анна Петрова', 'Анна Ивановна', 'Петрова Анна Ивановна'],
    other: ['нет, это Мария Соколова', 'Мария Соколова у телефона', 'Петров слушает', 'нет, я не Анна'],
    unsure: ['Анна Петровская'],
    mentioned: ['Анны Петровой нет дома', 'муж Анны Петровой'],
    nobody: ['да, слушаю', 'я её муж', 'кто это'],
  },
  uk: {
    same: ['Шевченко слухає', 'це Олена', 'так, Олена Шевченко', 'Олена Іванівна', 'Лена'],
    other: ['ні, це Марія Коваль', 'Марія Коваль слухає', 'Олена Шевчук'],
    unsure: ['пан Шевченко слухає'],
    mentioned: ['Олени немає', 'чоловік Олени Шевченко'],
    nobody: ['так, слухаю', 'я її чоловік', 'хто це'],
  },
  ca: {
    same: ['Puig, digui', 'soc la Montse', 'sí, soc la Montserrat Puig', 'la Montserrat al telèfon'],
    other: ['no, soc la Maria Vila', 'Montserrat Puigdemont', 'Marta Puig', 'sí, Maria Vila'],
    unsure: ['senyor Puig, digui'],
    mentioned: ['la Montserrat no hi és', 'el marit de la Montserrat'],
    nobody: ['sí, digui', 'soc el seu marit', 'qui parla'],
  },
  en: {
    same: ['Smith speaking', 'this is Anna', 'yes, this is Anna Smith', "it's Mrs Smith"],
    other: ['no, this is Mary Jones', 'Mary Jones speaking', 'Anna Smithson', 'Joanna Smith', "it's not Anna"],
    unsure: ['Mr Smith speaking'],
    mentioned: ['Anna Smith is not here', "Anna's husband"],
    nobody: ['yes, speaking', "I'm her husband", 'who is calling'],
  },
}

const claimed = (said: string, language: Language): string => {
  const tokens = dropFillers(splitWords(said), language)
  return readClaim(tokens, said, { name: ASKED[language] }, language)?.is ?? 'nobody'
}

describe.each(Object.keys(SAID) as Language[])('who was asked for by name: %s', language => {
  const lines = Object.entries(SAID[language]).flatMap(([is, all]) => all.map(said => [said, is] as const))
  it.each(lines)('"%s" is %s', (said, is) => expect(claimed(said, language)).toBe(is))
})

it('the gender on record tells a man from a woman of the same surname', () => {
  const tokens = splitWords('pani Nowak, słucham')
  const claim = (gender: 'female' | 'male') => readClaim(tokens, 'pani Nowak, słucham', { name: 'Sasza Nowak', gender }, 'pl')?.is
  expect([claim('female'), claim('male')]).toEqual(['same', 'unsure'])
})
