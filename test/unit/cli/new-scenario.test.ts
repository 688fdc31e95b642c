import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../src/scenarios/index.ts'
import { compileWorkspace } from '../../../src/scenarios/index.ts'
import { readWorkspaceFolder } from '../../../src/server/workspace/read-workspace-folder.ts'
import { SKELETON_TEXTS } from '../../../src/cli/skeleton/skeleton-texts.ts'
import { writeSkeleton } from '../../../src/cli/skeleton/write-skeleton.ts'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

describe('trucada new scenario', () => {
  it('writes a scenario that passes every check, and simulations that it passes, into a folder that had nothing', async () => {
    const folder = createFolder()
    const made = await runCli(['new', 'scenario', 'flu-vaccination'], { folder })
    expect(made.code, made.err).toBe(0)
    expect(made.out.split('\n')).toContain('scenarios-yaml/flu-vaccination/scenario.yaml')
    expect(readFileSync(join(folder, 'scenarios-yaml/flu-vaccination/scenario.yaml'), 'utf8')).toContain(
      '# A block is a piece of a call',
    )

    const checked = await runCli(['check', '--json'], { folder })
    expect(JSON.parse(checked.out)).toMatchObject({ errors: 0, warnings: 0 })
    const simulated = await runCli(['simulate'], { folder })
    expect(simulated.out).toContain('as simulated')
    expect(simulated.code, simulated.out).toBe(0)
    const formatted = await runCli(['format', '--check', 'scenarios-yaml/flu-vaccination', 'test'], { folder })
    expect(formatted.out).toBe('')
  })
  it('does without the block that finds out who answered, where there is none', async () => {
    const files = new Map(
      [...(await readWorkspaceFolder(join(PROJECT, 'scenarios-yaml')))].filter(
        ([file]) => !/^[^/]+\/(scenario|[a-z]{2})\.yaml$/.test(file) || /^(blocks|policies|lexicon)/.test(file),
      ),
    )
    const { workspace } = compileWorkspace(files)
    const policy = workspace.policies.get('clinic')
    if (policy === undefined) throw new Error('no policy')
    const bare = { ...workspace, blocks: new Map([...workspace.blocks].filter(([name]) => name !== 'blocks/identity')) }
    const skeleton = writeSkeleton('bare', policy, bare)
    const { findings, scenarios } = compileWorkspace(new Map([...files, ...skeleton.scenario]))
    expect(findings.filter(finding => finding.severity === 'error' && finding.file.startsWith('bare/'))).toEqual([])
    expect(scenarios.has('bare')).toBe(true)
  })
  it('refuses a name that is none, and one that is taken', async () => {
    const bad = await runCli(['new', 'scenario', 'Flu Vaccination!'], { folder: createFolder() })
    expect([bad.code, bad.err]).toEqual([
      2,
      'error: "Flu Vaccination!" is no name for a scenario: small letters, digits and dashes.\n  help: Perhaps "flu-vaccination".\n',
    ])
    const folder = createFolder()
    await runCli(['new', 'scenario', 'twice'], { folder })
    const again = await runCli(['new', 'scenario', 'twice'], { folder })
    expect(again.code).toBe(2)
    expect(again.err).toContain('There is a scenario "twice" already')
  })
  it('leaves the files of trucada alone when they are what is in force', async () => {
    await runCli(['new', 'scenario', 'not-here'], { folder: createFolder() })
    expect(existsSync(join(PROJECT, 'scenarios-yaml/not-here'))).toBe(false)
  })
  it('has its lines in every language', () => {
    expect(Object.keys(SKELETON_TEXTS).sort()).toEqual([...LANGUAGES].sort())
  })
})
