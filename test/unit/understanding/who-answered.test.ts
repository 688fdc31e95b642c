import { describe, expect, test } from 'vitest'
import { dropFillers, splitWords } from '../../../src/engine/understanding/tokens.ts'
import { readWho } from '../../../src/engine/understanding/who-answered/index.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'

const who = (language: Language, text: string): string | undefined =>
  readWho(dropFillers(splitWords(text), language), language)?.kind

describe('who answers, by the words', () => {
  test.each([
    ['pl', 'proszę zostawić wiadomość po sygnale', 'voicemail'],
    ['uk', 'залиште повідомлення після сигналу', 'voicemail'],
    ['ru', 'оставьте сообщение после сигнала', 'voicemail'],
    ['ca', 'deixi un missatge després del senyal', 'voicemail'],
    ['en', 'please leave a message after the tone', 'voicemail'],
    ['pl', 'abonent jest niedostępny', 'network'],
    ['uk', 'абонент недоступний', 'network'],
    ['en', 'the phone you are calling is switched off', 'network'],
    ['pl', 'proszę podać imię i cel rozmowy', 'screening'],
    ['en', 'state your name and purpose', 'screening'],
    ['pl', 'aby połączyć się z konsultantem wybierz dwa', 'menu'],
    ['en', 'press one for sales', 'menu'],
    ['pl', 'tu faks', 'fax'],
    ['pl', 'już daję mamę', 'handing_over'],
    ['uk', 'зараз дам маму', 'handing_over'],
    ['pl', 'mama się kąpie', 'child'],
    ['en', 'no I am her husband', 'another_person'],
  ] as const)('%s: %s', (language, text, kind) => {
    expect(who(language, text)).toBe(kind)
  })

  test.each([
    ['pl', 'tak to ja'],
    ['pl', 'nie dam rady, proszę przełożyć na czwartek'],
    ['pl', 'chcę porozmawiać z konsultantem'],
    ['uk', 'так, мені підходить'],
    ['ru', 'хочу с оператором поговорить'],
    ['en', "I'd like to speak to an advisor"],
    ['en', 'can you give me a later time'],
  ] as const)('%s: %s is nobody but the person called', (language, text) => {
    expect(['picking_up', undefined]).toContain(who(language, text))
  })
})
