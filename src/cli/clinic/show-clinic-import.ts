import type { ClinicImported } from '../../server/clinic/import-clinic-lists.ts'
import type { Paint } from '../paint.ts'

const MOST_REASONS = 12
const MOST_NAMES = 8

/** What came of an import into the clinic, for people. */
export function showClinicImport(paint: Paint, { lists, times, unlistedDoctors }: ClinicImported, isTrial: boolean): string {
  const count = (value: number): string => value.toLocaleString('en').padStart(9)
  const blocks = lists.map(list => {
    const { kind, file, form, added, changed, same, refused, reasons } = list
    const columns = Object.entries(list.columns).map(([datum, names]) => `  ${datum} ← ${names.join(' + ')}`)
    const width = Math.max(0, ...reasons.map(({ rows }) => String(rows).length))
    const why = reasons.slice(0, MOST_REASONS).map(({ reason, rows }) => `  ${String(rows).padStart(width)} × ${reason}`)
    const more = reasons.length - MOST_REASONS
    return [
      `${paint('bold', kind)} from ${file} (${form})`,
      ...columns,
      ...(list.unused.length > 0 ? [`  not used: ${list.unused.join(', ')}`] : []),
      paint('green', `${count(added)} ${isTrial ? 'would be added' : 'added'}`),
      `${count(changed)} ${isTrial ? 'would be changed' : 'changed'}`,
      `${count(same)} there already`,
      refused > 0 ? paint('red', `${count(refused)} refused`) : `${count(refused)} refused`,
      ...why,
      ...(more > 0 ? [`  … and ${more} more reasons`] : []),
      ...(list.refusedFile === undefined
        ? []
        : [`  Refused rows, with line and reason: ${list.refusedFile}`, '  Mend them there and import that file.']),
    ].join('\n')
  })
  const made =
    times > 0
      ? [
          `${count(times)} times ${isTrial ? 'would be made' : 'made'} of the schedules${isTrial ? '' : '; see them: trucada clinic show'}`,
        ]
      : []
  const [first] = unlistedDoctors
  const unlisted =
    first === undefined
      ? []
      : [
          [
            paint('yellow', `! Not on the list of doctors, though visits or times are with them: ${nameSome(unlistedDoctors)}`),
            '  Callers cannot ask for them by name, and what a row does not say of them is not known. Write their names',
            '  as the list of doctors does, or import it with them.',
          ].join('\n'),
        ]
  return [...blocks, ...made, ...unlisted].join('\n\n')
}

function nameSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}
