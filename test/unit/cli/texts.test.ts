import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeTexts, type CompletionWish } from '../../../src/cli/texts/complete-texts.ts'
import { parseSource } from '../../../src/scenarios/source/parse-source.ts'
import { hashText } from '../../../src/scenarios/texts/index.ts'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

const LINES = [
  { key: 'hello', variants: ['Dzień dobry.'] },
  { key: 'visit', variants: ['Wizyta {at: day}?', 'Czy wizyta {at: day}?'] },
  { key: 'visit.again', variants: ['Czy tak?'] },
  { key: 'bye', variants: ['Do widzenia.'] },
]
const FILE = `# by Olena
language: uk
texts:
    # the first line
    visit:
        - "Візит {at: day}?"   # keep
        - "Чи візит {at: day}?"

    bye: "До побачення."
words: { visit: { agree: [так] } }
`
const skeleton = { skeleton: true, accept: false }
const accept = { skeleton: false, accept: true }
const complete = (text: string | undefined, wish: CompletionWish): string => {
  const done = completeTexts(text, 'uk', LINES, wish)
  if (done.kind === 'refused') throw new Error(done.why)
  return done.text
}

describe('a language file', () => {
  it('gets marks where texts are missing, under their base texts, and keeps the rest to the letter', () => {
    expect(complete(FILE, skeleton)).toBe(`# by Olena
language: uk
texts:
    # Dzień dobry.
    hello: "…"
    # the first line
    visit:
        - "Візит {at: day}?"   # keep
        - "Чи візит {at: day}?"
    # Czy tak?
    visit.again: "…"

    bye: "До побачення."
words: { visit: { agree: [так] } }
sources:
  visit: ${hashText(['Wizyta {at: day}?', 'Czy wizyta {at: day}?'])}
  bye: ${hashText('Do widzenia.')}
`)
  })
  it('is begun where there is none, and is completed once only', () => {
    const begun = complete(undefined, skeleton)
    expect(begun).toContain('language: uk\ntexts:\n  # Dzień dobry.\n  hello: "…"\n')
    expect(begun).not.toContain('sources')
    expect(parseSource('', begun).findings).toEqual([])
    expect(complete(begun, skeleton)).toBe(begun)
  })
  it('notes the present sources of what is translated, over the former ones, when they are accepted', () => {
    const stale = `${FILE}sources:\n  bye: h0\n  gone: h1\n`
    expect(complete(stale, skeleton)).toContain('bye: h0\n')
    const accepted = complete(stale, accept)
    expect(accepted).toContain(`  bye: ${hashText('Do widzenia.')}\n`)
    expect(accepted).not.toMatch(/gone|hello/)
    expect(complete(accepted, accept)).toBe(accepted)
  })
  it('notes the source of the keys that are accepted, and of no other', () => {
    const stale = `${FILE}sources:\n  visit: h0\n  bye: h0\n`
    const accepted = complete(stale, { ...accept, keys: new Set(['bye']) })
    expect(accepted).toContain(`  visit: h0\n  bye: ${hashText('Do widzenia.')}\n`)
  })
  it('with texts in braces, or broken, is not written to', () => {
    expect(completeTexts('language: uk\ntexts: { bye: "Бувайте." }\n', 'uk', LINES, skeleton).kind).toBe('refused')
    expect(completeTexts('language: uk\ntexts: [\n', 'uk', LINES, skeleton).kind).toBe('refused')
    expect(completeTexts('- uk\n', 'uk', LINES, accept).kind).toBe('refused')
  })
})

const UK = 'scenarios-yaml/satisfaction-survey/uk.yaml'
const copyScenarios = (): string => {
  const folder = createFolder()
  cpSync(join(PROJECT, 'scenarios-yaml'), join(folder, 'scenarios-yaml'), { recursive: true })
  return folder
}
interface Listed {
  readonly document: string
  readonly language: string
  readonly missing: readonly string[]
  readonly stale: readonly string[]
  readonly unmarked: readonly string[]
}
const list = async (folder: string): Promise<readonly Listed[]> =>
  JSON.parse((await runCli(['texts', '--json'], { folder })).out) as Listed[]
const stateOf = async (folder: string): Promise<Listed | undefined> =>
  (await list(folder)).find(({ document, language }) => document === 'satisfaction-survey' && language === 'uk')

