import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { askForEach } from '../../../src/cli/lexicon/ask-for-each.ts'
import { insertPhrase } from '../../../src/cli/lexicon/insert-phrase.ts'
import { createReview } from '../../../src/cli/lexicon/review.ts'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

const LEXICON = `# How people speak.
language: pl
meanings:
  # --- yes
  agree: # short ones first
    - tak
    - dobra   # very common
  cancel:
    - odwołuję

  move: [przełóżmy, inny termin]
outside:
  - ścisz ten telewizor # the room
`
const line = (text: string, meaning: string, more: object = {}): string =>
  JSON.stringify({
    language: 'pl',
    text,
    meaning,
    count: 1,
    first: '2026-05-01T08:00:00.000Z',
    last: '2026-05-01T08:00:00.000Z',
    ...more,
  })

/** A folder with a small lexicon and what a model understood. */
const createWorkspace = (lines: readonly string[]): string =>
  createFolder({ 'scenarios-yaml/lexicon/pl.yaml': LEXICON, '.trucada/lexicon-candidates.jsonl': `${lines.join('\n')}\n` })
const lexiconOf = (folder: string): string => readFileSync(join(folder, 'scenarios-yaml/lexicon/pl.yaml'), 'utf8')
interface Listed {
  readonly id: string
  readonly text: string
  readonly count: number
  readonly first: string
  readonly last: string
}
const list = async (folder: string): Promise<readonly Listed[]> =>
  JSON.parse((await runCli(['lexicon', 'review', '--json'], { folder })).out) as readonly Listed[]
const idOf = async (folder: string, text: string): Promise<string> =>
  (await list(folder)).find(candidate => candidate.text === text)?.id ?? 'missing'

describe('a phrase put into a lexicon', () => {
  it('stands last under its meaning; all else stays as it was', () => {
    const inserted = insertPhrase(LEXICON, 'agree', 'a niech tam')
    expect(inserted).toEqual({ kind: 'inserted', text: LEXICON.replace('# very common\n', '# very common\n    - a niech tam\n') })
    expect(insertPhrase(LEXICON, 'move', 'wolę kiedy indziej')).toEqual({
      kind: 'inserted',
      text: LEXICON.replace('inny termin]', 'inny termin, wolę kiedy indziej]'),
    })
  })
  it('leaves the shipped lexicons as they are but for its own line', () => {
    for (const name of readdirSync(join(PROJECT, 'scenarios-yaml/lexicon'))) {
      const before = readFileSync(join(PROJECT, 'scenarios-yaml/lexicon', name), 'utf8')
      const inserted = insertPhrase(before, 'cancel', 'zzz qqq')
      const after = inserted.kind === 'inserted' ? inserted.text : ''
      expect(after.split('\n').filter(text => text !== '    - zzz qqq')).toEqual(before.split('\n'))
    }
  })
  it('is written so that YAML takes it for words', () => {
    for (const phrase of ['no', 'on', '24', 'true', 'to: nie', '# nie', '- nie', "'nie"]) {
      const inserted = insertPhrase(LEXICON, 'agree', phrase)
      expect(inserted.kind === 'inserted' && inserted.text, phrase).toContain('\n    - ')
    }
  })
  it.each([
    ['dobra', 'agree', { kind: 'known' }],
    ['Dobra!', 'agree', { kind: 'known' }],
    [
      'odwołuję',
      'agree',
      { kind: 'refused', why: 'stands under "cancel" already; a phrase means one thing, or nothing by itself' },
    ],
    [
      'ścisz ten telewizor',
      'agree',
      { kind: 'refused', why: 'stands under "outside" already; a phrase means one thing, or nothing by itself' },
    ],
    ['…', 'agree', { kind: 'refused', why: 'has no words' }],
  ])('"%s" is not put under %s', (phrase, meaning, expected) => {
    expect(insertPhrase(LEXICON, meaning, phrase)).toEqual(expected)
  })
  it('needs a meaning that is listed, and a lexicon without errors', () => {
    expect(insertPhrase(LEXICON, 'weather', 'pada')).toMatchObject({ kind: 'refused' })
    expect(insertPhrase('meanings: [', 'agree', 'tak tak')).toMatchObject({ kind: 'refused' })
  })
})

