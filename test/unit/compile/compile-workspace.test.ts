import { describe, expect, it } from 'vitest'
import { compileWorkspace } from '../../../src/scenarios/index.ts'

const SCENARIO = (name: string): string => `scenario: ${name}
title: Powitanie
policy: clinic
speaks: pl
gives: { outcome: [greeted, handed_over] }
steps:
  hello:
    ask: "Dzień dobry, tu automatyczny asystent {clinic.name}. Czy dobrze słychać?"
    answers: { agree: bye, decline: { end: handed_over } }
    keys: { 1: agree, 2: decline }
  bye:
    say: "Dziękuję, do widzenia."
    then: { end: greeted }
`
const POLICY = `policy: clinic
speaks: pl
clinic: { name: Przychodnia Lipowa, zone: Europe/Warsaw, phone: "+48600000100", emergency: sto dwanaście }
silence: [repeat, { go: { end: handed_over } }]
not_understood: [repeat, { go: { end: handed_over } }]
off_list: [repeat, { go: { end: handed_over } }]
read_back: "{value}, czy tak?"
limits: { failures: 6, minutes: 5, go: { end: handed_over } }
anytime:
  repeat: repeat
  operator: { end: handed_over }
  stop_calling: { end: handed_over }
  emergency: { end: handed_over }
`
const LEXICON = `language: pl
meanings:
  agree: [tak]
  decline: [nie]
  repeat: [proszę powtórzyć]
  operator: [recepcja]
  stop_calling: [proszę nie dzwonić]
  emergency: [ratunku]
`
const files = (more: Record<string, string> = {}): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      'one/scenario.yaml': SCENARIO('one'),
      'two/scenario.yaml': SCENARIO('two'),
      'policies/clinic.yaml': POLICY,
      'lexicon/pl.yaml': LEXICON,
      ...more,
    }),
  )
const errorsOf = ({ findings }: ReturnType<typeof compileWorkspace>) => findings.filter(({ severity }) => severity === 'error')

describe('a workspace', () => {
  it('gives every scenario that has no error', () => {
    const result = compileWorkspace(files())
    expect(errorsOf(result)).toEqual([])
    expect([...result.scenarios.keys()]).toEqual(['one', 'two'])
    expect(result.scenarios.get('one')?.nodes['bye']).toMatchObject({
      kind: 'say',
      source: { file: 'one/scenario.yaml', line: 11 },
    })
  })

  it('keeps a faulty scenario from no other', () => {
    const result = compileWorkspace(files({ 'two/scenario.yaml': SCENARIO('two').replace('agree: bye', 'agree: buy') }))
    expect(errorsOf(result).map(({ file }) => file)).toEqual(['two/scenario.yaml'])
    expect([...result.scenarios.keys()]).toEqual(['one'])
  })

  it.each([
    ['one/uk.yaml', 'language: uk\ntexts: [', ['two']],
    ['lexicon/pl.yaml', 'language: pl\nmeanings: [', []],
    ['policies/clinic.yaml', POLICY.replace('read_back', 'readback'), []],
    ['blocks/unused/block.yaml', 'block: unused\nsteps: 3\n', ['one', 'two']],
  ])('stops at a fault in %s those that are made of it', (file, text, left) => {
    const result = compileWorkspace(files({ [file]: text }))
    expect(errorsOf(result)).not.toEqual([])
    expect([...result.scenarios.keys()]).toEqual(left)
  })

  describe('of which one scenario asks for another language', () => {
    const asking = { 'two/scenario.yaml': SCENARIO('two').replace('speaks: pl', 'speaks: pl\nalso: [uk]') }
    const own = {
      'two/uk.yaml':
        'language: uk\ntexts:\n  hello: "Добрий день, це автоматичний помічник {clinic.name}. Чи добре чути?"\n  bye: "Дякую, до побачення."\n',
    }
    const lexicon = {
      'lexicon/uk.yaml': `language: uk
meanings: { agree: [так], decline: ["ні"], repeat: [повторіть], operator: [реєстратура], stop_calling: [не дзвоніть], emergency: [рятуйте] }
`,
    }
    const policy = { 'policies/clinic/uk.yaml': 'language: uk\ntexts: { read_back: "{value}, так?" }\n' }
    const places = (result: ReturnType<typeof compileWorkspace>) =>
      errorsOf(result).map(({ file, span, code, hint }) => `${file}:${span.line} ${code} ${hint}`)

    it('calls both when everything is there', () => {
      const result = compileWorkspace(files({ ...asking, ...own, ...lexicon, ...policy }))
      expect(places(result)).toEqual([])
      expect([...result.scenarios.keys()]).toEqual(['one', 'two'])
    })

    it('says at that scenario, once each, which files to write, and stops no other', () => {
      const result = compileWorkspace(files(asking))
      expect(places(result).sort()).toEqual([
        'two/scenario.yaml:5 language/no-file "trucada texts policies/clinic --lang uk --skeleton" begins the file policies/clinic/uk.yaml; or remove Ukrainian here.',
        'two/scenario.yaml:5 language/no-file "trucada texts two --lang uk --skeleton" begins the file two/uk.yaml; or remove Ukrainian here.',
        'two/scenario.yaml:5 language/no-lexicon Write the file lexicon/uk.yaml.',
      ])
      expect(errorsOf(result).every(({ message }) => !message.startsWith('policies/clinic'))).toBe(true)
      expect([...result.scenarios.keys()]).toEqual(['one'])
    })

    it.each([
      ['a text of the policy', { 'policies/clinic/uk.yaml': 'language: uk\ntexts: {}\n' }, 'language/missing-text'],
      ['the whole file of the policy', { 'policies/clinic/uk.yaml': 'language: uk\ntexts: [' }, 'yaml/unclosed-bracket'],
      [
        'words for what the policy answers anytime',
        { 'lexicon/uk.yaml': lexicon['lexicon/uk.yaml'].replace('operator: [реєстратура], ', '') },
        'language/no-words',
      ],
    ])('stops only that scenario when %s cannot be spoken or heard', (_what, more, code) => {
      const result = compileWorkspace(files({ ...asking, ...own, ...lexicon, ...policy, ...more }))
      expect(errorsOf(result).map(finding => finding.code)).toEqual([code])
      expect([...result.scenarios.keys()]).toEqual(['one'])
    })
  })
})
