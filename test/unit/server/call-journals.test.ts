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

describe('a journal that another process goes on with', () => {
  const entry = (visit: number): JournalEntry => ({ at: visit, kind: 'entered', node: 'visit', visit })
  const visitsIn = (folder: string): readonly unknown[] =>
    readFileSync(join(folder, 'calls/call.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { visit?: number }).visit)

  it('gets what the first took along when it died, once and in order', async () => {
    const folder = createFolder()
    const first = (await openCallJournals(folder, 10, log)).open('call')
    for (const visit of [1, 2, 3]) first.write(entry(visit))
    // Killed: nothing was flushed.
    const position = first.position()
    const second = await openCallJournals(folder, 10, log)
    const journal = second.open('call', position)
    journal.write(entry(4))
    journal.write(ended)
    await second.close()
    await expect.poll(() => visitsIn(folder)).toEqual([1, 2, 3, 4, undefined])
  })
  it('does not get twice what had reached the file, and loses a line that was torn', async () => {
    const folder = createFolder()
    const journals = await openCallJournals(folder, 10, log)
    const first = journals.open('call')
    for (const visit of [1, 2]) first.write(entry(visit))
    const position = first.position()
    await journals.close()
    const path = join(folder, 'calls/call.jsonl')
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"at":3,"kind":"ent`)
    const second = await openCallJournals(folder, 10, log)
    const journal = second.open('call', { written: 3, tail: [...position.tail, JSON.stringify(entry(3))] })
    expect(journal.position().written).toBe(3)
    journal.write(ended)
    await second.close()
    await expect.poll(() => visitsIn(folder)).toEqual([1, 2, 3, undefined])
  })
  it('begins with what is known where the folder is another', async () => {
    const folder = createFolder()
    const journals = await openCallJournals(folder, 10, log)
    journals.open('call', { written: 40, tail: [JSON.stringify(entry(40))] }).write(ended)
    await journals.close()
    await expect.poll(() => visitsIn(folder)).toEqual([40, undefined])
  })
  it('is left by the first without an end', async () => {
    const folder = createFolder()
    const journals = await openCallJournals(folder, 10, log)
    const journal = journals.open('call')
    journal.write(entry(1))
    journal.leave()
    journal.write(ended)
    await journals.close()
    await expect.poll(() => readFileSync(join(folder, 'calls/call.jsonl'), 'utf8')).toBe('')
  })
})
