import type { DataType, Fields } from '../../../scenarios/model/data-type.ts'
import { LANGUAGES } from '../../../scenarios/model/documents.ts'
import { guessMapping, type Mapping } from '../../campaigns/lists/index.ts'

/** What a list of a clinic's holds. In this order lists are imported, so that what others refer to is there. */
export const LIST_KINDS = ['doctors', 'schedules', 'slots', 'patients', 'visits', 'waiting', 'facts'] as const
/** One of them. */
export type ListKind = (typeof LIST_KINDS)[number]

const one = (
  kind: 'text' | 'person' | 'phone' | 'date' | 'time' | 'moment' | 'address' | 'number',
  optional = false,
): DataType => ({
  kind,
  optional,
})
const group = (fields: Fields): DataType => ({ kind: 'group', fields, optional: false })
const WHERE: Fields = { specialty: one('text', true), place: one('text', true) }
const WHO: Fields = { doctor: one('text', true), ...WHERE, program: one('text', true) }
const PERSON: Fields = { id: one('text', true), phone: one('phone', true), born: one('date', true) }

/** The data of a row, by the kind of its list. */
export const LIST_DATA: Readonly<Record<ListKind, Fields>> = {
  doctors: { doctor: one('text'), ...WHERE },
  schedules: {
    ...WHO,
    weekdays: one('text'),
    begins: one('time'),
    ends: one('time'),
    minutes: one('number'),
    valid_from: one('date', true),
    valid_until: one('date', true),
  },
  slots: { at: one('moment'), ...WHO, minutes: one('number', true) },
  patients: {
    patient: group({
      name: one('person'),
      ...PERSON,
      language: one('text', true),
      address: one('address', true),
    }),
  },
  visits: {
    patient: group({ name: one('person', true), ...PERSON }),
    visit: group({
      id: one('text', true),
      at: one('moment'),
      ...WHO,
      prep: one('text', true),
      minutes: one('number', true),
      status: one('text', true),
    }),
  },
  waiting: {
    patient: group({ name: one('person', true), ...PERSON }),
    waiting: group({
      ...WHO,
      since: one('date', true),
      urgency: one('number', true),
      parts: one('text', true),
    }),
    visit: group({ id: one('text', true) }),
  },
  facts: {
    topic: one('text'),
    words: one('text', true),
    verified: one('date'),
    ...Object.fromEntries(LANGUAGES.map(language => [language, one('text', true)])),
  },
}

/** The more is needed for a kind, the sooner it is asked for: a list of visits would pass for one of slots. */
const BY_NEED: readonly ListKind[] = ['schedules', 'facts', 'waiting', 'visits', 'slots', 'patients', 'doctors']

/** What many lists have among other columns: these are taken for such only when most of their columns are of it. */
const IN_MANY: readonly ListKind[] = ['slots', 'doctors']

/** What a list holds, by the names of its columns; undefined when they do not tell. */
export function guessListKind(columns: readonly string[]): ListKind | undefined {
  return BY_NEED.find(kind => {
    const { mapping, faults } = guessMapping(columns, LIST_DATA[kind])
    if (faults.length > 0) return false
    // Visits whose patients stand in a column of an unknown name are no free times.
    if (IN_MANY.includes(kind) && mapping.unused.length * 2 >= columns.length) return false
    if (kind === 'waiting') return tellsPatient(mapping) && tellsWaiting(mapping)
    return kind !== 'visits' || tellsPatient(mapping)
  })
}

/** Any list of patients would pass for one of those who wait. */
function tellsWaiting({ columns }: Mapping): boolean {
  return columns.has('waiting.since') || columns.has('waiting.urgency')
}

function tellsPatient({ columns }: Mapping): boolean {
  return [...columns.keys()].some(datum => datum.startsWith('patient.'))
}
