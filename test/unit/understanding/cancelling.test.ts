import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Heard } from '../../../src/engine/call/index.ts'
import { LANGUAGES, type Language } from '../../../src/scenarios/model/documents.ts'
import { compileWorkspace } from '../../../src/scenarios/compile-workspace.ts'
import { understanding } from '../../learned.ts'

const ROOT = join(import.meta.dirname, '../../../scenarios-yaml')
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'))
const { scenarios } = compileWorkspace(new Map(files.map(file => [file, readFileSync(join(ROOT, file), 'utf8')])))

/** The shipped questions of which a yes cancels a visit. */
const QUESTIONS = [
  ['appointment-confirmation', 'sure'],
  ['hospital-admission', 'sure'],
  ['booking', 'move.sure'],
] as const

type Question = (typeof QUESTIONS)[number]
const CONFIRMATION: Question = QUESTIONS[0]

/** What the question acts on, in the order it was said. */
function hear(said: string, language: Language, [name, step]: Question = CONFIRMATION): readonly string[] {
  const scenario = scenarios.get(name)
  const node = scenario?.nodes[step]
  if (scenario === undefined || node?.kind !== 'ask') throw new Error(`the shipped scenario ${name} asks nothing at ${step}`)
  const heard = understanding.hear([{ text: said }], {
    scenario,
    language,
    node: node.path,
    own: Object.keys(node.answers),
    anytime: Object.keys(node.anytime),
    ...(node.yesCancels === true ? { yesCancels: true } : {}),
    expect: {},
    now: Date.parse('2026-05-05T10:00:00+02:00'),
    zone: 'Europe/Warsaw',
  }) as Heard
  return heard.meanings.filter(({ confidence }) => confidence >= 0.6).map(({ meaning }) => meaning)
}

const CANCELLING = ['agree', 'cancel']

/** What goes before or after "I will come" and changes nothing of it. */
const AROUND: Readonly<Record<Language, { readonly before: readonly string[]; readonly after: readonly string[] }>> = {
  pl: {
    before: ['tak', 'tak,', 'no', 'ale', 'no przecież', 'oczywiście', 'jasne,', 'nie,', 'nie no', 'nie, nie,', 'proszę pani,'],
    after: ['tak', ', tak', 'oczywiście', 'przecież', ', proszę pana', ', dobrze'],
  },
  ru: {
    before: ['да', 'да,', 'ну', 'но', 'конечно', 'да конечно,', 'нет,', 'нет', 'не, ', 'да нет,', 'девушка,'],
    after: ['да', ', да', 'конечно', 'обязательно', ', хорошо', 'я'],
  },
  uk: {
    before: ['так', 'так,', 'ну', 'але', 'звісно', 'та звісно,', 'ні,', 'ні', 'да', 'та ні,', 'дівчино,'],
    after: ['так', ', так', 'звичайно', "обов'язково", ', добре', 'я'],
  },
  ca: {
    before: ['sí', 'sí,', 'bueno', 'però', 'i tant', 'és clar,', 'no,', 'no no,', 'clar que sí,', 'doncs', 'miri,'],
    after: ['sí', ', sí', 'i tant', 'és clar', ', d’acord', ', gràcies'],
  },
  en: {
    before: ['yes', 'yes,', 'well', 'but', 'of course', 'of course,', 'no,', 'no', 'no no,', 'sure,', 'oh dear,'],
    after: ['yes', ', yes', 'of course', 'definitely', ', okay', ', thank you'],
  },
}

describe.each(LANGUAGES)('in %s the question whether to cancel', language => {
  const phrases = scenarios.get('appointment-confirmation')?.lexicon[language]?.['comes'] ?? []
  test('keeps the visit of whoever says that they come', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(40)
    for (const question of QUESTIONS)
      expect(phrases.filter(said => hear(said, language, question).join() !== 'keep_it')).toEqual([])
  })
  test('cancels nothing for them, whatever they say with it', () => {
    const { before, after } = AROUND[language]
    const said = phrases.flatMap(phrase => [
      ...before.map(word => `${word} ${phrase}`),
      ...after.map(word => `${phrase}${word.startsWith(',') ? '' : ' '}${word}`),
      ...before.flatMap(word => after.map(other => `${word} ${phrase}${other.startsWith(',') ? '' : ' '}${other}`)),
    ])
    expect(said.filter(text => hear(text, language).some(meaning => CANCELLING.includes(meaning)))).toEqual([])
  })
})

test.each<[Language, readonly string[]]>([
  [
    'pl',
    ['tak', 'tak, proszę', 'jasne', 'odwołać', 'nie przyjdę', 'nie dam rady przyjść', 'tak, odwołać, nie przyjdę', 'na pewno'],
  ],
  [
    'ru',
    ['да', 'да, отменяйте', 'конечно', 'не приду', 'я не приду', 'да, отмените, я не приду', 'не смогу прийти', 'сто процентов'],
  ],
  [
    'uk',
    [
      'так',
      'так, скасуйте',
      'звісно',
      'не прийду',
      'я не прийду',
      'так, скасовуйте, не прийду',
      'не зможу прийти',
      'сто відсотків',
    ],
  ],
  [
    'ca',
    ['sí', 'sí, anul·li-la', 'i tant', 'no vindré', 'no hi aniré', 'sí, anul·li-la, no vindré', 'no puc venir', 'cent per cent'],
  ],
  [
    'en',
    [
      'yes',
      'yes, please cancel',
      'of course',
      "i won't come",
      "i can't come",
      "yes, cancel, i won't come",
      "i'm not coming",
      'positive',
    ],
  ],
])('a yes in %s cancels, and so does who will not come', (language, all) =>
  expect(all.filter(said => !CANCELLING.includes(hear(said, language).at(-1) ?? ''))).toEqual([]),
)

test.each<[Language, readonly string[]]>([
  ['pl', ['pasuje mi', 'zostawmy', 'nie, przyjdę', 'nie odwołujcie', 'nie no przyjdę', 'wszystko aktualne']],
  ['ru', ['всё в силе', 'оставьте', 'не, приду', 'не отменяйте', 'мне подходит', 'удобно']],
  ['uk', ['підходить', 'залиште', 'ні, прийду', 'не скасовуйте', 'все в силі', 'мені зручно']],
  ['ca', ['em va bé', 'deixi-la', 'no, vindré', "no l'anul·lin", 'no bueno vindré']],
  ['en', ['it suits me', 'keep it', "no, i'll come", "don't cancel", 'it works for me', "i'm going"]],
])('what says yes elsewhere in %s cancels nothing', (language, all) =>
  expect(all.filter(said => hear(said, language).some(meaning => CANCELLING.includes(meaning)))).toEqual([]),
)

test('a question that takes nothing to stay as it is hears a no in a request not to do it', () => {
  const scenario = scenarios.get('appointment-confirmation')
  if (scenario === undefined) throw new Error('no such scenario')
  const site = { scenario, node: 'other', own: ['agree', 'decline'], anytime: [], expect: {}, now: 0, zone: 'Europe/Warsaw' }
  for (const [language, said] of [
    ['pl', 'nie odwołujcie'],
    ['ru', 'не отменяйте'],
    ['uk', 'не скасовуйте'],
    ['ca', "no l'anul·lin"],
    ['en', "don't cancel"],
  ] as const) {
    const heard = understanding.hear([{ text: said }], { ...site, language }) as Heard
    expect(heard.meanings.map(({ meaning }) => meaning)).toEqual(['decline'])
  }
})
