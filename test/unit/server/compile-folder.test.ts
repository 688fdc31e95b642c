import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'trucada-compile-folder-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('compiles a folder again when a text has changed, came or went, and only then', async () => {
  cpSync('test/golden/base', folder, { recursive: true })
  const [path = ''] = [...(await compileFolder(folder)).files.keys()].filter(file => file.endsWith('/scenario.yaml'))
  const file = join(folder, path)
  const first = await compileFolder(folder)
  expect(first.scenarios.size).toBeGreaterThan(0)
  expect(await compileFolder(folder)).toBe(first)

  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('scenario:', 'scenery:'))
  const second = await compileFolder(folder)
  expect(second.findings.map(({ code }) => code)).toContain('shape/unknown-key')

  rmSync(file)
  const third = await compileFolder(folder)
  expect(third.scenarios.size).toBeLessThan(first.scenarios.size)
  writeFileSync(file, text)
  const last = await compileFolder(folder)
  expect(last).not.toBe(third)
  expect([...last.scenarios.keys()]).toEqual([...first.scenarios.keys()])
})
