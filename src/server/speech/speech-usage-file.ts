import { join } from 'node:path'
import type { DayOfSpeech, SpeechUsageStore } from '../../engine/speech/index.ts'
import { createKeptFile } from '../kept-file.ts'

/** Calls speak several times a second; the file need not know at once. */
const EVERY_MS = 1000

/** Keeps in `speech/usage.json` of the data folder what the day has used of speech, written at most once a second. */
export function createSpeechUsageFile(dataFolder: string): SpeechUsageStore {
  const file = createKeptFile(join(dataFolder, 'speech', 'usage.json'), isDayOfSpeech)
  let latest: DayOfSpeech | undefined
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    timer = undefined
    if (latest !== undefined) file.write(latest)
    latest = undefined
  }
  return {
    read: () => file.read(),
    write(used) {
      latest = used
      timer ??= setTimeout(flush, EVERY_MS)
    },
  }
}

function isDayOfSpeech(kept: unknown): kept is DayOfSpeech {
  if (typeof kept !== 'object' || kept === null) return false
  const { day, providers } = kept as Readonly<Record<keyof DayOfSpeech, unknown>>
  if (typeof day !== 'string' || typeof providers !== 'object' || providers === null) return false
  return Object.values(providers).every(
    use => typeof use === 'object' && use !== null && Object.values(use).every(one => typeof one === 'number' && one >= 0),
  )
}
