import { IANAZone } from 'luxon'
import { readShape } from '../../scenarios/model/read-shape.ts'
import { createReading, joinFindings, type Reading } from '../../scenarios/model/reading.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourcePath } from '../../scenarios/source/source-file.ts'
import {
  type AgentLine,
  type Calendars,
  createLines,
  type InboundLine,
  type Lines,
  type LinesSettings,
  type Recorder,
} from './lines.ts'
import { type LineInput, type LinesInput, linesShape } from './lines-shape.ts'
import { readHours } from '../read-opening-hours.ts'
import { NUMBER, readTransfer, SIP } from './read-transfer.ts'
import { reportKind } from '../report-kind.ts'

/**
 * Reads `lines.yaml` (docs/reference/lines.md): who answers a number, to whom calls are handed over and when these people can be reached,
 * whether calls are recorded, and where summaries go. An entry with a fault is left out. `calendars`: days off of the countries that are known;
 * absent: none are, and nothing is said of it.
 */
export function readLines(
  text: string,
  file = 'lines.yaml',
  calendars?: Calendars,
): { readonly lines: Lines; readonly findings: readonly Finding[] } {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { lines: createLines([], []), findings }
  const reading = createReading(source)
  const input = readShape(reading, linesShape, data, [], 'the file of lines').data ?? {}
  const written = Object.entries(input.lines ?? {})
  const lines = written.flatMap(([number, line]) => readLine(reading, number, line, calendars))
  const agentLines = written.flatMap(([number, line]) => readAgentLine(reading, number, line))
  const transfers = Object.entries(input.transfers ?? {}).flatMap(([name, transfer]) => readTransfer(reading, name, transfer))
  const settings = { ...readSettings(reading, input), agentLines, ...(calendars && { calendars }) }
  return { lines: createLines(lines, transfers, settings), findings: joinFindings(findings, reading) }
}

function readLine(reading: Reading, number: string, written: LineInput, calendars: Calendars | undefined): InboundLine[] {
  const path = ['lines', number]
  if (written.queue !== undefined || !isNumber(reading, path, number)) return []
  const { scenario, language, country, record, announcement, after_hours: afterHours } = written
  if (scenario === undefined) {
    reading.report('shape/missing-key', path, 'key', {
      key: 'scenario',
      where: `"${number}"`,
      example: 'scenario: the scenario that answers it, or queue: the queue that agents take calls from there',
    })
    return []
  }
  if (written.agents !== undefined) refuseKey(reading, path, 'agents', number)
  const hours = readHours(reading, [...path, 'hours'], written.hours)
  const holidays = readHolidays(reading, [...path, 'holidays'], written.holidays, calendars)
  if (afterHours !== undefined && hours === undefined && holidays.length === 0)
    reading.report('lines/never-closed', [...path, 'after_hours'], 'key', { number })
  return [
    {
      number,
      scenario,
      ...(language === undefined ? {} : { language }),
      ...(hours === undefined ? {} : { hours }),
      ...(holidays.length === 0 ? {} : { holidays }),
      ...(afterHours === undefined ? {} : { afterHours }),
      ...(announcement === undefined ? {} : { announcement }),
      ...(country === undefined ? {} : { country }),
      ...(record === undefined ? {} : { record }),
    },
  ]
}

/** A country whose feasts are not known would leave the line open on them. */
function readHolidays(
  reading: Reading,
  path: SourcePath,
  written: LineInput['holidays'],
  calendars: Calendars | undefined,
): readonly string[] {
  const holidays = [written ?? []].flat()
  for (const country of holidays)
    if (calendars !== undefined && !calendars.has(country))
      reading.report('lines/unknown-calendar', path, 'value', {
        country: country.slice(0, 40),
        known: [...calendars.keys()].sort(),
      })
  return holidays
}

/** Keys that say how patients are answered. */
const NOT_OF_AGENTS = ['scenario', 'hours', 'holidays', 'after_hours', 'announcement', 'country', 'record'] as const

