import { DateTime } from 'luxon'
import type { ClinicView } from '../../server/clinic/look-at-clinic.ts'
import type { Paint } from '../paint.ts'

const MOST_LINES = 30
const STYLES = { booked: 'cyan', confirmed: 'green', cancelled: 'dim', done: 'dim', missed: 'red' } as const

/** The clinic's next days, for people. */
export function showClinic(paint: Paint, { visits, free, counts }: ClinicView, zone: string, days: number): string {
  const when = (at: number): string => DateTime.fromMillis(at, { zone }).toFormat('ccc dd.MM. HH:mm', { locale: 'en' })
  const where = (one: { readonly doctor: string | null; readonly specialty: string | null; readonly program: string | null }) =>
    one.doctor ?? one.program ?? one.specialty ?? ''
  const cut = (lines: readonly string[]): readonly string[] =>
    lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `  … and ${lines.length - MOST_LINES} more`] : lines
  const all = Object.entries(counts.visits).map(([status, count]) => `${count} ${status}`)
  if (counts.patients === 0 && counts.slots === 0)
    return 'The clinic is empty. Fill it from lists: trucada clinic import doctors.csv schedules.csv patients.csv visits.csv'
  return [
    `${counts.patients.toLocaleString('en')} patients. In the next ${days === 1 ? 'day' : `${days} days`}: ${all.join(', ') || 'no visits'}; ${counts.slots - counts.taken} of ${counts.slots} times free`,
    '',
    paint('bold', 'Visits'),
    ...cut(
      visits.map(
        visit =>
          `  ${when(visit.at)}  ${paint(STYLES[visit.status], visit.status.padEnd(9))}  ${visit.name.padEnd(24)}  ${where(visit)}`,
      ),
    ),
    '',
    paint('bold', 'Free times'),
    ...cut(free.map(slot => `  ${when(slot.at)}  ${where(slot)}`)),
  ].join('\n')
}
