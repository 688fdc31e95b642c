import type { Database } from './database.ts'

/**
 * `draft` never started; `running`; `paused` no new calls, those that are talking end as they will; `draining` is a pause
 * that becomes `stopped` when the last call has ended; `ending` asks running calls to end politely; `finished` has nobody left to call.
 */
export type CampaignState = 'draft' | 'running' | 'paused' | 'draining' | 'ending' | 'stopped' | 'finished'

/** A campaign with the version that new attempts are made under. */
export interface CampaignRecord {
  readonly name: string
  readonly state: CampaignState
  readonly version: string
  readonly createdAt: number
  readonly changedAt: number
}

/** An immutable version of a campaign file. */
export interface CampaignVersion {
  readonly campaign: string
  /** SHA-256 of the file's text, hexadecimal. */
  readonly hash: string
  readonly source: string
  /** The checked document as plain data. */
  readonly document: unknown
  readonly savedAt: number
}

/** Campaigns and their versions. */
export interface CampaignStore {
  /** Keeps a version, if it is new, and makes it the one in force; a campaign that is not known begins as `draft`. */
  saveVersion(version: CampaignVersion): Promise<void>
  find(name: string): Promise<CampaignRecord | undefined>
  list(): Promise<readonly CampaignRecord[]>
  findVersion(name: string, hash: string): Promise<CampaignVersion | undefined>
  listVersions(name: string): Promise<readonly CampaignVersion[]>
  /**
   * Sets the state. When this has resolved, no claim that saw the state before it will begin a call: claims hold the row.
   * @returns false when there is no such campaign
   */
  setState(name: string, state: CampaignState, at: number): Promise<boolean>
}

/** @internal */
export function createCampaignStore(database: Database): CampaignStore {
  return {
    async saveVersion({ campaign, hash, source, document, savedAt }) {
      await database
        .insertInto('campaignVersions')
        .values({ campaign, hash, source, document: JSON.stringify(document), savedAt })
        .onConflict(conflict => conflict.columns(['campaign', 'hash']).doNothing())
        .execute()
      await database
        .insertInto('campaigns')
        .values({ name: campaign, state: 'draft', version: hash, createdAt: savedAt, changedAt: savedAt })
        .onConflict(conflict => conflict.column('name').doUpdateSet({ version: hash, changedAt: savedAt }))
        .execute()
    },
    async find(name) {
      const row = await database.selectFrom('campaigns').selectAll().where('name', '=', name).executeTakeFirst()
      return row as CampaignRecord | undefined
    },
    async list() {
      return (await database.selectFrom('campaigns').selectAll().orderBy('name').execute()) as CampaignRecord[]
    },
    async findVersion(name, hash) {
      const row = await database
        .selectFrom('campaignVersions')
        .selectAll()
        .where('campaign', '=', name)
        .where('hash', '=', hash)
        .executeTakeFirst()
      return row && { ...row, document: JSON.parse(row.document) as unknown }
    },
    async listVersions(name) {
      const rows = await database
        .selectFrom('campaignVersions')
        .selectAll()
        .where('campaign', '=', name)
        .orderBy('savedAt')
        .execute()
      return rows.map(row => ({ ...row, document: JSON.parse(row.document) as unknown }))
    },
    async setState(name, state, at) {
      const { numUpdatedRows } = await database
        .updateTable('campaigns')
        .set({ state, changedAt: at })
        .where('name', '=', name)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
