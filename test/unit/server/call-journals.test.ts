import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../../src/engine/call/ports.ts'
import { openCallJournals } from '../../../src/server/calls/call-journals.ts'
import { createLog } from '../../../src/server/log.ts'

const log = createLog('silent', { write: () => undefined }, false)
const createFolder = (): string => mkdtempSync(join(tmpdir(), 'trucada-data-'))
const ended: JournalEntry = { at: 2, kind: 'ended', result: { outcome: 'confirmed', values: {} } }

describe('journals of calls', () => {
  it('keep every entry of a call, a line each, readable by the server alone', async () => {
    const folder = createFolder()
    const journals = await openCallJournals(folder, 10, log)
    const journal = journals.open('call-1')
    journal.write({ at: 1, kind: 'entered', node: 'visit', visit: 1 })
    journal.write(ended)
    await journals.close()
    await expect.poll(() => readFileSync(join(folder, 'calls/call-1.jsonl'), 'utf8').split('\n').length).toBe(3)
    const path = join(folder, 'calls/call-1.jsonl')
    expect(
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as JournalEntry).kind),
    ).toEqual(['entered', 'ended'])
    expect(statSync(path).mode & 0o077).toBe(0)
  })
  it('never leave the folder, whatever the id', async () => {
    const folder = createFolder()
    const journals = await openCallJournals(folder, 10, log)
    journals.open('../../evil/id').write(ended)
    await expect.poll(() => readdirSync(join(folder, 'calls'))).toEqual(['______evil_id.jsonl'])
  })
  it('go, the oldest first, when there are more than are kept', async () => {
    const folder = createFolder()
    const first = await openCallJournals(folder, 2, log)
    for (const id of ['a', 'b', 'c']) first.open(id).write(ended)
    await expect.poll(() => readdirSync(join(folder, 'calls')).sort()).toEqual(['b.jsonl', 'c.jsonl'])
    await first.close()
    await openCallJournals(folder, 1, log)
    await expect.poll(() => readdirSync(join(folder, 'calls'))).toHaveLength(1)
  })
  it('are not written at all when none are kept', async () => {
    const folder = createFolder()
    const journals = await openCallJournals(folder, 0, log)
    journals.open('a').write(ended)
    await journals.close()
    expect(existsSync(join(folder, 'calls'))).toBe(false)
  })
  it('stop growing in a call that is out of order', async () => {
    const folder = createFolder()
    const journals = await openCallJournals(folder, 10, log)
    const journal = journals.open('long')
    const text = 'x'.repeat(1024 * 1024)
    for (let at = 0; at < 20; at++) journal.write({ at, kind: 'fault', message: text })
    await expect.poll(() => readFileSync(join(folder, 'calls/long.jsonl'), 'utf8').endsWith('the journal is full"}\n')).toBe(true)
    expect(statSync(join(folder, 'calls/long.jsonl')).size).toBeLessThan(5 * 1024 * 1024)
  })
  it('say what is wrong with a data folder that cannot be used', async () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'file'), '')
    await expect(openCallJournals(join(folder, 'file'), 10, log)).rejects.toThrow(/data folder .* cannot be used \(ENOTDIR\)/)
  })
})
