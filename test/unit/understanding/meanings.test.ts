import * as fc from 'fast-check'
import { saysOnlyOneself } from '../../../src/engine/understanding/index.ts'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../src/scenarios/model/documents.ts'
import { readCpuMs } from '../../cpu-time.ts'
import { at, hear, scenario } from './hear.ts'

/** Meanings that a call would act on. */
const meanings = (said: string, over = {}) =>
  hear(said, over)
    .meanings.filter(({ confidence }) => confidence >= 0.35)
    .map(({ meaning }) => meaning)

describe('meanings', () => {
  it.each([
    ['tak', ['agree']],
    ['Tak, tak, zgadza się.', ['agree']],
    ['tak, ale kto mówi?', ['agree', 'who_is_it']],
    ['no tak', ['agree']],
    ['yyy no nie', ['decline']],
    ['nie pasuje', ['decline']],
    ['nie pasuje mi ten termin', ['decline']],
    ['nie zgadzam sie', ['decline']],
    ['nie, przełóżmy', ['decline', 'move']],
    ['nie chcę przełożyć', ['decline']],
    ['nie odwołuję', ['decline']],
    ['nie wiem', ['not_sure']],
    ['nie, dziękuję', ['decline']],
    ['przelozyc', ['move']],
    ['proszę nie dzwonić', ['stop_calling']],
    ['tak ale proszę nie dzwonić więcej', ['agree', 'stop_calling']],
    ['mam ból w klatce', ['emergency']],
    ['nie stracił przytomności', []],
    ['nie ratunku', ['emergency']],
    ['wszystko się zgadza', ['agree']],
    ['tak, ale nie mogę w czwartek', ['agree']],
    ['nie mogę w czwartek', ['decline']],
    ['połącz z rejestracją', ['operator']],
    ['kabaczek', []],
  ])('%s', (said, expected) => expect(meanings(said)).toEqual(expected))

  it('knows the words of the step alone where they were given', () => {
    expect(meanings('przyjdę')).toEqual(['agree'])
    expect(meanings('przyjdę', { node: 'pick' })).toEqual([])
    expect(meanings('przy telefonie', { node: 'identity.hello' })).toEqual(['agree'])
  })

  it('is the surer the more of the utterance it understood', () => {
    const [exact, most, little] = ['tak', 'tak kochana siostro', 'sąsiadka że tak opowiadała ciekawe historie'].map(
      said => hear(said).meanings[0]?.confidence ?? 0,
    )
    expect(exact).toBe(1)
    expect(most).toBeLessThan(exact ?? 0)
    expect(little).toBeLessThanOrEqual(most ?? 0)
    expect(hear('tak, dobrze, proszę bardzo').meanings[0]?.confidence).toBeGreaterThan(0.94)
  })

  it('doubts what the recogniser doubts, and adds up what its hypotheses say', () => {
    expect(hear([{ text: 'tak', confidence: 0.4 }]).meanings[0]?.confidence).toBeCloseTo(0.4)
    expect(hear([{ text: 'tak', confidence: 0.9 }]).meanings[0]?.confidence).toBe(1)
    expect(hear([{ text: 'tak' }, { text: 'tak tak' }, { text: 'nie' }]).meanings).toMatchObject([
      { meaning: 'agree', confidence: 1 },
    ])
    const outvoted = hear([{ text: 'kabaczek' }, { text: 'kto mówi' }, { text: 'kto mówi tam' }]).meanings
    expect(outvoted).toMatchObject([{ meaning: 'who_is_it' }])
    expect(outvoted[0]?.confidence).toBeLessThanOrEqual(0.8)
    expect(hear([{ text: 'tak' }, { text: 'nie' }]).meanings.map(({ meaning }) => meaning)).toEqual(['agree'])
  })

  it('takes backchannels and hesitation for noise', () => {
    for (const said of ['', 'mhm', 'aha', 'yhm, yhm', 'yyy', 'eee no', '...'])
      expect(hear(said)).toMatchObject({ noise: true, meanings: [] })
    expect(hear('mhm, tak')).toMatchObject({ noise: false, meanings: [{ meaning: 'agree' }] })
  })

  it('says where and why', () => {
    expect(hear('no tak, ale kto mówi').meanings).toMatchObject([
      { start: 3, end: 6, because: 'phrase "tak"' },
      { start: 12, end: 20, because: 'contains phrase "kto mówi"' },
    ])
  })

  it('notices another language of the scenario', () => {
    expect(hear('добре')).toMatchObject({ language: 'uk', meanings: [{ meaning: 'agree' }] })
    expect(hear('who is calling')).toMatchObject({ language: 'en' })
    expect(hear('yes').language).toBeUndefined()
    expect(hear('tak').language).toBeUndefined()
  })
})

