import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createClassifierFiles } from '../../../src/server/understanding/classifier-files.ts'
import { createCheckedFiles } from '../../../src/server/workspace/checked-files.ts'
import { readWorkspaceFolder } from '../../../src/server/workspace/read-workspace-folder.ts'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

const learn = (data: string, scenarios = join(PROJECT, 'test/golden/base')) =>
  runCli(['learn', '--scenarios', scenarios, '--data', data])

describe('trucada learn', () => {
  it('keeps what a start would learn, for any data folder to take, and learns it once', async () => {
    const data = createFolder()
    const scenarios = createFolder()
    cpSync(join(PROJECT, 'test/golden/base'), scenarios, { recursive: true })
    const lexicon = join(scenarios, 'lexicon/pl.yaml')
    const { code, out } = await learn(data, scenarios)
    expect([code, out]).toEqual([0, expect.stringMatching(/^Ready to understand pl, uk \(\d+\.\d s\)\.\n$/)])
    const [file = '', ...others] = readdirSync(join(data, 'understanding'))
    expect(others).toHaveLength(1)
    const bytes = readFileSync(join(data, 'understanding', file))
    const store = createClassifierFiles(createFolder(), data)
    expect(store.read(file.replace('.bin', ''))).toEqual(bytes)
    expect(createCheckedFiles(createFolder(), data).read(await readWorkspaceFolder(scenarios))?.findings).toEqual([])
    writeFileSync(join(data, 'understanding', file), bytes.subarray(0, 100))
    writeFileSync(lexicon, `${readFileSync(lexicon, 'utf8')}# the same phrases\n`)
    await learn(data, scenarios)
    expect(readFileSync(join(data, 'understanding', file))).toEqual(bytes)
  })

  it('says so when there is nowhere to keep it', async () => {
    const { code, err } = await learn('/dev/null/nowhere')
    expect(code).not.toBe(0)
    expect(err).toContain('"/dev/null/nowhere" cannot be made (ENOTDIR)')
  })

  it('is what npm does in a checkout, and does without where it fails', () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    expect(scripts['prepare']).toBe('node bin/trucada.mjs learn --data node_modules/.cache/trucada || exit 0')
  })
})
