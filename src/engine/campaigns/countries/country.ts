import * as z from 'zod'
import { LANGUAGES } from '../../../scenarios/model/documents.ts'
import { readKeys } from '../../../scenarios/model/read-document.ts'
import { createReading, joinFindings, type Reading } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import type { Finding } from '../../../scenarios/source/finding.ts'
import { parseSource } from '../../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../../scenarios/source/source-file.ts'
import { readHours } from '../../read-opening-hours.ts'
import type { OpeningHours } from '../../opening-hours.ts'
import { type Caps } from '../plan/index.ts'
import { type CallerNumberRules, callerNumberShape, readCallerNumber } from './caller-number.ts'
import type { Feast } from './feasts.ts'
import { periodShape, readPeriod } from '../file/period.ts'
import { PURPOSES, type Purpose } from '../purposes.ts'

const text = z.string().min(1)
const dateShape = z.string({ error: '#date' }).regex(/^\d{4}-\d{2}-\d{2}$/, { error: '#date' })
const sourcesShape = z.array(text).min(1).describe('Names of sources that it rests on.')
const hoursShape = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const needShape = z.enum(['none', 'prior', 'forbidden'])

const purposeShape = strictShape({
  hours: hoursShape.describe('When people may be called and written to, by their own clock. Outside it nobody is.'),
  feasts: z.enum(['closed', 'open']).describe('closed: nobody is called on a feast.'),
  consent: strictShape({ call: needShape, sms: needShape, email: needShape }).describe(
    'What is needed by channel: none, prior (a consent given before, kept in the ledger), forbidden (no robot may do it).',
  ),
  at_most: strictShape({
    per_day: z.int().min(1).max(10).optional(),
    per_week: z.int().min(1).max(50).optional(),
    per_month: z.int().min(1).max(100).optional(),
  }).describe('Calls to a person, and to a number, over all campaigns.'),
  sources: sourcesShape,
  note: text.optional().describe('What is not certain, and what was chosen.'),
})

const feastShape = strictShape({
  name: text,
  date: z
    .string({ error: '#feast' })
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: '#feast' })
    .optional()
    .describe('month-day: 12-25.'),
  easter: z.enum(['western', 'eastern']).optional().describe('Reckoned from this Easter Sunday,'),
  days: z.int().min(-60).max(70).optional().describe('so many days after it.'),
  from: z.int().optional().describe('First year.'),
  to: z.int().optional().describe('Last year.'),
})

/** A country's file. */
export const countryFileShape = strictShape({
  country: z
    .string({ error: '#country' })
    .regex(/^[A-Z]{2}(-[A-Z]{2,3})?$/, { error: '#country' })
    .describe('PL, ES-CT: the same as of the file, in capitals.'),
  name: text.describe('Its name.'),
  reviewed: dateShape.describe('When somebody last compared the file with its sources.'),
  calling_code: z
    .string()
    .regex(/^\d{1,3}$/, { error: '#code' })
    .describe('Its telephones begin with + and this.'),
  languages: z.array(z.enum(LANGUAGES)).min(1).describe('Languages that people may expect.'),
  emergency_numbers: z
    .array(z.string().regex(/^\d{2,6}$/, { error: '#code' }))
    .min(1)
    .describe('Never called, always named to who needs help.'),
  sources: z
    .record(z.string(), strictShape({ title: text, url: text.optional(), date: dateShape.optional(), says: text.optional() }))
    .describe('Law and regulators, by name.'),
  purposes: strictShape({
    care_reminder: purposeShape,
    survey: purposeShape,
    prevention: purposeShape,
    marketing: purposeShape,
  }).describe('What holds for each purpose.'),
  disclosure: strictShape({
    robot: z.literal('required').describe('The first words say that a robot calls.'),
    caller: z.literal('required').describe('They say who calls.'),
    person_on_request: z.literal('required').describe('Whoever asks for a person gets one.'),
    sources: sourcesShape,
  }),
  recording: strictShape({
    notice: z.enum(['required', 'consent']).describe('required: said before recording begins; consent: agreed to before.'),
    sources: sourcesShape,
    note: text.optional(),
  }),
  retention: strictShape({
    calls: periodShape.describe('Journals and results of calls, since their end.'),
    messages: periodShape.describe('Words and addresses of messages, since their last change.'),
    contacts: periodShape.describe(
      'Data and numbers of contacts that are finished, since their last change; the last of a person erases the person.',
    ),
    sources: sourcesShape,
  })
    .optional()
    .describe('How long personal data are kept; absent: until somebody erases them.'),
  caller_number: callerNumberShape.optional().describe('By which signs carriers block a number that calls too much.'),
  feasts: z.array(feastShape).describe('Days off.'),
  notes: z.array(text).optional().describe('What else a clinic should know.'),
})

/** What the law allows for one purpose. */
export interface PurposeRules {
  readonly hours: OpeningHours
  readonly areFeastsClosed: boolean
  readonly consent: Readonly<Record<'call' | 'sms' | 'email', 'none' | 'prior' | 'forbidden'>>
  readonly caps: Caps
  readonly sources: readonly string[]
}

/** How long personal data are kept, ms. */
export interface Retention {
  readonly callsMs: number
  readonly messagesMs: number
  readonly contactsMs: number
}

