import { CLINIC_LETTERS } from '../../engine/clinic/write-back/index.ts'
import type { RecordVersion } from '../../engine/call/ports.ts'
import type { LetterRecord } from '../../engine/store/index.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { OutboxToldOptions } from '../commands/outbox.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { readLimit } from './run-outbox.ts'

/** Shows what the clinic was told, with the record and the version that each led to. */
export async function runOutboxTold(cli: Cli, { call, limit, json }: OutboxToldOptions): Promise<ExitCode> {
  const most = readLimit(limit)
  const store = await openDataStore(cli.settings().settings)
  try {
    const letters = await store.outbox.listDone({ kind: CLINIC_LETTERS, limit: most, ...(call !== undefined && { call }) })
    const told = letters.map(describe)
    if (json === true) cli.print(JSON.stringify({ told }, undefined, 2))
    else if (told.length === 0) cli.print('The clinic was told nothing yet that had to be kept for it.')
    else for (const one of told) cli.print(show(one))
    return EXIT.ok
  } finally {
    await store.close()
  }
}

type Told = ReturnType<typeof describe>

function describe({ payload, answer, doneAt, tries }: LetterRecord) {
  const { contract, callId, idempotencyKey } = payload as {
    readonly contract: { readonly name: string }
    readonly callId?: string
    readonly idempotencyKey?: string
  }
  const record = (answer as { readonly record?: RecordVersion } | undefined)?.record
  const at = doneAt === null ? null : new Date(doneAt).toISOString()
  return { at, service: contract.name, call: callId, key: idempotencyKey, tries, record }
}

function show({ at, service, key = '', record }: Told): string {
  const version = record?.version === undefined ? '' : ` version ${record.version}`
  const where = record === undefined ? 'no record named' : `${record.type} ${record.id}${version}`
  return `  ${(at ?? '').slice(0, 16).replace('T', ' ')} UTC  ${service.padEnd(24)}  ${key}  → ${where}`
}
