import { readDuration } from '../../../scenarios/model/duration.ts'
import { readKeys } from '../../../scenarios/model/read-document.ts'
import { createReading, joinFindings } from '../../../scenarios/model/reading.ts'
import type { Finding } from '../../../scenarios/source/finding.ts'
import { parseSource } from '../../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../../scenarios/source/source-file.ts'
import { mappingShape } from './mapping-file.ts'
import type { Coding } from './resources.ts'

/** A measured value's code and unit. */
export interface MeasuredCode {
  readonly coding: Coding
  /** UCUM. */
  readonly unit: string
}

/** How Trucada proves who it is: not at all, by a fixed token, or by a signed request for one (SMART backend services). */
export type SignOnMapping =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer' }
  | {
      readonly kind: 'backend_services'
      readonly clientId: string
      readonly keyId?: string
      readonly tokenUrl?: string
      readonly scope: string
    }

/** How the clinic's FHIR server keeps what scenarios speak of; `clinic-fhir.yaml` with its defaults. */
export interface FhirMapping {
  readonly server: string
  readonly timezone: string
  readonly language: string
  /** ISO 3166: of numbers without one. */
  readonly country: string
  readonly signOn: SignOnMapping
  readonly booking: 'detect' | 'operations' | 'slots' | 'tasks'
  readonly timeoutMs: number
  readonly page: number
  readonly identifiers: Readonly<Record<'deeds' | 'visits' | 'holds' | 'homeVisits', string>> & { readonly patient?: string }
  readonly specialties: ReadonlyMap<string, Coding>
  readonly programs: ReadonlyMap<string, Coding>
  readonly cancelReasons: ReadonlyMap<string, Coding>
  readonly measurements: ReadonlyMap<string, MeasuredCode>
  readonly forms: ReadonlyMap<string, string>
  readonly staff: ReadonlyMap<string, string>
  /** Topic of facts that the comments of services are about. */
  readonly serviceComment?: string
}

const LOINC = 'http://loinc.org'
/** Values that people measure at home, by the names that scenarios give them. https://loinc.org, units: https://ucum.org */
const MEASUREMENTS: readonly (readonly [string, string, string, string])[] = [
  ['systolic', '8480-6', 'Systolic blood pressure', 'mm[Hg]'],
  ['diastolic', '8462-4', 'Diastolic blood pressure', 'mm[Hg]'],
  ['pulse', '8867-4', 'Heart rate', '/min'],
  ['sugar_mg', '2339-0', 'Glucose [Mass/volume] in Blood', 'mg/dL'],
  ['sugar_mmol', '15074-8', 'Glucose [Moles/volume] in Blood', 'mmol/L'],
  ['weight', '29463-7', 'Body weight', 'kg'],
  ['temperature', '8310-5', 'Body temperature', 'Cel'],
  ['saturation', '59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry', '%'],
]
const SYSTEM = 'urn:trucada'

/** What came of reading `clinic-fhir.yaml`. With a fault there is no mapping: half a mapping would book what nobody meant. */
export interface MappingReading {
  readonly mapping: FhirMapping | undefined
  readonly findings: readonly Finding[]
  readonly source: SourceFile
}

/** Reads `clinic-fhir.yaml`. Never throws; every fault is a finding with its place. */
export function readFhirMapping(file: string, written: string): MappingReading {
  const { source, data, findings: syntax } = parseSource(file, written)
  if (data === undefined) return { mapping: undefined, findings: syntax, source }
  const reading = createReading(source)
  const { keys } = readKeys(reading, mappingShape, data, 'the mapping')
  const findings = joinFindings(syntax, reading)
  const isWhole = findings.every(finding => finding.severity !== 'error')
  return { mapping: isWhole ? makeMapping(mappingShape.parse(keys)) : undefined, findings, source }
}

function makeMapping(keys: ReturnType<typeof mappingShape.parse>): FhirMapping {
  const ids = keys.identifiers ?? {}
  return {
    server: keys.server.replace(/\/+$/, ''),
    timezone: keys.timezone,
    language: keys.language ?? 'pl',
    country: keys.country ?? 'PL',
    signOn: makeSignOn(keys.sign_on),
    booking: keys.booking ?? 'detect',
    timeoutMs: readDuration(keys.timeout ?? '3s') ?? 3000,
    page: keys.page ?? 100,
    identifiers: {
      ...(ids.patient !== undefined && { patient: ids.patient }),
      deeds: ids.deeds ?? `${SYSTEM}:deed`,
      visits: ids.visits ?? `${SYSTEM}:visit`,
      holds: ids.holds ?? `${SYSTEM}:hold`,
      homeVisits: ids.home_visits ?? `${SYSTEM}:home-visit`,
    },
    specialties: new Map(Object.entries(keys.specialties ?? {})),
    programs: new Map(Object.entries(keys.programs ?? {})),
    cancelReasons: new Map(Object.entries(keys.cancel_reasons ?? {})),
    measurements: new Map([
      ...MEASUREMENTS.map(([name, code, display, unit]) => [name, { coding: { system: LOINC, code, display }, unit }] as const),
      ...Object.entries(keys.measurements ?? {}).map(
        ([name, { system, code, unit }]) => [name, { coding: { system: system ?? LOINC, code }, unit }] as const,
      ),
    ]),
    forms: new Map(Object.entries(keys.forms ?? {})),
    staff: new Map(Object.entries(keys.staff ?? {})),
    ...(keys.service_comment !== undefined && { serviceComment: keys.service_comment }),
  }
}

function makeSignOn(written: ReturnType<typeof mappingShape.parse>['sign_on']): SignOnMapping {
  if (written === undefined || written === 'none') return { kind: 'none' }
  if (written === 'bearer') return { kind: 'bearer' }
  return {
    kind: 'backend_services',
    clientId: written.client_id,
    ...(written.key_id !== undefined && { keyId: written.key_id }),
    ...(written.token_url !== undefined && { tokenUrl: written.token_url }),
    scope: written.scope ?? 'system/*.read system/*.write',
  }
}
