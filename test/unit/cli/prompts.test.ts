import { describe, expect, it } from 'vitest'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

describe('trucada prompts', { timeout: 60_000 }, () => {
  it('lists every fixed sentence with the name of its recording', async () => {
    const run = await runCli(['prompts', 'list', '--lang', 'uk', '--json'], { folder: PROJECT })
    const rows = JSON.parse(run.out) as readonly {
      readonly language: string
      readonly names: readonly string[]
      readonly text: string
    }[]
    expect(run.code).toBe(0)
    expect(rows.length).toBeGreaterThan(200)
    expect(rows.every(row => row.language === 'uk' && row.names.length > 0 && row.text !== '')).toBe(true)
  })
  it('leaves voices of jambonz alone, and says what share is fixed', async () => {
    const run = await runCli(['--data', createFolder(), 'prompts', 'build', '--lang', 'pl'], { folder: PROJECT })
    expect(run.code).toBe(0)
    expect(run.out).toMatch(
      /^pl {2}0 of \d+ fixed sentences are files \(0 %\): 0 made now, 0 were there, \d+ have a voice of jambonz/,
    )
    expect(run.out).toMatch(/\d+ of \d+ sentences are fixed \(\d+ %\)/)
  })
  it('knows nothing else', async () => {
    expect(await runCli(['prompts', 'sing'], { folder: PROJECT })).toMatchObject({
      code: 2,
      err: expect.stringContaining('build or list') as string,
    })
  })
})
