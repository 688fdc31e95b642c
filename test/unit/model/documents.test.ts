import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'
import { listFound, readScenarioText, writeScenario } from './helpers.ts'

const load = (files: Record<string, string>) => loadWorkspace(new Map(Object.entries(files)))
const found = (file: string, text: string) => listFound(load({ [file]: text }), text)

const STEP = 'hello: { say: "a", then: { end: confirmed } }'
const POLICY = `policy: clinic
speaks: pl
clinic: { name: Zdrowie, zone: Europe/Warsaw, phone: "+48 600 000 000" }
silence: [repeat, { say: "Halo?", then: listen }, { go: { end: no_speech } }]
not_understood: [rephrase, keys, { say: "Łączę.", go: anytime.operator }]
off_list: [{ go: anytime.operator }]
read_back: "{value}?"
limits: { failures: 8, minutes: 10, go: anytime.operator }
anytime:
  repeat: repeat
  who_is_it: { say: "Przychodnia.", then: back }
  operator: { transfer: reception, failed: { end: callback } }
  stop: { end: opted_out }
`

describe('a scenario', () => {
  it('is read whole', () => {
    const { scenario, found: findings } = readScenarioText(
      writeScenario(
        STEP,
        `scenario: visit
title: Wizyta
policy: clinic
speaks: pl
also: [uk, en]
gets: { patient: { name: person, born: date? }, tags: list of text, mark: number 1 to 5.5? }
gives: { outcome: [confirmed, cancelled], reason: "[ill, other]?" }
conditions: { is late: now > 5 }
anytime: { operator: mute, repeat: slower }
hung_up: { if: is late, go: { end: cancelled }, else: { end: confirmed } }
`,
      ),
    )
    expect(findings).toEqual([])
    expect(scenario).toMatchObject({
      kind: 'scenario',
      name: 'visit',
      file: 'visit/scenario.yaml',
      title: 'Wizyta',
      policy: 'clinic',
      speaks: 'pl',
      also: ['uk', 'en'],
      gets: {
        patient: {
          kind: 'group',
          fields: { name: { kind: 'person', optional: false }, born: { kind: 'date', optional: true } },
          optional: false,
        },
        tags: { kind: 'list', of: { kind: 'text' } },
        mark: { kind: 'number', from: 1, to: 5.5, optional: true },
      },
      gives: {
        outcomes: ['confirmed', 'cancelled'],
        fields: { reason: { kind: 'choice', of: ['ill', 'other'], optional: true } },
      },
      conditions: { 'is late': 'now > 5' },
      anytime: { operator: 'mute', repeat: { kind: 'slower' } },
      hungUp: { kind: 'if', condition: 'is late', go: { kind: 'end' }, else: { kind: 'end' } },
    })
    expect(scenario.broken).toBeUndefined()
  })
  it.each([
    ['scenario: other', ['shape/wrong-folder-name @ other']],
    ['scenario: Visit', ['shape/bad-name @ Visit']],
    ['speaks: polish', ['shape/bad-choice @ polish']],
    ['also: [uk, ua]', ['shape/bad-choice @ ua']],
    ['promises: [x]', ['shape/unknown-key @ promises']],
    ['gives: { reason: text }', ['shape/missing-key @ gives']],
    ['gives: { outcome: [] }', ['shape/out-of-range @ []']],
    ['hung_up: hello', ['shape/bad-exit @ hello']],
    ['conditions: { x: true }', ['shape/wrong-kind @ true']],
    ['gets: [patient]', ['shape/wrong-kind @ [patient]']],
    ['title: 5', ['shape/wrong-kind @ 5']],
  ])('%s', (line, expected) => {
    const key = line.slice(0, line.indexOf(':'))
    const head = ['scenario: visit', 'policy: clinic', 'speaks: pl', 'gives: { outcome: [confirmed] }'].filter(
      other => !other.startsWith(`${key}:`),
    )
    expect(readScenarioText(writeScenario(STEP, `${[...head, line].join('\n')}\n`)).found).toEqual(expected)
  })
  it('needs its keys, and is there all the same with what it has', () => {
    const { found: findings, scenario } = readScenarioText(`scenario: visit\nsteps:\n  ${STEP}\n`)
    expect(findings).toEqual(['shape/missing-key @ s', 'shape/missing-key @ s', 'shape/missing-key @ s'])
    expect(scenario.steps.size).toBe(1)
    expect([...(scenario.broken ?? [])]).toEqual(['.policy', '.speaks', '.gives'])
  })
  it.each([
    ['', 'shape/no-steps'],
    ['steps:\n', 'shape/no-steps'],
    ['steps: {}\n', 'shape/no-steps'],
    ['steps: [a]\n', 'shape/wrong-kind'],
  ])('needs steps: %j', (steps, code) => {
    const { workspace } = readScenarioText(
      `scenario: visit\npolicy: clinic\nspeaks: pl\ngives: { outcome: [confirmed] }\n${steps}`,
    )
    expect(workspace.findings.map(finding => finding.code)).toEqual([code])
  })
})

