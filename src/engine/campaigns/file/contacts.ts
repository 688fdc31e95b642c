import * as z from 'zod'
import type { Reading } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { periodShape, readPeriod } from './period.ts'

/** A datum of the scenario (`patient.name`), or one of the contact itself (`contact.language`). */
const datumShape = z.string({ error: '#path' }).regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, { error: '#path' })
const columnShape = z.string().min(1)

const VISIT_STATUSES = ['booked', 'confirmed', 'any'] as const

/** `contacts`. */
export const contactsShape = strictShape({
  from: z
    .enum(['clinic', 'callbacks'])
    .optional()
    .describe("clinic: visits of the clinic's own system; callbacks: whoever called in vain, or asked to be called."),
  within: periodShape
    .optional()
    .describe('How soon they are to be reached, counted in hours at which they may be called; with from: callbacks. Default 1h.'),
  visits: strictShape({
    starting_in: z.string({ error: '#span' }).optional().describe('1 day to 3 days: which visits, by when they begin.'),
    status: z
      .enum(VISIT_STATUSES)
      .optional()
      .describe(
        'booked: nobody has confirmed them yet; confirmed; any: both, where the clinic’s system has every visit confirmed from the start. Default booked.',
      ),
    specialties: z.array(z.string().min(1)).optional().describe("Only visits to these, as the clinic's system names them."),
    programs: z.array(z.string().min(1)).optional().describe('Only visits of these programmes: a check-up, a vaccination.'),
  })
    .optional()
    .describe('Which visits; with from: clinic.'),
  recalls: strictShape({
    program: z.string().min(1).describe("A check-up or vaccination, as the clinic's system names its programme."),
    after: periodShape.describe('So long after the last visit of the programme they are due again: 365 days.'),
  })
    .optional()
    .describe(
      'Patients who are due again for a programme and have no visit for it to come; with from: clinic, in place of visits.',
    ),
  file: z.string().min(1).optional().describe('A list beside the campaign file: CSV, XLSX, JSON or JSON lines.'),
  columns: z
    .union([z.string().min(1), z.record(datumShape, z.union([columnShape, z.array(columnShape).min(1)], { error: '#column' }))], {
      error: '#columns',
    })
    .optional()
    .describe(
      'Which column is which datum: { patient.name: Pacjent, patient.phone: [Telefon, Komórka] }, or the name of a saved mapping.',
    ),
  sheet: z.string().optional().describe('Name of the sheet of a workbook; default: the first.'),
  dates: z.enum(['day first', 'month first']).optional().describe('How 03/05/2026 is read; default: day first.'),
  subject: datumShape
    .optional()
    .describe('Datum that tells two contacts of one person apart, e.g. appointment.id. Default: data named id, and moments.'),
})

/** Where contacts come from. */
export type ContactSource =
  | ({ readonly kind: 'clinic' } & VisitsWanted)
  | ({ readonly kind: 'recalls' } & RecallsWanted)
  /** Who asks to be called, and how soon they are to be reached. */
  | { readonly kind: 'callbacks'; readonly withinMs: number }
  | ({ readonly kind: 'list'; readonly file: string | undefined } & ListOptions)

/** Which visits of the clinic's system people are called about: those that begin so long from now. */
export interface VisitsWanted {
  readonly fromMs: number
  readonly toMs: number
  readonly status: (typeof VISIT_STATUSES)[number]
  /** Empty: all. */
  readonly specialties: readonly string[]
  /** Empty: visits of every programme and of none. */
  readonly programs: readonly string[]
}

/** Who is called since they are due again: whose last visit of a programme was before so long, and who has none to come. */
export interface RecallsWanted {
  readonly program: string
  readonly afterMs: number
}

/** How a list is read. */
export interface ListOptions {
  /** Datum → columns, or the name of a saved mapping; absent: columns are found by their names. */
  readonly columns?: string | Readonly<Record<string, readonly string[]>>
  readonly sheet?: string
  readonly dates: 'day first' | 'month first'
  readonly subject?: string
}

const DAY_MS = 86_400_000
const CALLBACK_MS = 3_600_000

