import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { mayDo, ROLE_MEANINGS, ROLES } from '../../../src/server/contracts/index.ts'
import { runCli } from './run-cli.ts'

const data = mkdtempSync(join(tmpdir(), 'trucada-key-'))
const run = (...args: string[]) => runCli([...args, '--data', data])
const key = (...args: string[]) => run('key', ...args)
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(join(data, 'trucada.db'))
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
afterAll(() => rmSync(data, { recursive: true, force: true }))

describe('trucada key', () => {
  let made = ''
  beforeAll(async () => {
    made = (await key('create', 'office', '--role', 'operator')).out.trim()
  })
  it('prints a key of 256 bits, once, and keeps its hash alone', async () => {
    expect(made).toMatch(/^trucada_[\w-]{43}$/)
    const [kept] = await withStore(store => store.apiKeys.list())
    expect(kept).toMatchObject({ name: 'office', role: 'operator', usedAt: null, revokedAt: null })
    const hash = createHash('sha256').update(made).digest('hex')
    expect(await withStore(async store => (await store.apiKeys.findByHash(hash))?.name)).toBe('office')
    for (const file of readdirSync(data)) expect(readFileSync(join(data, file)).includes(made.slice(8)), file).toBe(false)
    const listed = await key('list')
    expect(listed.out).toMatch(/office\s+operator\s+made .*never used/)
    expect(listed.out + (await key('list', '--json')).out).not.toContain(made)
  })
  it('makes keys of every role, and of no other', async () => {
    for (const role of ROLES) {
      expect(ROLE_MEANINGS[role]).not.toBe('')
      const { code, out } = await key('create', `key-${role}`, '--role', role, '--json')
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({ name: `key-${role}`, role })
    }
    const unknown = await key('create', 'boss', '--role', 'root')
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining(ROLES.join(', '))])
    expect(ROLES.filter(role => mayDo(role, 'viewer'))).toEqual(['viewer', 'operator', 'author', 'admin'])
    expect(ROLES.filter(role => mayDo(role, 'form'))).toEqual(['form', 'operator', 'author', 'admin'])
  })
  it('takes a name once, also after the key was revoked, since the audit log names who did what by it', async () => {
    expect((await key('create', 'passing', '--role', 'viewer')).code).toBe(0)
    expect((await key('revoke', 'passing')).out).toContain('opens nothing any more')
    expect((await key('list')).out).toMatch(/passing\s+viewer\s+made .*revoked/)
    const again = await key('create', 'passing', '--role', 'viewer')
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('There is, or was, a key')])
    const unknown = await key('revoke', 'ofice')
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('Did you mean "office"?')])
    expect((await key('create', 'of fice', '--role', 'viewer')).err).toContain('no name of a key')
  })
})

describe('trucada audit', () => {
  it('shows who made and revoked keys', async () => {
    const { out } = await run('audit')
    expect(out).toMatch(/cli {2}key.create {2}office {2}role=operator/)
    expect(out).toMatch(/cli {2}key.revoke {2}passing/)
    const [last = ''] = (await run('audit', '--last', '1', '--json')).out.trim().split('\n').slice(-1)
    expect(JSON.parse(last)).toMatchObject({ action: 'key.revoke', subject: 'passing' })
    expect((await run('audit', '--last', 'all')).code).toBe(2)
  })
  it('finds the entry that was changed, and the gap where one was taken out', async () => {
    const whole = await run('audit', '--verify')
    expect([whole.code, whole.out]).toEqual([0, expect.stringContaining('is whole')])
    await withStore(({ database }) => sql`update audit set subject = 'somebody' where position = 3`.execute(database))
    const changed = await run('audit', '--verify')
    expect([changed.code, changed.out]).toEqual([1, expect.stringContaining('broken at entry 3')])
    expect(JSON.parse((await run('audit', '--verify', '--json')).out)).toMatchObject({ brokenAt: 3 })
    await withStore(({ database }) => sql`delete from audit where position = 2`.execute(database))
    expect((await run('audit', '--verify')).out).toContain('broken at entry 2')
  })
})