/** The rules of a country: data, with source and date. */
export interface Country {
  readonly file: string
  readonly source: SourceFile
  /** `PL`, `ES-CT`. */
  readonly id: string
  readonly name: string
  readonly reviewed: string
  readonly callingCode: string
  readonly emergencyNumbers: readonly string[]
  /** A purpose whose rules have a fault is missing: nobody is called for it. */
  readonly purposes: ReadonlyMap<Purpose, PurposeRules>
  readonly recordingNotice: 'required' | 'consent'
  readonly callerNumber?: CallerNumberRules
  /** How long personal data are kept. */
  readonly retention?: Retention
  readonly feasts: readonly Feast[]
}

/** What came of reading a country's file. A country with a fault is none: who depends on it calls nobody. */
export interface CountryReading {
  readonly country: Country | undefined
  readonly findings: readonly Finding[]
  readonly source: SourceFile
}

/** Reads `countries/pl.yaml`. */
export function readCountry(file: string, written: string): CountryReading {
  const { source, data, findings } = parseSource(file, written)
  if (data === undefined) return { country: undefined, findings, source }
  const reading = createReading(source)
  const { keys, broken } = readKeys(reading, countryFileShape, data, 'the country')
  const place = file
    .replace(/^.*\//, '')
    .replace(/\.yaml$/, '')
    .toUpperCase()
  if (keys.country !== undefined && keys.country !== place)
    reading.report('shape/wrong-folder-name', ['country'], 'value', { key: 'country', written: keys.country, folder: place })
  const purposes = new Map(
    PURPOSES.flatMap((purpose): [Purpose, PurposeRules][] => {
      const rules = keys.purposes?.[purpose]
      if (rules === undefined) return []
      checkSources(reading, ['purposes', purpose, 'sources'], rules.sources, keys.sources)
      const hours = readHours(reading, ['purposes', purpose, 'hours'], rules.hours)
      const { per_day: perDay, per_week: perWeek, per_month: perMonth } = rules.at_most
      const caps = {
        ...(perDay !== undefined && { perDay }),
        ...(perWeek !== undefined && { perWeek }),
        ...(perMonth !== undefined && { perMonth }),
      }
      return hours === undefined
        ? []
        : [[purpose, { hours, areFeastsClosed: rules.feasts === 'closed', consent: rules.consent, caps, sources: rules.sources }]]
    }),
  )
  for (const part of ['disclosure', 'recording', 'retention', 'caller_number'] as const)
    if (keys[part] !== undefined) checkSources(reading, [part, 'sources'], keys[part].sources, keys.sources)
  const feasts = (keys.feasts ?? []).flatMap((feast, index) => readFeast(reading, feast, index))
  const isWhole = broken.length === 0 && joinFindings(findings, reading).every(finding => finding.severity !== 'error')
  const callerNumber = readCallerNumber(keys.caller_number)
  return {
    country: isWhole
      ? {
          file,
          source,
          id: place,
          name: keys.name ?? place,
          reviewed: keys.reviewed ?? '',
          callingCode: keys.calling_code ?? '',
          emergencyNumbers: keys.emergency_numbers ?? [],
          purposes,
          recordingNotice: keys.recording?.notice ?? 'consent',
          ...(callerNumber !== undefined && { callerNumber }),
          ...(keys.retention !== undefined && { retention: readRetention(keys.retention) }),
          feasts,
        }
      : undefined,
    findings: joinFindings(findings, reading),
    source,
  }
}

function readRetention(written: Readonly<Record<'calls' | 'messages' | 'contacts', string>>): Retention {
  const read = (period: string): number => readPeriod(period) ?? 0
  return { callsMs: read(written.calls), messagesMs: read(written.messages), contactsMs: read(written.contacts) }
}

function checkSources(
  reading: Reading,
  path: readonly (string | number)[],
  names: readonly string[],
  sources: Readonly<Record<string, unknown>> | undefined,
): void {
  for (const [index, name] of names.entries())
    if (sources === undefined || !Object.hasOwn(sources, name))
      reading.report('country/unknown-source', [...path, index], 'value', { name, known: Object.keys(sources ?? {}) })
}

function readFeast(reading: Reading, feast: z.infer<typeof feastShape>, index: number): readonly Feast[] {
  const { name, date, easter, days } = feast
  const years = { from: feast.from ?? -Infinity, to: feast.to ?? Infinity }
  if (date !== undefined && easter === undefined) {
    const [month = 0, day = 0] = date.split('-').map(Number)
    return [{ kind: 'date', name, month, day, ...years }]
  }
  if (date === undefined && easter !== undefined) return [{ kind: 'easter', name, easter, days: days ?? 0, ...years }]
  reading.report('country/bad-feast', ['feasts', index], 'value', { name })
  return []
}

/** How a country's file is written, for the manual. */
export const countryManual = `
What the law of a country says of calls, as data with source and date: \`countries/pl.yaml\`, \`es-ct.yaml\`, \`ua.yaml\`, \`ru.yaml\`. The
files that come with Trucada are a careful reading and no legal advice; a file of the same name in your own folder of campaigns takes
the place of ours. They fail closed: what a file does not allow is not done, and a file with a fault allows nothing. Where the law says
nothing, the files choose narrow hours and say so.
`
