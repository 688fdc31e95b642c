import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAppendThread } from '../../../src/server/calls/append-thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'trucada-append-'))
const NO_ERROR = (code: string): void => expect.unreachable(code)

describe('files that a thread adds to', () => {
  it('get every text in order, and say when the system has it', async () => {
    const thread = createAppendThread()
    const paths = ['one', 'two', 'three'].map(name => join(folder, name))
    const files = paths.map(path => thread.open(path, NO_ERROR))
    let known = 0
    for (let line = 0; line < 200; line += 1) for (const file of files) file.write(`${line}\n`, () => (known += 1))
    await new Promise<void>(resolve => files[0]?.end(resolve))
    expect(readFileSync(paths[0] ?? '', 'utf8')).toBe(Array.from({ length: 200 }, (_, line) => `${line}\n`).join(''))
    await thread.close()
    expect(known).toBe(600)
    for (const path of paths) expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(201)
    expect(statSync(paths[1] ?? '').mode & 0o077).toBe(0)
  })

  it('say once, by the code of the system, that they cannot be written, and end all the same', async () => {
    const thread = createAppendThread()
    const codes: string[] = []
    const file = thread.open(join(folder, 'nowhere', 'file'), code => codes.push(code))
    file.write('lost\n', () => expect.unreachable())
    file.write('lost too\n')
    await new Promise<void>(resolve => file.end(resolve))
    expect(codes).toEqual(['ENOENT'])
    await thread.close()
  })

  it('are removed only after what was asked before, and one that is not there is removed already', async () => {
    const thread = createAppendThread()
    const path = join(folder, 'short-lived')
    thread.open(path, NO_ERROR).write('a line\n')
    thread.remove(path, NO_ERROR)
    thread.remove(path, NO_ERROR)
    await thread.close()
    expect(() => statSync(path)).toThrow(/ENOENT/)
  })
})