describe('a block', () => {
  const BLOCK = `block: identity\nspeaks: pl\ntakes: { person: person }\ngives: { confirmed: { at: moment }, refused: }\nsteps:\n  hello: { say: "a", then: { give: confirmed } }\n`
  it('is read whole', () => {
    const workspace = load({ 'blocks/identity/block.yaml': BLOCK })
    expect(workspace.findings).toEqual([])
    expect(workspace.blocks.get('blocks/identity')).toMatchObject({
      kind: 'block',
      name: 'blocks/identity',
      takes: { person: { kind: 'person' } },
      gives: { confirmed: { at: { kind: 'moment' } }, refused: {} },
    })
  })
  it('may list its results', () => {
    const workspace = load({ 'blocks/identity/block.yaml': BLOCK.replace(/gives: .*/, 'gives: [confirmed, refused]') })
    expect(workspace.blocks.get('blocks/identity')?.gives).toEqual({ confirmed: {}, refused: {} })
  })
  it.each([
    [BLOCK.replace('block: identity', 'block: other'), ['shape/wrong-folder-name @ other']],
    [BLOCK.replace('speaks: pl', 'speaks: pl\npolicy: clinic'), ['shape/unknown-key @ policy']],
    [BLOCK.replace(/gives: .*/, 'gives: confirmed'), ['shape/wrong-kind @ confirmed']],
  ])('%#', (text, expected) => {
    expect(found('blocks/identity/block.yaml', text)).toEqual(expected)
  })
})

