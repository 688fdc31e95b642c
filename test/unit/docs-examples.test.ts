import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  compileWorkspace,
  createSpeaking,
  createUnderstanding,
  formatReport,
  readSettings,
  readSurroundings,
  readWorkspaceFolder,
  simulateWorkspace,
} from '../../src/index.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const GUIDE = 'docs/guides/simulations.md'

describe('what the guides show still runs', () => {
  it('the call of the guide to simulations', async () => {
    const page = readFileSync(resolve(ROOT, GUIDE), 'utf8')
    const example = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)]
      .map(match => match[1] ?? '')
      .find(text => text.startsWith('simulation:'))
    const { settings } = readSettings({ flags: {}, env: {}, folder: ROOT })
    const { scenarios } = compileWorkspace(await readWorkspaceFolder(settings.scenarios))
    const { voices, lines, fixture } = await readSurroundings(settings)
    const report = await simulateWorkspace({
      scenarios,
      files: new Map([['asks-who-is-calling-then-moves.yaml', example ?? '']]),
      world: { understanding: createUnderstanding(), speaking: createSpeaking(), voices, lines, fixture },
    })
    expect(report.findings).toEqual([])
    expect(report.results, formatReport(report, { colour: false, width: 100, coverage: false })).toMatchObject([{ failures: [] }])
  })
})
