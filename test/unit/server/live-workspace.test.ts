import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLiveWorkspace, type Preparation } from '../../../src/server/workspace/live-workspace.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trucada-live-'))
  cpSync('bench/chaos/workspace', folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes down what is asked of it. */
function createPreparation(): Preparation & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    learn: async () => void asked.push('learn'),
    prepare: async scenario => void asked.push(scenario.name),
  }
}

describe('a folder of scenarios that is served', () => {
  it('waits at the start for what is learned alone; what a call can make is made when asked for, or before a later version is seen', async () => {
    const preparation = createPreparation()
    const live = await openLiveWorkspace(folder, preparation)
    const names = [...live.scenarios().keys()]
    expect(names.length).toBeGreaterThan(0)
    expect(new Set(preparation.asked)).toEqual(new Set(['learn']))
    await live.prepare()
    expect(preparation.asked.filter(one => one !== 'learn')).toEqual(names)
    preparation.asked.length = 0
    const before = live.scenarios()
    const reloading = live.reload()
    expect(live.scenarios()).toBe(before)
    await reloading
    expect(preparation.asked.filter(one => one !== 'learn')).toEqual(names)
  })
})
