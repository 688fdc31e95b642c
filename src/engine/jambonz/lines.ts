import { IANAZone } from 'luxon'
import * as z from 'zod'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import { durationShape, readDuration } from '../../scenarios/model/duration.ts'
import { readShape } from '../../scenarios/model/read-shape.ts'
import { createReading, type Reading } from '../../scenarios/model/reading.ts'
import { strictShape } from '../../scenarios/model/strict.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourcePath } from '../../scenarios/source/source-file.ts'
import { isOpen, type OpeningHours, readDays, readSpan } from './opening-hours.ts'
import type { DialTarget } from './protocol.ts'

/** A number that callers dial, and the scenario that answers it. */
export interface InboundLine {
  readonly number: string
  readonly scenario: string
  readonly language?: Language
  readonly hours?: OpeningHours
}
/** Somebody to whom a call can be handed over. */
export interface TransferLine {
  readonly name: string
  readonly target: DialTarget
  /** How long it rings. */
  readonly timeoutMs: number
  readonly hours?: OpeningHours
  /** Number shown to whoever answers; absent: the server's. */
  readonly callerId?: string
}
/** What `lines.yaml` says. */
export interface Lines {
  /** The line of a number as the server reports it: with or without `+`, `00` or the country's prefix. */
  findLine(number: string): InboundLine | undefined
  findTransfer(name: string): TransferLine | undefined
  /** Whether a line is open at an instant (epoch ms); one without hours always is. */
  isOpen(line: { readonly hours?: OpeningHours }, now: number): boolean
  readonly lines: readonly InboundLine[]
  readonly transfers: readonly TransferLine[]
}

const RINGING_MS = 30_000
const ZONE = 'Europe/Warsaw'
const NUMBER = /^\+?\d{3,15}$/
const SIP = /^sips?:[^\s@<>;?]+@[^\s@<>;?]+$/

const hoursShape = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const lineShape = strictShape({
  scenario: z.string().min(1),
  language: z.enum(LANGUAGES).optional(),
  hours: hoursShape.optional(),
})
const transferShape = strictShape({
  to: z.string().min(1),
  hours: hoursShape.optional(),
  timeout: durationShape.optional(),
  caller_id: z.string().optional(),
})
const linesShape = strictShape({
  zone: z.string().optional(),
  lines: z.record(z.string(), lineShape).optional(),
  transfers: z.record(z.string(), transferShape).optional(),
})

/**
 * Reads `lines.yaml`: `zone` (IANA, default Europe/Warsaw), `lines: { "+48…": { scenario, language?, hours? } }` and `transfers: { name:
 * { to: number or sip address, hours?, timeout?, caller_id? } }`. Hours: `{ mon-fri: 07:30-18:00, sat: [08:00-10:00, 11:00-13:00] }`.
 * An entry with a fault is left out.
 */
export function readLines(text: string, file = 'lines.yaml'): { readonly lines: Lines; readonly findings: readonly Finding[] } {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { lines: createLines([], []), findings }
  const reading = createReading(source)
  const shaped = readShape(reading, linesShape, data, [], 'the file of lines').data
  const zone = readZone(reading, shaped?.zone)
  const lines = Object.entries(shaped?.lines ?? {}).flatMap(([number, line]) => readLine(reading, number, line))
  const transfers = Object.entries(shaped?.transfers ?? {}).flatMap(([name, transfer]) => readTransfer(reading, name, transfer))
  return { lines: createLines(lines, transfers, zone), findings: [...findings, ...reading.findings] }
}

/** Lines and transfers; `zone` is where their hours apply. */
export function createLines(lines: readonly InboundLine[], transfers: readonly TransferLine[], zone = ZONE): Lines {
  const byName = new Map(transfers.map(transfer => [transfer.name, transfer]))
  return {
    lines,
    transfers,
    findLine(number) {
      const wanted = trimNumber(number)
      return (
        lines.find(line => trimNumber(line.number) === wanted) ??
        lines.find(line => isSameNumber(trimNumber(line.number), wanted))
      )
    },
    findTransfer: name => byName.get(name),
    isOpen: (line, now) => line.hours === undefined || isOpen(line.hours, now, zone),
  }
}

