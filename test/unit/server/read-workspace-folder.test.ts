import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OperationalError } from '../../../src/engine/operational-error.ts'
import { readWorkspaceFolder } from '../../../src/server/workspace/read-workspace-folder.ts'

const createFolder = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-workspace-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

describe('reading a folder of scenarios', () => {
  it('reads every YAML file below it, by its path, and nothing else', async () => {
    const folder = createFolder({
      'b/scenario.yaml': 'b',
      'a/scenario.yaml': 'a',
      'voices.yml': 'v',
      'b/notes.md': 'no',
      '.git/config.yaml': 'no',
      'node_modules/x/y.yaml': 'no',
    })
    expect([...(await readWorkspaceFolder(folder))]).toEqual([
      ['a/scenario.yaml', 'a'],
      ['b/scenario.yaml', 'b'],
      ['voices.yml', 'v'],
    ])
  })
  it('says that a folder is not there, and what to do', async () => {
    const error = await readWorkspaceFolder('/nowhere/scenarios').catch((thrown: unknown) => thrown as OperationalError)
    expect(error).toMatchObject({ code: 'workspace/unreadable', message: 'The folder "/nowhere/scenarios" is not there.' })
    expect((error as OperationalError).remedy).toContain('--scenarios')
  })
  it('says that a file is no folder', async () => {
    const folder = createFolder({ 'a.yaml': '' })
    await expect(readWorkspaceFolder(join(folder, 'a.yaml'))).rejects.toThrow('is not a folder')
  })
  it('names the file that cannot be read', async () => {
    const folder = createFolder({ 'a/scenario.yaml': '' })
    symlinkSync('nothing-here', join(folder, 'a/uk.yaml'))
    await expect(readWorkspaceFolder(folder)).rejects.toThrow(/"a\/uk\.yaml" in the folder .* is not there/)
  })
  it('reads no more of a huge file than is needed to refuse it', async () => {
    const folder = createFolder({ 'a.yaml': '#'.repeat(5 * 1024 * 1024) })
    expect((await readWorkspaceFolder(folder)).get('a.yaml')).toHaveLength(2 * 1024 * 1024)
  })
})