describe('a policy', () => {
  it('is read whole, from either place', () => {
    for (const file of ['policies/clinic.yaml', 'policies/clinic/policy.yaml']) {
      const workspace = load({ [file]: POLICY })
      expect(workspace.findings).toEqual([])
      expect(workspace.policies.get('clinic')).toMatchObject({
        name: 'clinic',
        file,
        clinic: { name: 'Zdrowie', zone: 'Europe/Warsaw', phone: '+48 600 000 000' },
        silence: [{ then: 'repeat' }, { say: ['Halo?'], then: 'listen' }, { then: { kind: 'end', outcome: 'no_speech' } }],
        notUnderstood: [{ then: 'rephrase' }, { then: 'keys' }, { say: ['Łączę.'], then: { kind: 'anytime', name: 'operator' } }],
        silenceAfterMs: 5000,
        confirmBelow: 0.6,
        readBack: ['{value}?'],
        limits: { failures: 8, minutes: 10, go: { kind: 'anytime', name: 'operator' } },
        absolute: [],
      })
      expect(workspace.policies.get('clinic')?.anytime.get('who_is_it')).toMatchObject({
        verb: 'say',
        name: 'who_is_it',
        path: ['anytime', 'who_is_it'],
      })
      expect(workspace.policies.get('clinic')?.anytime.get('repeat')).toEqual({ kind: 'repeat' })
    }
  })
  it.each([
    ['zone: Europe/Warsaw', 'zone: Europe/Warschau', ['shape/bad-zone @ Europe/Warschau']],
    ['zone: Europe/Warsaw', 'zone: CET', ['shape/bad-zone @ CET']],
    ['[repeat, ', '[repaet, ', ['shape/bad-rung @ repaet']],
    ['then: listen', 'then: lisen', ['shape/bad-rung @ lisen']],
    ['off_list: [{ go: anytime.operator }]', 'off_list: [repeat]', ['shape/ladder-without-end @ off_list']],
    ['off_list: [{ go: anytime.operator }]', 'off_list: [{ go: repeat }, keys]', ['shape/rung-after-end @ keys']],
    ['off_list: [{ go: anytime.operator }]', 'off_list: [{ go: { x: z } }]', ['shape/bad-exit @ z']],
    ['off_list: [{ go: anytime.operator }]', 'off_list: [{ says: x, go: repeat }]', ['shape/bad-rung @ says']],
    ['failures: 8', 'failures: 0', ['shape/out-of-range @ 0']],
    ['failures: 8', 'failures: 1.5', ['shape/wrong-kind @ 1.5']],
    ['then: back', 'then: { x: z }', ['shape/bad-exit @ z']],
    ['stop: { end: opted_out }', 'stop: { end: opted out }', ['shape/bad-exit @ opted out']],
    ['stop: { end: opted_out }', 'stop: [a]', ['shape/wrong-kind @ [a]']],
    ['read_back:', 'confirm_below: 2\nread_back:', ['shape/out-of-range @ 2']],
  ])('%s → %s', (before, after, expected) => {
    expect(found('policies/clinic.yaml', POLICY.replace(before, after))).toEqual(expected)
  })
  it('with a missing ladder has one finding for it', () => {
    expect(load({ 'policies/clinic.yaml': POLICY.replace(/^silence: .*\n/m, '') }).findings.map(finding => finding.code)).toEqual(
      ['shape/missing-key'],
    )
  })
})

describe('the smaller files', () => {
  const policy = { 'policies/clinic.yaml': POLICY }
  it('a language file belongs to what it lies beside', () => {
    const text =
      'language: uk\ntexts: { anytime.who_is_it: "Клініка.", silence.2: ["Алло?", "Ви тут?"] }\nsources: { read_back: a1b2c3 }\nwords: { visit: { agree: [так] } }\nclinic: { name: Клініка }\n'
    const workspace = load({ ...policy, 'policies/clinic/uk.yaml': text })
    expect(workspace.findings).toEqual([])
    expect(workspace.languages).toEqual([
      {
        kind: 'language',
        file: 'policies/clinic/uk.yaml',
        language: 'uk',
        of: 'policies/clinic',
        texts: { 'anytime.who_is_it': ['Клініка.'], 'silence.2': ['Алло?', 'Ви тут?'] },
        sources: { read_back: 'a1b2c3' },
        words: { visit: { agree: ['так'] } },
        clinic: { name: 'Клініка' },
      },
    ])
  })
  it.each([
    ['policies/clinic/uk.yaml', 'language: ru\n', ['shape/wrong-folder-name @ ru']],
    ['policies/clinic/uk.yaml', 'language: uk\nvoice: x\n', ['shape/unknown-key @ voice']],
    ['policies/clinic/uk.yaml', 'language: uk\ntexts: { Hello: "a" }\n', ['shape/bad-name @ Hello']],
    ['policies/other/uk.yaml', 'language: uk\n', ['shape/orphan-language-file @ l']],
    ['lexicon/pl.yaml', 'language: pl\nmeanings: { agree: [tak, 1] }\n', ['shape/wrong-kind @ 1']],
    ['lexicon/pl.yaml', 'language: pl\nmeanings: { agree: [] }\n', ['shape/out-of-range @ []']],
    ['lexicon/de.yaml', 'language: de\n', ['shape/unknown-file @ l']],
    ['services/free_times.yaml', 'service: free_times\nabout: x\nside_effects: false\n', ['shape/missing-key @ s']],
    [
      'services/free_times.yaml',
      'service: other\nabout: x\nside_effects: false\nidempotent: true\n',
      ['shape/wrong-folder-name @ other'],
    ],
  ])('%s: %j', (file, text, expected) => {
    expect(listFound(load({ ...policy, [file]: text }), text)).toEqual(expected)
  })
  it('a service gives one type or several', () => {
    const service = (gives: string) =>
      load({
        'services/x.yaml': `service: x\nabout: z\ngives: ${gives}\nresults: [taken]\nside_effects: true\nidempotent: false\n`,
      })
    expect(service('list of moment').services.get('x')).toMatchObject({
      gives: { result: { kind: 'list', of: { kind: 'moment' } } },
      results: ['taken'],
      sideEffects: true,
      idempotent: false,
      takes: {},
    })
    expect(service('{ number: text, at: moment? }').services.get('x')?.gives).toEqual({
      number: { kind: 'text', optional: false },
      at: { kind: 'moment', optional: true },
    })
    expect(service('{ number: text }').findings).toEqual([])
  })
})

