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
})
