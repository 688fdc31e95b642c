import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createUnderstanding } from '../../../src/engine/understanding/index.ts'
import { createClassifierFiles } from '../../../src/server/understanding/classifier-files.ts'
import { scenario } from './hear.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** The same content in new objects: nothing was learned from them in this process. */
const fresh = () => structuredClone({ ...scenario, languages: ['pl'] as const, outside: {} }) as typeof scenario

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-knowledge-'))
  folders.push(folder)
  return { folder, files: () => readdirSync(join(folder, 'understanding')) }
}

describe('what was learned', () => {
  it('is learned beside, kept by content, and the same whichever way it came', async () => {
    const { folder, files } = open()
    const store = createClassifierFiles(folder)
    const beside = createUnderstanding({ store })
    const first = fresh()
    await beside.prepare(first)
    expect(files()).toHaveLength(1)
    const second = fresh()
    const kept = createUnderstanding({ store })
    await kept.prepare(second)
    expect(files()).toHaveLength(1)
    const third = fresh()
    const here = createUnderstanding()
    for (const said of ['nie dam rady przełóżmy', 'kto dzwoni', 'kabaczek']) {
      const ranking = beside.rank(said, first, 'pl')
      expect(kept.rank(said, second, 'pl')).toEqual(ranking)
      expect(here.rank(said, third, 'pl')).toEqual(ranking)
    }
  })

  it('is learned of several lexicons at once, by threads that go on from one to the next', async () => {
    const { folder, files } = open()
    const understanding = createUnderstanding({ store: createClassifierFiles(folder) })
    const others = ['tak', 'owszem', 'zgoda', 'pewnie', 'jasne'].map(word => {
      const one = fresh()
      return { ...one, lexicon: { pl: { ...one.lexicon.pl, agree: [word] } } } as typeof scenario
    })
    await Promise.all(others.map(one => understanding.prepare(one)))
    expect(files()).toHaveLength(others.length)
    for (const one of others)
      expect(understanding.rank(one.lexicon.pl?.['agree']?.[0] ?? '', one, 'pl').guesses[0]?.label).toBe('agree')
  })

  it('is begun to be learned before there is a scenario, and not once more for those that follow', async () => {
    const { folder, files } = open()
    const understanding = createUnderstanding({ store: createClassifierFiles(folder) })
    const one = fresh()
    const lexicon = {
      kind: 'lexicon',
      file: 'lexicon/pl.yaml',
      language: 'pl',
      meanings: one.lexicon.pl ?? {},
      outside: [],
    } as const
    void understanding.learn([lexicon])
    await understanding.prepare({ ...one, outside: { pl: ['kabaczek'] } } as typeof scenario)
    // What was begun without the text from outside was waited for, and nothing else was learned.
    expect(files()).toHaveLength(1)
    expect(understanding.rank('tak', one, 'pl').guesses[0]?.label).toBe('agree')
  })

  it('is learned anew from another content, and when its file is damaged or cannot be kept', async () => {
    const { folder, files } = open()
    const store = createClassifierFiles(folder)
    const understanding = createUnderstanding({ store })
    await understanding.prepare(fresh())
    const other = fresh()
    await understanding.prepare({
      ...other,
      lexicon: { pl: { ...other.lexicon.pl, agree: ['tak', 'owszem'] } },
    } as typeof scenario)
    expect(files()).toHaveLength(2)
    for (const file of files()) writeFileSync(join(folder, 'understanding', file), 'damaged')
    const again = fresh()
    await understanding.prepare(again)
    expect(understanding.rank('tak', again, 'pl').guesses[0]?.label).toBe('agree')
    const nowhere = createUnderstanding({ store: createClassifierFiles('/dev/null/nowhere') })
    const last = fresh()
    await nowhere.prepare(last)
    expect(nowhere.rank('tak', last, 'pl').guesses[0]?.label).toBe('agree')
  })
})
