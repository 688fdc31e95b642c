import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Heard } from '../../../src/engine/call/index.ts'
import type { AskNode } from '../../../src/scenarios/compile/compiled.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'
import { compileWorkspace } from '../../../src/scenarios/compile-workspace.ts'
import { understanding } from '../../learned.ts'

const ROOT = join(import.meta.dirname, '../../../scenarios-yaml')
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'))
const { scenarios } = compileWorkspace(new Map(files.map(file => [file, readFileSync(join(ROOT, file), 'utf8')])))

/** What a question, whether the visit is kept unless told otherwise, takes an utterance for: meanings, of which it is sure enough to act. */
function hear(said: string, step = 'visit', scenario = 'appointment-confirmation'): readonly string[] {
  return listen(said, 'pl', step, scenario)
    .meanings.filter(({ confidence }) => confidence >= 0.6)
    .map(({ meaning }) => meaning)
}

function listen(said: string, language: Language, step = 'visit', name = 'appointment-confirmation'): Heard {
  const scenario = scenarios.get(name)
  const node = scenario?.nodes[step]
  if (scenario === undefined || node?.kind !== 'ask') throw new Error(`the shipped scenario asks nothing at ${step}`)
  const { answers, anytime, path }: AskNode = node
  return understanding.hear([{ text: said, confidence: 0.9 }], {
    scenario,
    language,
    node: path,
    own: Object.keys(answers),
    anytime: Object.keys(anytime),
    expect: {},
    now: Date.parse('2026-05-05T10:00:00+02:00'),
    zone: 'Europe/Warsaw',
  }) as Heard
}

