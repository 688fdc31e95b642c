import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/index.ts'
import { NOON } from './make-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'trucada-two-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PROGRAM = `
const { openStore } = await import(process.argv[1])
const store = await openStore(process.argv[2])
for (let count = 0; count < 10; count++)
  await store.audit.append({ at: count, actor: process.argv[3], action: 'test', subject: 'x', details: {} })
await store.close()
`

it('two processes may make one SQLite file at once, and write to it in turn', async () => {
  const place = join(folder, 'store.db')
  const open = new URL('../../../src/engine/store/index.ts', import.meta.url).href
  const start = (name: string) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM, open, place, name])
  await Promise.all(['one', 'two', 'three'].map(start))
  const store = await openStore(place)
  expect(await store.audit.list(1, 1000)).toHaveLength(30)
  expect(await store.audit.verify()).toBeUndefined()
  await store.close()
})

it('says when the database was made by a later version', async () => {
  const place = join(folder, 'later.db')
  const store = await openStore(place)
  await store.database
    .withTables<{ kyselyMigration: { name: string; timestamp: string } }>()
    .insertInto('kyselyMigration')
    .values({ name: '9999-later', timestamp: new Date(NOON).toISOString() })
    .execute()
  await store.close()
  await expect(openStore(place)).rejects.toMatchObject({ code: 'store/newer' })
})

it.each([
  ['sqlite', join(folder, 'no', 'such', 'folder', 'store.db')],
  ['postgres', 'postgres://trucada@127.0.0.1:1/none'],
])('says when %s cannot be reached', async (_name, place) => {
  await expect(openStore(place)).rejects.toMatchObject({ code: 'store/unreachable' })
})