describe('trucada texts', () => {
  it('finds nothing missing or stale in the scenarios that are shipped', async () => {
    const run = await runCli(['texts'])
    expect([run.code, run.out.includes('missing'), run.out.includes('stale')]).toEqual([0, false, false])
  })
  it('begins a language, which counts as missing until somebody translates it', async () => {
    const folder = copyScenarios()
    rmSync(join(folder, UK))
    const before = await runCli(['texts', 'satisfaction-survey', '--lang', 'uk'], { folder })
    expect([before.code, before.out.includes(`no file ${UK}`)]).toEqual([1, true])
    const run = await runCli(['texts', 'satisfaction-survey', '--lang', 'uk', '--skeleton'], { folder, columns: 80 })
    expect(run.code).toBe(1)
    expect(existsSync(join(folder, UK))).toBe(true)
    expect(run.out.split('\n').filter(line => line.length > 80)).toEqual([])
    const check = await runCli(['check'], { folder })
    expect(check.code).toBe(1)
    expect(check.out).toContain('language/missing-text')
  })
  it('tells what has changed since it was translated, until it is accepted', async () => {
    const folder = copyScenarios()
    await runCli(['texts', '--accept'], { folder })
    expect((await stateOf(folder))?.unmarked).toEqual([])
    const path = join(folder, 'scenarios-yaml/satisfaction-survey/scenario.yaml')
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('Do widzenia."', 'Do usłyszenia."'))
    expect((await stateOf(folder))?.stale.length).toBeGreaterThan(0)
    expect((await runCli(['texts', '--accept', '--lang', 'uk,ru,ca,en'], { folder })).code).toBe(0)
    expect((await stateOf(folder))?.stale).toEqual([])
  })
  it('misses the facts of the clinic that a language has no words for, and prints the others', async () => {
    const folder = copyScenarios()
    const path = join(folder, 'scenarios-yaml/policies/clinic/uk.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^ {2}hours: .*\n/m, ''))
    const run = await runCli(['texts', '--lang', 'uk'], { folder })
    expect([run.code, run.out.includes('clinic.hours')]).toEqual([1, true])
    const printed = await runCli(['texts', '--lang', 'uk', '--print'], { folder })
    expect(printed.out).toMatch(/ {2}clinic\n/)
    expect(printed.out).toMatch(/fact +\d+\.\d s {2}сто дванадцять/)
    expect(printed.out).toMatch(/! fact +\(missing\)/)
  })
  it('takes blocks and policies by themselves, as findings name them', async () => {
    const run = await runCli(['texts', 'blocks/identity', 'policies/clinic', '--lang', 'uk,ca'])
    expect(run.out).toMatch(
      /^blocks\/identity {2}uk ca {2}\d+ texts, all there\npolicies\/clinic {2}uk ca {2}\d+ texts, all there\n$/,
    )
  })
  it('accepts by key, and knows no other keys', async () => {
    const folder = copyScenarios()
    const path = join(folder, 'scenarios-yaml/satisfaction-survey/scenario.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('Do widzenia."', 'Do usłyszenia."'))
    const before = (await stateOf(folder))?.stale ?? []
    expect(before.length).toBeGreaterThan(1)
    await runCli(['texts', '--accept', '--key', before[0] ?? ''], { folder })
    expect((await stateOf(folder))?.stale).toEqual(before.slice(1))
    expect((await runCli(['texts', '--accept', '--key', 'sorri'], { folder })).err).toContain('Did you mean "sorry"?')
    expect((await runCli(['texts', '--key', 'sorry'], { folder })).code).toBe(2)
  })
  it('prints each line as it is heard, with its length, and marks what a voice stumbles over', async () => {
    const folder = copyScenarios()
    const path = join(folder, 'scenarios-yaml/appointment-confirmation/uk.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('Тоді вибачте за турботу.', 'Тоді вибачте 2 рази, вул. Липова.'))
    const run = await runCli(['texts', 'appointment-confirmation', '--lang', 'uk', '--print'], { folder, columns: 80 })
    expect(run.code).toBe(1)
    expect(run.out).toContain('a voice cannot say "2"')
    expect(run.out).toContain('a voice cannot say "вул."')
    expect(run.out.replace(/\s+/g, ' ')).toContain('у середу дванадцятого березня о десятій тридцять')
    expect(run.out).toMatch(/ {2}sorry\n {2}! prompt +\d+\.\d s {2}Тоді/)
    expect(run.out).not.toMatch(/[{}]/)
    expect(run.out).not.toContain('\u001b')
    expect(run.out.split('\n').filter(line => line.length > 80)).toEqual([])
  })
  it('prints lines as JSON, with no digit in any language', async () => {
    const run = await runCli(['texts', '--print', '--json'])
    const lines = JSON.parse(run.out) as { language: string; role: string; text: string; marks: { kind: string }[] }[]
    expect(new Set(lines.map(({ language }) => language)).size).toBe(5)
    expect(lines.filter(({ role, text }) => role !== 'text' && role !== 'summary' && /\d/.test(text))).toEqual([])
    expect([run.code, lines.flatMap(({ marks }) => marks).filter(({ kind }) => kind !== 'long')]).toEqual([0, []])
  })
  it('writes nothing into what comes with the program, and knows no other languages or scenarios', async () => {
    const folder = createFolder()
    expect((await runCli(['texts', '--accept'], { folder })).code).toBe(2)
    expect((await runCli(['texts', '--lang', 'de'])).code).toBe(2)
    expect((await runCli(['texts', 'satisfaction-surveys'])).err).toContain('Did you mean "satisfaction-survey"?')
    expect((await runCli(['texts', '--print', '--accept'])).code).toBe(2)
  })
})