describe('a folder of files', () => {
  const good = writeScenario(STEP)
  it('is read by the places of its files; a faulty one hides no other', () => {
    const workspace = load({
      'visit/scenario.yaml': good,
      'bad/scenario.yaml': 'a: "',
      'list/scenario.yaml': '- a\n',
      'visit/uk.yaml': 'language: uk\ntexts: {}\n',
      'policies/clinic.yaml': POLICY,
    })
    expect([...workspace.scenarios.keys()]).toEqual(['visit'])
    expect([...workspace.unread]).toEqual(['bad', 'list'])
    expect([...workspace.sources.keys()]).toEqual([
      'bad/scenario.yaml',
      'list/scenario.yaml',
      'policies/clinic.yaml',
      'visit/scenario.yaml',
      'visit/uk.yaml',
    ])
    expect(workspace.findings.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'bad/scenario.yaml yaml/unclosed-quote',
      'list/scenario.yaml yaml/not-a-mapping',
    ])
  })
  it('passes over what other parts read and what is not YAML', () => {
    const workspace = load({
      'voices.yaml': 'a: "',
      'clinic-fixture.yaml': 'a: "',
      'visit/example.yaml': 'a: "',
      'README.md': '#',
      '.git/x.yaml': 'a: "',
      'visit/notes.txt': 'x',
    })
    expect(workspace.findings).toEqual([])
    expect(workspace.sources.size).toBe(0)
  })
  it.each([
    ['visit/scenarios.yaml', 'visit/scenario.yaml'],
    ['blocks/identity/blok.yaml', 'blocks/identity/block.yaml'],
    ['visit/scenario.yml', 'visit/scenario.yaml'],
    ['visit/de.yaml', undefined],
    ['odd.yaml', undefined],
    ['a/b/c/scenario.yaml', undefined],
  ])('warns of %s, whose place means nothing', (file, meant) => {
    const [finding, ...more] = load({ [file]: 'a: 1' }).findings
    expect(more).toEqual([])
    expect(finding).toMatchObject({ code: 'shape/unknown-file', severity: 'warning' })
    expect(finding?.hint).toContain(meant === undefined ? 'Files are' : `Should it be "${meant}"`)
  })
  it('refuses two policies of one name, and keeps the first', () => {
    const workspace = load({
      'policies/clinic.yaml': POLICY,
      'policies/clinic/policy.yaml': POLICY.replace('minutes: 10', 'minutes: 5'),
    })
    expect(workspace.findings.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'policies/clinic/policy.yaml shape/file-twice',
    ])
    expect(workspace.policies.get('clinic')?.limits.minutes).toBe(10)
  })
})
