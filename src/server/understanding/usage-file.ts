import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DayOfUse, UsageStore } from '../../engine/understanding/cascade/index.ts'

/**
 * Keeps in `understanding/model-usage.json` of the data folder what the day has used of the language model. A folder that cannot be read or written
 * only lets a restart begin the day anew.
 */
export function createUsageFile(dataFolder: string): UsageStore {
  const folder = join(dataFolder, 'understanding')
  const file = join(folder, 'model-usage.json')
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
        return isDayOfUse(kept) ? kept : undefined
      } catch {
        return undefined
      }
    },
    write(used) {
      const unfinished = `${file}.${process.pid}`
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(unfinished, JSON.stringify(used), { mode: 0o600 })
        renameSync(unfinished, file)
      } catch {
        // It is counted in memory, too.
      }
    },
  }
}

function isDayOfUse(kept: unknown): kept is DayOfUse {
  if (typeof kept !== 'object' || kept === null) return false
  const { day, requests, tokensIn, tokensOut, cost } = kept as Readonly<Record<keyof DayOfUse, unknown>>
  return typeof day === 'string' && [requests, tokensIn, tokensOut, cost].every(one => typeof one === 'number' && one >= 0)
}
