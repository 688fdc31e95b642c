import { join } from 'node:path'
import type { DayOfUse, UsageStore } from '../../engine/understanding/cascade/index.ts'
import { createKeptFile } from '../kept-file.ts'

/** Keeps in `understanding/model-usage.json` of the data folder what the day has used of the language model. */
export function createUsageFile(dataFolder: string): UsageStore {
  return createKeptFile(join(dataFolder, 'understanding', 'model-usage.json'), isDayOfUse)
}

function isDayOfUse(kept: unknown): kept is DayOfUse {
  if (typeof kept !== 'object' || kept === null) return false
  const { day, requests, tokensIn, tokensOut, cost } = kept as Readonly<Record<keyof DayOfUse, unknown>>
  return typeof day === 'string' && [requests, tokensIn, tokensOut, cost].every(one => typeof one === 'number' && one >= 0)
}
