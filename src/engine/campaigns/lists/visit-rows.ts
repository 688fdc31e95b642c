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

/** A freed time that is kept for a patient. Instants are epoch ms. */
export interface OfferedTime {
  readonly id: string
  readonly at: number
  readonly until: number
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  /** When the visit is whose place it would take. */
  readonly insteadOf?: number
}

type ReadCell<Of> = (of: Of) => Cell | undefined

const showInstant = (at: number): string => new Date(at).toISOString()

/** What the clinic's system tells of a patient, by the datum of the scenario that it is. */
function mapPatient(gets: Fields): ReadonlyMap<string, ReadCell<Patient>> {
  const person = findPerson(gets)
  const phone = findPhone(gets)
  const born = [...listData(gets, false)].find(([path, type]) => type.kind === 'date' && isBirthday(path))?.[0]
  const data: readonly (readonly [string | undefined, ReadCell<Patient>])[] = [
    [person, ({ name }) => name],
    [person && `${person}.gender`, ({ gender }) => gender],
    [phone ?? 'contact.phone', ({ phones }) => phones.join('; ')],
    [born, patient => patient.born],
    ['contact.id', ({ id }) => id],
    ['contact.language', ({ language }) => language],
  ]
  return new Map(data.flatMap(([datum, read]) => (datum === undefined ? [] : [[datum, read] as const])))
}

/** The same of a visit. */
const VISIT_DATA: ReadonlyMap<string, ReadCell<Visit>> = new Map<string, ReadCell<Visit>>([
  ['contact.subject', ({ id }) => id],
  [`${VISIT_GROUP}.id`, ({ id }) => id],
  [`${VISIT_GROUP}.at`, ({ at }) => showInstant(at)],
  [`${VISIT_GROUP}.doctor`, ({ doctor }) => doctor],
  [`${VISIT_GROUP}.specialty`, ({ specialty }) => specialty],
  [`${VISIT_GROUP}.place`, ({ place }) => place],
  [`${VISIT_GROUP}.program`, ({ program }) => program],
  [`${VISIT_GROUP}.prep`, ({ prep }) => prep],
])

/** The same of an offer. */
const OFFER_DATA: ReadonlyMap<string, ReadCell<OfferedTime>> = new Map<string, ReadCell<OfferedTime>>([
  ['contact.subject', ({ id }) => id],
  ['offer.id', ({ id }) => id],
  ['offer.at', ({ at }) => showInstant(at)],
  ['offer.until', ({ until }) => showInstant(until)],
  ['offer.specialty', ({ specialty }) => specialty],
  ['offer.doctor', ({ doctor }) => doctor],
  ['offer.place', ({ place }) => place],
  ['offer.instead_of', ({ insteadOf }) => insteadOf && showInstant(insteadOf)],
])

/** The same of the last visit of somebody who is due again: the call is not about it. */
const RECALL_DATA: ReadonlyMap<string, ReadCell<Visit>> = new Map<string, ReadCell<Visit>>([['contact.subject', ({ id }) => id]])

/** Every datum that the clinic's system can give a scenario about somebody who is due again. */
export function listRecallData(gets: Fields): readonly string[] {
  return [...mapPatient(gets).keys(), ...RECALL_DATA.keys()]
}

/** Every datum that the clinic's system can give a scenario about a visit. */
export function listVisitData(gets: Fields): readonly string[] {
  return [...mapPatient(gets).keys(), ...VISIT_DATA.keys()]
}

/** Rows made here are imported as those of any list; their columns are named as the data are. */
export interface MadeRows {
  readonly rows: readonly ListRow[]
  readonly mapping: Mapping
}

/** Visits as the rows of a list. */
export function makeVisitRows(gets: Fields, visits: readonly FoundVisit[]): MadeRows {
  return makeRows(
    gets,
    VISIT_DATA,
    visits.map(({ visit, patient }) => ({ patient, about: visit })),
  )
}

/** People who are due again as the rows of a list; `visit` is their last one. */
export function makeRecallRows(gets: Fields, recalls: readonly FoundVisit[]): MadeRows {
  return makeRows(
    gets,
    RECALL_DATA,
    recalls.map(({ visit, patient }) => ({ patient, about: visit })),
  )
}

/** An offer as the row of a list. */
export function makeOfferRow(gets: Fields, patient: Patient, offer: OfferedTime): MadeRows {
  return makeRows(gets, OFFER_DATA, [{ patient, about: offer }])
}

function makeRows<About>(
  gets: Fields,
  data: ReadonlyMap<string, ReadCell<About>>,
  items: readonly { readonly patient: Patient; readonly about: About }[],
): MadeRows {
  const ofPatient = mapPatient(gets)
  const rows = items.map(({ patient, about }, index): ListRow => {
    const cells = new Map<string, Cell>()
    const put = (datum: string, cell: Cell | undefined): void => void (cell === undefined || cells.set(datum, cell))
    for (const [datum, read] of ofPatient) put(datum, read(patient))
    for (const [datum, read] of data) put(datum, read(about))
    return { kind: 'row', line: index + 1, cells }
  })
  const columns = new Map([...ofPatient.keys(), ...data.keys()].map(datum => [datum, [datum]]))
  return { rows, mapping: { columns, surnameFirst: new Set(), unused: [] } }
}
