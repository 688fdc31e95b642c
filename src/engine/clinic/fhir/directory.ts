import type { Connection } from './connection.ts'
import { readId } from './marks.ts'
import { readHumanName } from './read-names.ts'
import type { Kept, Reference } from './resources.ts'

/** Whose times a schedule holds, and where. */
export interface ScheduleEntry {
  readonly record: Kept<'Schedule'>
  readonly doctor?: string
  readonly place?: string
}

/** The clinic's doctors, places and schedules, which change seldom: they are asked for every few minutes. */
export interface Directory {
  listSchedules(): Promise<ReadonlyMap<string, ScheduleEntry>>
  /** The name of whom or what a reference of this type means, by the first that is of it. */
  nameOf(type: 'Practitioner' | 'Location', references: readonly (Reference | undefined)[]): Promise<string | undefined>
}

const FRESH_MS = 5 * 60_000

/** Creates the directory. `now` in epoch ms. */
export function createDirectory(connection: Connection, now: () => number): Directory {
  const names = new Map<string, Promise<string | undefined>>()
  let schedules: Promise<ReadonlyMap<string, ScheduleEntry>> | undefined
  let readAt = -Infinity

  const refresh = (): void => {
    if (now() - readAt < FRESH_MS) return
    readAt = now()
    names.clear()
    schedules = undefined
  }
  const readName = async (type: 'Practitioner' | 'Location', id: string): Promise<string | undefined> => {
    if (type === 'Location') return (await connection.read(type, id))?.name
    return readHumanName((await connection.read(type, id))?.name)
  }
  const nameOf: Directory['nameOf'] = async (type, references) => {
    refresh()
    for (const reference of references) {
      const id = readId(reference, type)
      if (id === undefined) continue
      if (reference?.display !== undefined) return reference.display
      const key = `${type}/${id}`
      let name = names.get(key)
      if (name === undefined) {
        name = readName(type, id)
        names.set(key, name)
        // What failed is asked for anew.
        name.catch(() => names.delete(key))
      }
      return name
    }
    return undefined
  }
  const readSchedules = async (): Promise<ReadonlyMap<string, ScheduleEntry>> => {
    const found = new Map<string, ScheduleEntry>()
    for await (const record of connection.search('Schedule', {})) {
      if (record.active === false) continue
      const [doctor, place] = [await nameOf('Practitioner', record.actor), await nameOf('Location', record.actor)]
      found.set(record.id, { record, ...(doctor !== undefined && { doctor }), ...(place !== undefined && { place }) })
    }
    return found
  }
  return {
    nameOf,
    listSchedules() {
      refresh()
      schedules ??= readSchedules().catch((error: unknown) => {
        schedules = undefined
        throw error
      })
      return schedules
    },
  }
}
