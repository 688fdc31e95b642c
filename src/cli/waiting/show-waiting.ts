import { DateTime } from 'luxon'
import type { Paint } from '../paint.ts'
import type { WaitingView } from '../../server/clinic/look-at-waiting.ts'

/** The waiting list, for people. */
export function showWaiting(paint: Paint, { waiting, freed, names }: WaitingView, zone: string): string {
  const when = (at: number): string => DateTime.fromMillis(at, { zone }).toFormat('ccc dd.MM. HH:mm', { locale: 'en' })
  const who = (patient: string): string => (names[patient] ?? patient).padEnd(24)
  if (waiting.length === 0 && freed.length === 0)
    return 'Nobody waits. Put somebody on the list: trucada waiting add --patient ID --specialty NAME'
  return [
    paint('bold', 'Waiting'),
    ...waiting.map(({ patient, since, urgency, specialty, doctor, program, visit }, index) =>
      [
        `  ${String(index + 1).padStart(2)}  ${who(patient)}  ${doctor ?? specialty ?? program ?? ''}`,
        `since ${when(since)}`,
        ...(urgency === 0 ? [] : [paint('yellow', `urgency ${urgency}`)]),
        ...(visit === undefined ? [] : [`has a visit ${when(visit.at)}`]),
      ].join(', '),
    ),
    ...(freed.length === 0 ? [] : ['', paint('bold', 'Freed times')]),
    ...freed.flatMap(({ at, offers }) => [
      `  ${when(at)}`,
      ...offers.map(
        ({ patient, rank, until, state }) => `    ${String(rank).padStart(2)}  ${who(patient)}  ${state}, until ${when(until)}`,
      ),
    ]),
  ].join('\n')
}
