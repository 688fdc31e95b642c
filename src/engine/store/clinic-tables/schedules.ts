import type { Database } from '../database.ts'

/** A doctor; `id` is the name as it is compared. */
export interface ClinicDoctor {
  readonly id: string
  readonly name: string
  readonly specialty: string | null
  readonly place: string | null
}

/** When somebody is there: weekdays from Monday, 1, to Sunday, 7; `begins` and `ends` `HH:MM` and days `YYYY-MM-DD` in the clinic's zone. */
export interface ClinicSchedule {
  readonly id: string
  readonly doctor: string | null
  readonly specialty: string | null
  readonly place: string | null
  readonly program: string | null
  readonly weekdays: readonly number[]
  readonly begins: string
  readonly ends: string
  readonly everyMinutes: number
  readonly validFrom: string | null
  readonly validUntil: string | null
}

/** Who sees patients, and when. */
export interface ClinicScheduleStore {
  saveDoctor(doctor: ClinicDoctor, at: number): Promise<void>
  listDoctors(): Promise<readonly ClinicDoctor[]>
  /** Names of those whom visits and times from an instant (epoch ms) on are with. */
  listNamedDoctors(from: number): Promise<readonly string[]>
  save(schedule: ClinicSchedule, at: number): Promise<void>
  list(): Promise<readonly ClinicSchedule[]>
}

/** @internal */
export function createClinicScheduleStore(database: Database): ClinicScheduleStore {
  return {
    async saveDoctor({ id, ...doctor }, at) {
      const row = { ...doctor, changedAt: at }
      await database
        .insertInto('clinicDoctors')
        .values({ id, ...row })
        .onConflict(conflict => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    listDoctors: () =>
      database.selectFrom('clinicDoctors').select(['id', 'name', 'specialty', 'place']).orderBy('name').execute(),
    async listNamedDoctors(from) {
      const named = (table: 'clinicVisits' | 'clinicSlots') => database.selectFrom(table).select('doctor').where('at', '>=', from)
      const rows = await named('clinicVisits').union(named('clinicSlots')).execute()
      return rows.flatMap(({ doctor }) => doctor ?? []).sort()
    },
    async save({ id, weekdays, ...schedule }, at) {
      const row = { ...schedule, weekdays: weekdays.join(','), changedAt: at }
      await database
        .insertInto('clinicSchedules')
        .values({ id, ...row })
        .onConflict(conflict => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    async list() {
      const rows = await database.selectFrom('clinicSchedules').selectAll().orderBy('id').execute()
      return rows.map(row => ({ ...row, weekdays: row.weekdays.split(',').map(Number) }))
    },
  }
}