/** Reads `contacts`. */
export function readContactSource(reading: Reading, written: z.infer<typeof contactsShape> | undefined): ContactSource {
  const { from, visits, file, columns, sheet, dates, subject, within, recalls } = written ?? {}
  if (from !== undefined && file !== undefined) reading.report('campaign/two-sources', ['contacts', 'file'], 'key')
  if (from === 'callbacks')
    return { kind: 'callbacks', withinMs: (within === undefined ? undefined : readPeriod(within)) ?? CALLBACK_MS }
  if (from === 'clinic' && recalls !== undefined) {
    if (visits !== undefined) reading.report('campaign/two-sources', ['contacts', 'recalls'], 'key')
    return { kind: 'recalls', program: recalls.program, afterMs: readPeriod(recalls.after) ?? 0 }
  }
  if (from === 'clinic') {
    const [fromMs, toMs] = readSpan(reading, visits?.starting_in)
    const { status = 'booked', specialties = [], programs = [] } = visits ?? {}
    return { kind: 'clinic', fromMs, toMs, status, specialties, programs }
  }
  if (visits !== undefined || recalls !== undefined)
    reading.report('shape/missing-key', ['contacts'], 'key', { key: 'from', where: '"contacts"', example: 'from: clinic' })
  return {
    kind: 'list',
    file,
    dates: dates ?? 'day first',
    ...(columns !== undefined && {
      columns:
        typeof columns === 'string'
          ? columns
          : Object.fromEntries(Object.entries(columns).map(([datum, names]) => [datum, [names].flat()])),
    }),
    ...(sheet !== undefined && { sheet }),
    ...(subject !== undefined && { subject }),
  }
}

function readSpan(reading: Reading, text: string | undefined): readonly [number, number] {
  if (text === undefined) return [0, 14 * DAY_MS]
  const [, first, last] = /^(.+) to (.+)$/.exec(text.trim()) ?? []
  const [from, to] = [readPeriod(first ?? ''), readPeriod(last ?? '')]
  if (from !== undefined && to !== undefined && from < to) return [from, to]
  reading.report('campaign/bad-span', ['contacts', 'visits', 'starting_in'], 'value', { found: text.slice(0, 60) })
  return [0, 14 * DAY_MS]
}

/** How contacts are written, for the manual. */
export const contactsManual = `
Visits of the clinic's own system, or whoever wants to be called back, or a list. A list is imported by \`trucada contacts import FILE --campaign NAME\`; \`columns\` says
which column is which datum of the scenario. Besides the scenario's own data a list may give \`contact.id\` (the clinic's number of the
patient), \`contact.phone\` (further numbers), \`contact.language\`, \`contact.zone\`, \`contact.priority\` and \`contact.consent\`. Without
\`columns\`, columns are found by their names.

\`\`\`yaml
contacts: { from: clinic, visits: { starting_in: 1 day to 3 days, status: booked } }
\`\`\`

\`from: clinic\` needs no list: while the campaign runs, visits that come within \`starting_in\` are taken in every minute, also those that were booked a
moment ago, by the robot too. A visit is one contact, however often it is seen; one that is cancelled or moved at the clinic changes its
contact before the call. The scenario gets the visit as \`appointment\` (\`id\`, \`at\`, \`doctor\`, \`specialty\`, \`place\`, \`program\`, \`prep\`), and its
first person, telephone and birth date are the patient's. A visit that cannot be called about (no telephone, no doctor where the scenario needs
one) becomes a task for people, with the reason. It works with the embedded clinic and with FHIR. Where a FHIR system sets patients to \`accepted\`
when it books, every visit looks confirmed: write \`status: any\`.

\`recalls\` in place of \`visits\` calls patients who are due again: whose last visit of a programme was longer ago, and who have none of it to come. They are
looked for every six hours; one last visit is one contact. The scenario gets the patient, and no visit.

\`\`\`yaml
contacts: { from: clinic, recalls: { program: checkup, after: 365 days } }
\`\`\`

\`from: callbacks\` takes whoever called and was not served, hung up while waiting, called after hours, left a message, filled the form on the
clinic's site, or wrote "call me": one open callback a number. The scenario gets their number; of everything else it gets it must be able to
do without it (\`?\`). A \`person\`, and texts named \`way\` and \`note\`, are filled where they are known. Of several such campaigns the first
by name that runs takes them; while none runs, people do.

\`\`\`yaml
contacts: { from: callbacks, within: 1h }
\`\`\`

\`\`\`yaml
contacts:
  file: patients.csv
  columns:
    patient.name: Pacjent
    patient.phone: [Telefon, Komórka]
    appointment.at: [Data, Godzina]
\`\`\`
`