describe('any text at all', () => {
  const expect_ = {
    born: { kind: 'date', optional: false },
    at: { kind: 'moment', optional: true },
    who: { kind: 'person', optional: true },
    where: { kind: 'address', optional: true },
    phone: { kind: 'phone', optional: true },
    mark: { kind: 'scale', from: 0, to: 10, optional: true },
    words: { kind: 'text', optional: true },
  } as const
  const words = fc
    .array(
      fc.constantFrom(
        'nie',
        'tak',
        'w',
        'po',
        'za',
        'o',
        'ósmej',
        'trzydziestego',
        'lutego',
        'pierwszego',
        'maja',
        'czwartek',
        'kwadrans',
        'do',
        'wpół',
        'tysiąc',
        '99',
        '8:30',
        '31.02.2026',
        'klatka',
        'piętro',
        'rano',
        'zero',
        ',',
        'przyszły',
      ),
    )
    .map(list => list.join(' '))

  it('is never thrown over, in any language', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), words),
        fc.constantFrom(...LANGUAGES),
        (text, language) => {
          const heard = hear(text, {
            language,
            expect: expect_,
            options: { values: [at('2026-05-07T09:00'), at('2026-05-08T14:00')], type: { kind: 'moment', optional: false } },
          })
          for (const found of [...heard.meanings, ...heard.values]) {
            expect(found.confidence).toBeGreaterThanOrEqual(0)
            expect(found.confidence).toBeLessThanOrEqual(1)
            expect(found.start).toBeLessThanOrEqual(found.end)
            expect(found.end).toBeLessThanOrEqual(text.length)
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('is cut when it is longer than a breath', () => {
    const began = readCpuMs()
    expect(hear('nie '.repeat(25_000)).text.length).toBe(2000)
    expect(hear('ósmej trzydzieści '.repeat(6000), { expect: expect_ }).text.length).toBe(2000)
    expect(readCpuMs() - began).toBeLessThan(500)
  })

  it('is quick', () => {
    for (let i = 0; i < 3000; i += 1) hear('tak, ale kto mówi')
    const began = readCpuMs()
    for (let i = 0; i < 3000; i += 1) hear('tak, ale kto mówi')
    // Ten times what it takes on an idle core, for machines that are busy.
    expect((readCpuMs() - began) / 3000).toBeLessThan(0.6)
  })
})

it('leaves the scenario as it is', () => expect(Object.keys(scenario.lexicon.pl ?? {})).toHaveLength(10))

describe('the shipped Polish lexicon', () => {
  it('is heard phrase by phrase as it says itself', async () => {
    const { readFile } = await import('node:fs/promises')
    const { parse } = await import('yaml')
    const file = await readFile(new URL('../../../scenarios-yaml/lexicon/pl.yaml', import.meta.url), 'utf8')
    const lexicon = (parse(file) as { readonly meanings: Record<string, readonly string[]> }).meanings
    const shipped = { ...scenario, lexicon: { pl: lexicon }, words: {} }
    for (const [meaning, phrases] of Object.entries(lexicon))
      for (const phrase of phrases) {
        // "to ja" is a yes where somebody else may be there.
        const own = meaning === 'agree' && saysOnlyOneself(phrase, 'pl') ? [meaning, 'relative'] : [meaning]
        expect([phrase, meanings(phrase, { scenario: shipped, own })]).toEqual([phrase, [meaning]])
      }
  })
})