/** What people say on the telephone, in words that nobody took from the lexicon. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  operator: [
    'proszę rejestrację',
    'poproszę z rejestracją',
    'poproszę rejestrację',
    'chciałabym rozmawiać z rejestracją',
    'niech pani mnie połączy z rejestracją',
    'może mnie pan połączyć z rejestracją',
    'poproszę o połączenie z rejestracją',
    'poproszę człowieka',
    'wolałbym rozmawiać z człowiekiem',
    'chcę rozmawiać z kimś z przychodni',
    'czy mogę z kimś porozmawiać',
    'poproszę konsultanta',
  ],
  stop_calling: [
    'proszę już do mnie nie dzwonić',
    'proszę więcej do mnie nie dzwonić',
    'nie dzwoń do mnie',
    'niech pani więcej nie dzwoni',
    'proszę usunąć mnie z listy',
    'nie chcę takich telefonów',
    'dajcie mi spokój',
  ],
  emergency: [
    'mam ból w klatce piersiowej',
    'boli mnie serce',
    'potrzebuję karetki',
    'proszę wezwać pogotowie',
    'mąż leży nieprzytomny',
    'mama nie reaguje',
    'nie mogę złapać oddechu',
    'ciężko mi oddychać',
    'wzięłam za dużo tabletek',
    'dziecko się zakrztusiło krztusi się',
  ],
  who_is_it: ['kto to', 'a kim pan jest', 'z jakiej przychodni pan dzwoni', 'po co pani dzwoni', 'skąd macie mój numer'],
  repeat: [
    'poproszę jeszcze raz',
    'czy mógłby pan powtórzyć',
    'co pan powiedział',
    'nie dosłyszałam',
    'słabo pana słychać nic nie słychać',
  ],
  agree: ['jak najbardziej', 'owszem', 'oczywiście że tak', 'tak odpowiada mi', 'dokładnie tak'],
  decline: ['nie odpowiada mi', 'jasne że nie', 'w żadnym razie', 'nie dam rady', 'nie ma takiej potrzeby'],
  move: ['proszę o przełożenie wizyty', 'poproszę inny termin', 'chciałabym zmienić godzinę', 'przesuńmy wizytę'],
  cancel: ['proszę o odwołanie wizyty', 'odwołaj wizytę', 'niestety nie dotrę', 'nie potrzebuję tej wizyty'],
}

describe('the shipped Polish lexicon understands as', () => {
  test.each(Object.entries(SAID).flatMap(([meaning, phrases]) => phrases.map(said => [meaning, said] as const)))(
    '%s: %s',
    (meaning, said) => expect([...new Set(hear(said))]).toEqual([meaning]),
  )
})

test.each([
  ['nie anuluję', 'cancel'],
  ['nie boli mnie klatka', 'emergency'],
  ['nie wiem dokładnie', 'agree'],
  ['mam za daleko do rejestracji', 'operator'],
  ['to pomyłka nie mam wizyty', 'stop_calling'],
])('%s is no %s', (said, meaning) => expect(hear(said)).not.toContain(meaning))

test.each([
  ['zgadza się, u nas nic się nie zmieniło', ['agree', 'keep_it']],
  ['nie przekładamy tej wizyty', ['keep_it']],
  ['proszę jej nie odwoływać', ['keep_it']],
])('the visit stays for who says: %s', (said, stays) => expect(stays).toEqual(expect.arrayContaining([...hear(said)])))
test.each(['tak, to ja, słucham panią', 'dobrze pani trafiła, to ja', 'zgadza się, niech pani mówi'])(
  'the person who was asked for is there: %s',
  said => expect([...new Set(hear(said, 'identity.hello'))]).toEqual(['agree']),
)
test('a no twice is no yes to the question whether there is danger', () => {
  expect(hear('nie, skądże', 'how', 'vital-signs')).toEqual(['decline'])
  expect(hear('nie nic podobnego', 'how', 'vital-signs')).toEqual(['decline'])
})

test.each<[Language, string]>([
  ['pl', 'dzień dobry, chciałabym się umówić na wizytę'],
  ['uk', 'добрий день, хочу записатися на візит до лікаря'],
  ['ru', 'здравствуйте, можно записаться к врачу'],
  ['ca', 'bon dia, voldria demanar una visita'],
  ['en', "hello, I'd like to book a visit"],
])('who wants a visit says so at once, in %s: %s', (language, said) =>
  expect(listen(said, language, 'hello', 'booking').meanings.map(({ meaning }) => meaning)).toContain('book_now'),
)

test('who names a day with what they want says what they want, not the day alone', () =>
  expect(listen('я хочу записаться на пятницу', 'ru', 'hello', 'booking').meanings.map(({ meaning }) => meaning)).toContain(
    'book_now',
  ))

test('a day that is said where nothing is offered is another time for the visit', () =>
  expect(listen('в тот вторник давайте', 'ru').meanings.map(({ meaning }) => meaning)).toEqual(['move']))

test('a request not to cancel leaves the visit as it is, whatever stands between', () =>
  expect(listen('не надо нічого відміняти', 'uk').meanings.map(({ meaning }) => meaning)).toEqual(['keep_it']))

describe('a word that stands in no phrase is no answer, whatever it is spelled like', () => {
  test.each<[Language, string]>([
    ['en', 'undefined'],
    ['en', 'grid'],
    ['uk', 'гаражні'],
    // Of the stem of what means yes, and none.
    ['ca', 'compte'],
    ['pl', 'poprzedni'],
    ['en', 'confirmation'],
    ['uk', 'згодом'],
    ['ru', 'подтверждение'],
  ])('%s: %s', (language, said) => {
    for (const step of ['visit', 'identity.hello'])
      expect(listen(said, language, step).meanings.filter(({ confidence }) => confidence >= 0.45)).toEqual([])
  })
})

describe('a call goes over to the language that the caller speaks', () => {
  test.each<[Language, string, Language | undefined]>([
    ['pl', 'я не зможу прийти, перенесіть на інший день', 'uk'],
    ['uk', 'здравствуйте, я бы хотела отменить приём', 'ru'],
    ['ca', 'no podré venir, canviem-ho', undefined],
    ['pl', 'I cannot come, please move it', 'en'],
    // Alike in both, and of the language that is spoken already.
    ['uk', 'сильно болить спина, не може встати', undefined],
    ['ru', 'сильно болит спина, не может встать', undefined],
  ])('%s: %s', (language, said, to) => expect(listen(said, language).language).toBe(to))
})
