import type { Fields } from '../../../scenarios/model/data-type.ts'
import type { Patient, Visit } from '../../clinic/index.ts'
import { findPerson, findPhone, listData } from '../find-datum.ts'
import { isBirthday } from './read-data.ts'
import type { Mapping } from './map-columns.ts'
import type { Cell, ListRow } from './row.ts'

/** Under what name scenarios get the visit of a contact that comes from the clinic itself. */
export const VISIT_GROUP = 'appointment'

/** A visit with its patient, as the clinic's system has them. */
export interface FoundVisit {
  readonly visit: Visit
  readonly patient: Patient
}

type ReadCell = (found: FoundVisit) => Cell | undefined

/** What the clinic's system tells of a visit, by the datum of the scenario that it is. */
function mapVisit(gets: Fields): ReadonlyMap<string, ReadCell> {
  const person = findPerson(gets)
  const phone = findPhone(gets)
  const born = [...listData(gets, false)].find(([path, type]) => type.kind === 'date' && isBirthday(path))?.[0]
  const ofPatient: readonly (readonly [string | undefined, ReadCell])[] = [
    [person, ({ patient }) => patient.name],
    [person && `${person}.gender`, ({ patient }) => patient.gender],
    [phone ?? 'contact.phone', ({ patient }) => patient.phones.join('; ')],
    [born, ({ patient }) => patient.born],
    ['contact.id', ({ patient }) => patient.id],
    ['contact.language', ({ patient }) => patient.language],
    ['contact.subject', ({ visit }) => visit.id],
  ]
  const ofVisit: Readonly<Record<string, ReadCell>> = {
    id: ({ visit }) => visit.id,
    at: ({ visit }) => new Date(visit.at).toISOString(),
    doctor: ({ visit }) => visit.doctor,
    specialty: ({ visit }) => visit.specialty,
    place: ({ visit }) => visit.place,
    program: ({ visit }) => visit.program,
    prep: ({ visit }) => visit.prep,
  }
  return new Map([
    ...ofPatient.flatMap(([datum, read]) => (datum === undefined ? [] : [[datum, read] as const])),
    ...Object.entries(ofVisit).map(([name, read]) => [`${VISIT_GROUP}.${name}`, read] as const),
  ])
}

/** Every datum that the clinic's system can give a scenario. */
export function listVisitData(gets: Fields): readonly string[] {
  return [...mapVisit(gets).keys()]
}

/** Visits as the rows of a list, which is then imported as any other; its columns are named as the data are. */
export function makeVisitRows(
  gets: Fields,
  visits: readonly FoundVisit[],
): { readonly rows: readonly ListRow[]; readonly mapping: Mapping } {
  const data = mapVisit(gets)
  const rows = visits.map((found, index): ListRow => {
    const cells = [...data].flatMap(([datum, read]) => {
      const cell = read(found)
      return cell === undefined ? [] : [[datum, cell] as const]
    })
    return { kind: 'row', line: index + 1, cells: new Map(cells) }
  })
  const columns = new Map([...data.keys()].map(datum => [datum, [datum]]))
  return { rows, mapping: { columns, surnameFirst: new Set(), unused: [] } }
}