function readAgentLine(reading: Reading, number: string, written: LineInput): AgentLine[] {
  const path = ['lines', number]
  const { queue, agents = [], language = 'pl' } = written
  if (queue === undefined || !isNumber(reading, path, number)) return []
  for (const key of NOT_OF_AGENTS) if (written[key] !== undefined) refuseKey(reading, path, key, number)
  if (agents.length === 0) {
    // Whoever knew the number could else take patients' calls.
    reading.report('shape/missing-key', path, 'key', {
      key: 'agents',
      where: `"${number}"`,
      example: 'agents: ["+48…"], the telephones that may take calls there',
    })
    return []
  }
  for (const [index, agent] of agents.entries())
    if (!NUMBER.test(agent))
      reportKind(reading, [...path, 'agents', index], 'value', 'A telephone of "agents"', 'a number in quotes: "+48…"', agent)
  return [{ number, queue, agents: agents.filter(agent => NUMBER.test(agent)), language }]
}

function isNumber(reading: Reading, path: SourcePath, number: string): boolean {
  if (NUMBER.test(number)) return true
  reportKind(reading, path, 'key', 'The name of a line', 'a telephone number in quotes, with its country: "+48…"', number)
  return false
}

function refuseKey(reading: Reading, path: SourcePath, key: string, number: string): void {
  const permitted = key === 'agents' ? [...NOT_OF_AGENTS, 'language'] : ['queue', 'agents', 'language']
  reading.report('shape/unknown-key', [...path, key], 'key', { key, where: `"${number}"`, nearest: undefined, permitted })
}

function readSettings(reading: Reading, input: LinesInput): LinesSettings {
  const { country, countries = {}, trunk = {} } = input
  for (const [path, named] of [
    [['country'], country] as const,
    ...Object.entries(input.lines ?? {}).map(([number, line]) => [['lines', number, 'country'], line.country] as const),
  ]) {
    if (named === undefined || Object.hasOwn(countries, named)) continue
    const known = Object.keys(countries)
    reading.report('lines/unknown-country', path, 'value', { country: named.slice(0, 40), known })
  }
  const recorder = readRecorder(reading, input.recorder)
  const url = readUrl(reading, input.summaries?.url)
  return {
    zone: readZone(reading, input.zone),
    countries: Object.fromEntries(
      Object.entries(countries).map(([name, { record, consent = false, notice = {} }]) => [name, { record, consent, notice }]),
    ),
    ...(country === undefined ? {} : { country }),
    ...(recorder === undefined ? {} : { recorder }),
    ...(url === undefined ? {} : { summariesUrl: url }),
    trunk: {
      ...(trunk.channels === undefined ? {} : { channels: trunk.channels }),
      ...(trunk.per_second === undefined ? {} : { perSecond: trunk.per_second }),
    },
    registered: readRegistered(reading, trunk.registered),
  }
}

function readRegistered(reading: Reading, numbers: readonly string[] = []): readonly string[] {
  for (const [index, number] of numbers.entries())
    if (!NUMBER.test(number))
      reportKind(
        reading,
        ['trunk', 'registered', index],
        'value',
        'A number of "registered"',
        'a number in quotes: "+380…"',
        number,
      )
  return numbers.filter(number => NUMBER.test(number))
}

function readRecorder(reading: Reading, written: LinesInput['recorder']): Recorder | undefined {
  if (written === undefined || written === 'cloud') return written === undefined ? undefined : { kind: 'cloud' }
  const { siprec, listen } = written
  if (siprec !== undefined && SIP.test(siprec)) return { kind: 'siprec', server: siprec }
  if (siprec !== undefined)
    reportKind(reading, ['recorder', 'siprec'], 'value', '"siprec"', 'a SIP address: sip:recorder@example.org', siprec)
  else if (listen !== undefined && /^wss?:\/\//.test(listen) && URL.canParse(listen)) return { kind: 'listen', url: listen }
  else if (listen !== undefined)
    reportKind(reading, ['recorder', 'listen'], 'value', '"listen"', 'an address that begins with wss:// or ws://', listen)
  else
    reading.report('shape/missing-key', ['recorder'], 'value', {
      key: 'siprec',
      where: '"recorder"',
      example: 'siprec: "sip:…", or listen: "wss://…"',
    })
  return undefined
}

function readUrl(reading: Reading, url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  reportKind(reading, ['summaries', 'url'], 'value', '"url"', 'an address that begins with https:// or http://', url)
  return undefined
}

const ZONE = 'Europe/Warsaw'

function readZone(reading: Reading, zone: string | undefined): string {
  if (zone === undefined || IANAZone.isValidZone(zone)) return zone ?? ZONE
  reportKind(reading, ['zone'], 'value', '"zone"', 'a time zone such as Europe/Warsaw', zone)
  return ZONE
}
