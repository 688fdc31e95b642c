import type { ImportReport } from '../../engine/campaigns/index.ts'
import type { Paint } from '../paint.ts'

/** An import as it is told. */
export interface ImportResult extends ImportReport {
  readonly form: string
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly unused: readonly string[]
  readonly refusedFile: string | undefined
  readonly isTrial: boolean
}

const MOST_REASONS = 12

/** What came of an import, for people. */
export function showImport(paint: Paint, campaign: string, file: string, result: ImportResult): string {
  const { rows, imported, merged, refused } = result
  const count = (value: number): string => value.toLocaleString('en').padStart(9)
  const columns = Object.entries(result.columns).map(([datum, names]) => `  ${datum} ← ${names.join(' + ')}`)
  const width = Math.max(0, ...result.reasons.map(({ rows }) => String(rows).length))
  const reasons = result.reasons.slice(0, MOST_REASONS).map(({ reason, rows }) => `  ${String(rows).padStart(width)} × ${reason}`)
  const more = result.reasons.length - MOST_REASONS
  return [
    `${file} (${result.form})`,
    ...columns,
    ...(result.unused.length > 0 ? [`  not used: ${result.unused.join(', ')}`] : []),
    '',
    `${count(rows)} rows`,
    paint('green', `${count(imported)} ${result.isTrial ? 'would be imported' : 'imported'} into ${campaign}`),
    `${count(merged)} merged with a contact that is there`,
    refused > 0 ? paint('red', `${count(refused)} refused`) : `${count(refused)} refused`,
    ...reasons,
    ...(more > 0 ? [`  … and ${more} more reasons`] : []),
    ...(result.mended > 0
      ? [`${count(result.mended)} with a number that lacked its plus or country, which could only be one`]
      : []),
    ...(result.leftOut > 0 ? [`${count(result.leftOut)} with a further number that was left out`] : []),
    ...(result.refusedFile === undefined
      ? []
      : ['', `Refused rows, with line and reason: ${result.refusedFile}`, 'Mend them there and import that file.']),
  ].join('\n')
}
