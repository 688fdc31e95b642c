import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkFiles, compileChecked } from '../../../src/scenarios/compile-workspace.ts'
import { createCheckedFiles } from '../../../src/server/workspace/checked-files.ts'
import { readWorkspaceFolder } from '../../../src/server/workspace/read-workspace-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'trucada-checked-files-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

const files = await readWorkspaceFolder('test/golden/base')
const [path = ''] = [...files.keys()].filter(file => file.endsWith('/scenario.yaml'))
const changed = (text: string) => new Map([...files, [path, text]])
const faulty = changed(`${files.get(path)}colour: red\n`)

const keep = (given: ReadonlyMap<string, string> = faulty, data = newFolder()) => {
  const checked = checkFiles(given)
  createCheckedFiles(data, root).write?.(given, checked)
  return { data, checked, file: join(data, 'scenarios/checked.bin') }
}

const takeKept = (given: ReadonlyMap<string, string>, data: string) => {
  const known = createCheckedFiles(data, root).read(given)
  if (known === undefined) throw new Error('nothing is kept')
  return known
}

describe('what was read and checked', () => {
  it('is the same at the next start, with faults, places and all that is compiled of it', () => {
    const { data, checked } = keep()
    const known = takeKept(faulty, data)
    expect(known.findings).toEqual(checked.findings)
    expect(known.findings.map(({ code }) => code)).toContain('shape/unknown-key')
    const { sources, ...documents } = checked.workspace
    const { sources: reopened, ...restored } = known.workspace
    expect(restored).toEqual(documents)
    expect([...reopened.keys()]).toEqual([...sources.keys()])
    expect(reopened.get(path)?.spanAt(['steps'], 'key')).toEqual(sources.get(path)?.spanAt(['steps'], 'key'))
    const { data: good } = keep(files)
    const compiled = compileChecked(takeKept(files, good))
    const plain = (from: typeof compiled) =>
      [...from.scenarios].map(([name, { conditions, ...scenario }]) => [name, scenario, Object.keys(conditions)])
    expect(plain(compiled)).toEqual(plain(compileChecked(checkFiles(files))))
    expect(compiled.scenarios.size).toBeGreaterThan(0)
  })

  it('may have been made beforehand, in another folder', () => {
    const { data, checked } = keep()
    expect(createCheckedFiles(newFolder(), data).read(faulty)?.findings).toEqual(checked.findings)
    expect(createCheckedFiles('/dev/null/nowhere', data).read(faulty)?.findings).toEqual(checked.findings)
  })

  it('does not count for any other text, name or number of files', () => {
    const store = createCheckedFiles(keep().data, root)
    expect(store.read(files)).toBeUndefined()
    expect(store.read(new Map([...faulty].slice(1)))).toBeUndefined()
    expect(store.read(new Map([...faulty, ['more/scenario.yaml', '']]))).toBeUndefined()
    expect(store.read(new Map([...faulty].map(([file, text]) => [file === path ? `a${file}` : file, text])))).toBeUndefined()
    expect(store.read(faulty)).toBeDefined()
  })

  it('does not count for another version of the program', () => {
    const { data } = keep()
    const code = newFolder()
    writeFileSync(join(code, 'rule.ts'), 'export const rule = 1\n')
    expect(createCheckedFiles(data, root, code).read(faulty)).toBeUndefined()
    createCheckedFiles(data, root, code).write?.(faulty, checkFiles(faulty))
    expect(createCheckedFiles(data, root, code).read(faulty)).toBeDefined()
    expect(createCheckedFiles(data, root).read(faulty)).toBeUndefined()
  })

  it('does not count when it is damaged', () => {
    const { data, file } = keep()
    const whole = readFileSync(file)
    for (const at of [0, 40, 64, Math.floor(whole.length / 2), whole.length - 1]) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] as number) ^ 1
      writeFileSync(file, bytes)
      expect(createCheckedFiles(data, root).read(faulty)).toBeUndefined()
    }
    for (const length of [0, 10, 64, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length))
      expect(createCheckedFiles(data, root).read(faulty)).toBeUndefined()
    }
  })

  it('is not kept where there is no place for it', () => {
    const nowhere = createCheckedFiles('/dev/null/nowhere', root)
    nowhere.write?.(faulty, checkFiles(faulty))
    expect(nowhere.read(faulty)).toBeUndefined()
  })
})