describe('trucada lexicon', () => {
  it('counts the phrases of each meaning in each language', async () => {
    const folder = createFolder({
      'scenarios-yaml/lexicon/pl.yaml': LEXICON,
      'scenarios-yaml/lexicon/uk.yaml': 'language: uk\nmeanings: { agree: [так] }\n',
    })
    const { out, code } = await runCli(['lexicon'], { folder })
    expect(code).toBe(0)
    expect(out.split('\n').map(row => row.trim().split(/\s+/))).toEqual([
      ['pl', 'uk'],
      ['agree', '2', '1'],
      ['cancel', '1', '–'],
      ['move', '2', '–'],
      ['(outside)', '1', '–'],
      ['(all)', '6', '1'],
      [''],
    ])
    const json = JSON.parse((await runCli(['lexicon', '--json'], { folder })).out) as unknown[]
    expect(json[0]).toEqual({ meaning: 'agree', phrases: { pl: 2, uk: 1 } })
  })
})

describe('trucada lexicon review', () => {
  it('adds up what was said, lists it by language and meaning, and outlives broken lines', async () => {
    const folder = createWorkspace([
      line('rozmyśliłam się', 'cancel'),
      '{"language":"pl","text":"pół lin',
      '{"language":"xx","text":"a","meaning":"b"}',
      'null',
      line('a niech tam', 'agree'),
      line('rozmyśliłam się', 'cancel', { first: '2026-05-03T08:00:00.000Z', last: '2026-05-04T08:00:00.000Z' }),
    ])
    expect(await list(folder)).toMatchObject([
      { text: 'rozmyśliłam się', count: 2, first: '2026-05-01T08:00:00.000Z', last: '2026-05-04T08:00:00.000Z' },
      { text: 'a niech tam', count: 1 },
    ])
    const { out } = await runCli(['lexicon', 'review'], { folder })
    expect(out).toMatch(/^pl cancel\n {2}[0-9a-f]{8} {2}2× {2}rozmyśliłam się {2}2026-05-04\npl agree\n/)
    expect((await runCli(['lexicon', 'review', '--lang', 'uk', '--json'], { folder })).out.trim()).toBe('[]')
  })
  it('puts what is accepted into the lexicon, forgets what is refused, and shows neither again', async () => {
    const folder = createWorkspace([line('rozmyśliłam się', 'cancel'), line('a niech tam', 'agree'), line('hm no nie', 'agree')])
    const run = await runCli(
      ['lexicon', 'review', '--accept', await idOf(folder, 'rozmyśliłam się'), '--refuse', await idOf(folder, 'hm no nie')],
      { folder },
    )
    expect([run.code, run.out]).toEqual([
      0,
      '✓ "rozmyśliłam się" means "cancel" from now on (lexicon/pl.yaml)\n✓ "hm no nie" is refused\n',
    ])
    expect(lexiconOf(folder)).toBe(LEXICON.replace('- odwołuję\n', '- odwołuję\n    - rozmyśliłam się\n'))
    expect((await list(folder)).map(({ text }) => text)).toEqual(['a niech tam'])
    // What is said again later stays settled.
    writeFileSync(join(folder, '.trucada/lexicon-candidates.jsonl'), `${line('hm no nie', 'agree')}\n`)
    expect(await list(folder)).toEqual([])
  })
  it('does not put a phrase under two meanings, and ends with 1', async () => {
    const folder = createWorkspace([line('odwołuję', 'agree'), line('dobra', 'agree')])
    const run = await runCli(['lexicon', 'review', '--accept', await idOf(folder, 'odwołuję'), await idOf(folder, 'dobra')], {
      folder,
    })
    expect(run.code).toBe(1)
    expect(run.out).toBe(
      '✗ "odwołuję" stands under "cancel" already; a phrase means one thing, or nothing by itself\n✓ "dobra" stands under "agree" already\n',
    )
    expect(lexiconOf(folder)).toBe(LEXICON)
    expect((await list(folder)).map(({ text }) => text)).toEqual(['odwołuję'])
  })
  it('changes nothing when a name is unknown or decided both ways', async () => {
    const folder = createWorkspace([line('rozmyśliłam się', 'cancel')])
    const id = await idOf(folder, 'rozmyśliłam się')
    expect((await runCli(['lexicon', 'review', '--accept', id, 'deadbeef'], { folder })).code).toBe(2)
    expect((await runCli(['lexicon', 'review', '--accept', id, '--refuse', id], { folder })).code).toBe(2)
    expect(lexiconOf(folder)).toBe(LEXICON)
  })
  it('does not write to the lexicons that come with trucada', async () => {
    const folder = createFolder({ '.trucada/lexicon-candidates.jsonl': `${line('rozmyśliłam się', 'cancel')}\n` })
    const run = await runCli(['lexicon', 'review', '--accept', await idOf(folder, 'rozmyśliłam się')], { folder })
    expect(run.code).toBe(2)
    expect(run.err).toContain('Copy its folder of scenarios here')
  })
  it('has nothing to do where nothing was understood', async () => {
    const run = await runCli(['lexicon', 'review'], { folder: createFolder({ 'scenarios-yaml/lexicon/pl.yaml': LEXICON }) })
    expect([run.code, run.out]).toEqual([
      0,
      'Nothing to review: no language model has understood anything that the lexicons do not know.\n',
    ])
  })
  it('asks at a terminal about one after the other; another meaning may be named, and the rest left', async () => {
    const folder = createWorkspace([
      line('rozmyśliłam się', 'cancel', { count: 5 }),
      line('odwołuję', 'agree', { count: 4 }),
      line('a to nie', 'agree', { count: 3 }),
      line('kiedy indziej', 'cancel', { count: 2 }),
      line('a niech tam', 'agree'),
    ])
    const review = createReview({ data: join(folder, '.trucada'), scenarios: join(folder, 'scenarios-yaml') }, () => 0)
    const stdout = new PassThrough()
    const printed: string[] = []
    const world = { stdout } as unknown as Parameters<typeof askForEach>[0]['world']
    const answers = ['a', 'a', 's', 'r', 'weather', 'move', 'q']
    const listed = await review.list()
    const lines = createInterface({ input: Readable.from(answers.map(answer => `${answer}\n`)) })
    const code = await askForEach(
      { print: text => void printed.push(text), paint: (_, text) => text, world },
      review,
      listed,
      lines,
    )
    expect(code).toBe(0)
    expect(printed.filter(text => /[✓✗]/.test(text))).toEqual([
      '  ✓ "rozmyśliłam się" means "cancel" from now on (lexicon/pl.yaml)',
      expect.stringContaining('✗ "odwołuję" stands under "cancel" already'),
      '  ✓ "a to nie" is refused',
      expect.stringContaining('✗ "kiedy indziej" means "weather", which the lexicon does not list'),
      '  ✓ "kiedy indziej" means "move" from now on (lexicon/pl.yaml)',
    ])
    expect((await review.list()).map(({ text }) => text)).toEqual(['odwołuję', 'a niech tam'])
  })
  it('says which file is in the way', async () => {
    const folder = createFolder({ 'scenarios-yaml/lexicon/pl.yaml': LEXICON })
    mkdirSync(join(folder, '.trucada/lexicon-candidates.jsonl'), { recursive: true })
    const run = await runCli(['lexicon', 'review'], { folder })
    expect([run.code, run.err]).toEqual([3, expect.stringContaining('lexicon-candidates.jsonl')])
  })
})
