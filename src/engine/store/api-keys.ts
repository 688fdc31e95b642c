import type { Database } from './database.ts'

/** A key of the HTTP API, without the key. Instants are epoch ms. */
export interface ApiKeyRecord {
  readonly id: string
  /** Who has it: the name that the audit log shows. Unique for ever. */
  readonly name: string
  readonly role: string
  readonly createdAt: number
  /** When it was last used, within a minute; null: never. */
  readonly usedAt: number | null
  readonly revokedAt: number | null
}

/** Keys of the HTTP API. */
export interface ApiKeyStore {
  /** Keeps a key by its SHA-256 (hexadecimal). @returns false when there is, or was, one of this name */
  add(key: Pick<ApiKeyRecord, 'id' | 'name' | 'role' | 'createdAt'> & { readonly hash: string }): Promise<boolean>
  /** The key of a hash, unless it was revoked. */
  findByHash(hash: string): Promise<ApiKeyRecord | undefined>
  /** By name, those that were revoked too. */
  list(): Promise<readonly ApiKeyRecord[]>
  noteUse(id: string, at: number): Promise<void>
  /** From now on it opens nothing. @returns false when there is none of this name, or it was revoked before */
  revoke(name: string, at: number): Promise<boolean>
}

/** @internal */
export function createApiKeyStore(database: Database): ApiKeyStore {
  const select = () => database.selectFrom('apiKeys').select(['id', 'name', 'role', 'createdAt', 'usedAt', 'revokedAt'])
  return {
    async add(key) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('apiKeys')
        .values({ ...key, usedAt: null, revokedAt: null })
        .onConflict(conflict => conflict.column('name').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    findByHash: hash => select().where('hash', '=', hash).where('revokedAt', 'is', null).executeTakeFirst(),
    list: () => select().orderBy('name').execute(),
    async noteUse(id, at) {
      await database.updateTable('apiKeys').set({ usedAt: at }).where('id', '=', id).execute()
    },
    async revoke(name, at) {
      const { numUpdatedRows } = await database
        .updateTable('apiKeys')
        .set({ revokedAt: at })
        .where('name', '=', name)
        .where('revokedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
