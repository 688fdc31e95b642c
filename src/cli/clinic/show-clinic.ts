import { DateTime } from 'luxon'
import type { ClinicFact } from '../../engine/clinic/index.ts'
import type { ClinicView } from '../../server/clinic/look-at-clinic.ts'
import { type FactsAge, findAge } from '../../server/workspace/check-knowledge.ts'
import type { Paint } from '../paint.ts'

const MOST_LINES = 30
const STYLES = { booked: 'cyan', confirmed: 'green', cancelled: 'dim', done: 'dim', missed: 'red' } as const

/** One fact, and whether it is time to see to it again. */
function showFact(paint: Paint, { topic, words, text, verified }: ClinicFact, age: FactsAge): string {
  const about =
    Object.values(words ?? {})
      .flat()
      .join(', ') || 'in general'
  const languages = Object.keys(text ?? {}).join(', ') || "the clinic's people answer"
  const days = findAge(verified, age)
  const day =
    days === undefined
      ? `verified ${verified}`
      : paint('yellow', `verified ${verified}, ${days} days ago: see whether it is still true`)
  return `  ${topic.padEnd(12)}${about.padEnd(28)}  ${languages}; ${day}`
}

/** The clinic's next days, for people. */
export function showClinic(
  paint: Paint,
  { visits, free, facts, counts }: ClinicView,
  { zone, days, age }: { readonly zone: string; readonly days: number; readonly age: FactsAge },
): string {
  const when = (at: number): string => DateTime.fromMillis(at, { zone }).toFormat('ccc dd.MM. HH:mm', { locale: 'en' })
  const where = (one: { readonly doctor: string | null; readonly specialty: string | null; readonly program: string | null }) =>
    one.doctor ?? one.program ?? one.specialty ?? ''
  const cut = (lines: readonly string[]): readonly string[] =>
    lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `  … and ${lines.length - MOST_LINES} more`] : lines
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', paint('bold', title), ...cut(lines)]
  const all = Object.entries(counts.visits).map(([status, count]) => `${count} ${status}`)
  if (counts.patients === 0 && counts.slots === 0)
    return 'The clinic is empty. Fill it from lists: trucada clinic import doctors.csv schedules.csv patients.csv visits.csv'
  return [
    `${counts.patients.toLocaleString('en')} ${counts.patients === 1 ? 'patient' : 'patients'}. In the next ${days === 1 ? 'day' : `${days} days`}: ${all.join(', ') || 'no visits'}; ${counts.slots - counts.taken} of ${counts.slots} times free`,
    ...part(
      'Visits',
      visits.map(
        visit =>
          `  ${when(visit.at)}  ${paint(STYLES[visit.status], visit.status.padEnd(9))}  ${visit.name.padEnd(24)}  ${where(visit)}`,
      ),
    ),
    ...part(
      'Free times',
      free.map(slot => `  ${when(slot.at)}  ${where(slot)}`),
    ),
    ...part(
      'Facts',
      facts.map(fact => showFact(paint, fact, age)),
    ),
  ].join('\n')
}
