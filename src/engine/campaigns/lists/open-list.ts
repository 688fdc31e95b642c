import { open } from 'node:fs/promises'
import { OperationalError, readSystemCode } from '../../operational-error.ts'
import type { Encoding } from './detect-encoding.ts'
import { openCsv } from './read-csv.ts'
import { openJson } from './read-json.ts'
import { openXlsx } from './read-xlsx.ts'
import type { ListReader } from './row.ts'

/** What is said about a list's form; what is not said is found out. */
export interface ListForm {
  readonly sheet?: string
  readonly encoding?: Encoding
  readonly separator?: string
}

/**
 * Opens a list by what is in it, whatever its name: XLSX, JSON, JSON lines, or CSV.
 * @throws {OperationalError} `list/unreadable`, `list/old-workbook`, `list/no-workbook`, `list/no-sheet`, `list/empty`
 */
export async function openList(path: string, form: ListForm = {}): Promise<ListReader> {
  const head = await readHead(path)
  if (head.length >= 4 && head.readUInt32BE(0) === 0x504b0304) return openXlsx(path, form.sheet)
  if (head.length >= 4 && head.readUInt32BE(0) === 0xd0cf11e0)
    throw new OperationalError('list/old-workbook', 'The file is an old workbook (XLS), or one with a password.', {
      remedy: 'Save it anew as XLSX without a password, or as CSV.',
    })
  // A workbook of another programme has nulls all over; so has UTF-16, of which its mark or the pattern of nulls tells.
  const text = head.toString('latin1').replaceAll('\0', '')
  if (/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(\[\s*[{\]]|\{)/.test(text) && !/\.(csv|tsv|txt)$/i.test(path)) return openJson(path)
  return openCsv(path, form)
}

async function readHead(path: string): Promise<Buffer> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown'
    throw new OperationalError('list/unreadable', `The list cannot be read (${code}).`, {
      facts: { code },
      remedy: code === 'ENOENT' ? 'See whether the name of the file is right.' : 'See whether the file may be read.',
      cause: error,
    })
  }
}