function trimNumber(number: string): string {
  return number.replaceAll(/\D/g, '').replace(/^00/, '')
}

/** Equal but for a country's prefix. */
function isSameNumber(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 9 && (one.endsWith(other) || other.endsWith(one))
}

function readLine(reading: Reading, number: string, written: z.infer<typeof lineShape>): InboundLine[] {
  const path = ['lines', number]
  if (!NUMBER.test(number)) {
    reportKind(reading, path, 'key', 'The name of a line', 'a telephone number in quotes, with its country: "+48…"', number)
    return []
  }
  const hours = readHours(reading, [...path, 'hours'], written.hours)
  return [
    {
      number,
      scenario: written.scenario,
      ...(written.language === undefined ? {} : { language: written.language }),
      ...(hours === undefined ? {} : { hours }),
    },
  ]
}

function readTransfer(reading: Reading, name: string, written: z.infer<typeof transferShape>): TransferLine[] {
  const path = ['transfers', name]
  const target = readTarget(written.to)
  if (target === undefined) {
    reportKind(
      reading,
      [...path, 'to'],
      'value',
      '"to"',
      'a telephone number in quotes ("+48…") or a SIP address (sip:reception@example.org)',
      written.to,
    )
    return []
  }
  const callerId = written.caller_id
  if (callerId !== undefined && !NUMBER.test(callerId)) {
    reportKind(reading, [...path, 'caller_id'], 'value', '"caller_id"', 'a telephone number in quotes', callerId)
    return []
  }
  const hours = readHours(reading, [...path, 'hours'], written.hours)
  const timeoutMs = (written.timeout === undefined ? undefined : readDuration(written.timeout)) ?? RINGING_MS
  return [{ name, target, timeoutMs, ...(hours === undefined ? {} : { hours }), ...(callerId === undefined ? {} : { callerId }) }]
}

function readTarget(to: string): DialTarget | undefined {
  const number = to.replaceAll(/[\s-]/g, '')
  if (NUMBER.test(number)) return { type: 'phone', number }
  return SIP.test(to) ? { type: 'sip', sipUri: to } : undefined
}

function readHours(
  reading: Reading,
  path: SourcePath,
  written: z.infer<typeof hoursShape> | undefined,
): OpeningHours | undefined {
  if (written === undefined) return undefined
  const hours = new Map<number, { from: number; to: number }[]>()
  for (const [days, spans] of Object.entries(written)) {
    const weekdays = readDays(days)
    if (weekdays === undefined)
      reportKind(reading, [...path, days], 'key', 'A day', 'mon, tue, wed, thu, fri, sat, sun, a span (mon-fri) or daily', days)
    for (const text of [spans].flat()) {
      const span = readSpan(text)
      if (span === undefined)
        reportKind(reading, [...path, days], 'value', `"${days}"`, 'a span of hours such as 07:30-18:00', text)
      else for (const weekday of weekdays ?? []) hours.set(weekday, [...(hours.get(weekday) ?? []), span])
    }
  }
  return hours
}

function readZone(reading: Reading, zone: string | undefined): string {
  if (zone === undefined || IANAZone.isValidZone(zone)) return zone ?? ZONE
  reportKind(reading, ['zone'], 'value', '"zone"', 'a time zone such as Europe/Warsaw', zone)
  return ZONE
}

function reportKind(
  reading: Reading,
  path: SourcePath,
  part: 'key' | 'value',
  what: string,
  expected: string,
  found: string,
): void {
  reading.report('shape/wrong-kind', path, part, { what, expected, found: `the text "${found.slice(0, 40)}"`, advice: undefined })
}
