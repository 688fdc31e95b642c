import { createWriteStream, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { writeRefused } from '../../engine/campaigns/index.ts'

type List = Parameters<typeof writeRefused>[1]

/** Where the refused rows of a list go: beside it. */
export function nameRefusedFile(path: string, { kind }: Pick<List, 'kind'>): string {
  return join(dirname(path), `${basename(path).replace(/\.\w+$/, '')}.refused.${kind === 'json' ? 'jsonl' : 'csv'}`)
}

/** A file for refused rows. It is made with the first one; one of an earlier import of the same list goes. `close` tells whether there is one. */
export function openRefused(path: string, list: Parameters<typeof writeRefused>[1], isTrial: boolean) {
  let file: ReturnType<typeof writeRefused> | undefined
  if (!isTrial) rmSync(path, { force: true })
  return {
    async write(...row: Parameters<ReturnType<typeof writeRefused>['write']>): Promise<void> {
      if (isTrial) return
      file ??= writeRefused(createWriteStream(path, { mode: 0o600 }), list)
      await file.write(...row)
    },
    async close(): Promise<boolean> {
      await file?.close()
      return file !== undefined
    },
  }
}
