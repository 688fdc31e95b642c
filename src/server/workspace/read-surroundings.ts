import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCalendars } from '../../engine/campaigns/index.ts'
import {
  type ClinicFixture,
  type ClinicKnowledge,
  readClinicFixture,
  readFacts,
  readSpecialties,
} from '../../engine/clinic/index.ts'
import { type FhirMapping, readFhirMapping } from '../../engine/clinic/fhir/mapping.ts'
import { type Lines, readLines, readVoices, type Voices } from '../../engine/jambonz/index.ts'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { MUSIC_FOLDER } from '../music.ts'
import { FHIR_FILE, LINES_FILE, readCampaignFiles } from './read-campaign-files.ts'

/** What a server needs besides scenarios: who speaks, which number is answered how, what the clinic says of itself, and the clinic that is played. */
export interface Surroundings {
  readonly voices: Voices
  readonly lines: Lines
  /** Files in the folder `music` beside lines.yaml. */
  readonly music: readonly string[]
  readonly knowledge: ClinicKnowledge
  readonly fixture: ClinicFixture
  /** How the clinic's FHIR server keeps its records; absent where there is none, or its file has a fault. */
  readonly fhir?: FhirMapping
  /** Faults in any of the files; what has a fault is left out. Files are named as given by `files`. */
  readonly findings: readonly Finding[]
  /** Text of each file that is there, for excerpts. */
  readonly files: ReadonlyMap<string, string>
}

/** Names of the files in the folder of scenarios: who speaks, */
export const VOICES_FILE = 'voices.yaml'
/** what callers ask about the clinic, */
export const FACTS_FILE = 'facts.yaml'
/** whom to see with what, */
export const SPECIALTIES_FILE = 'specialties.yaml'
/** and the invented clinic, read at the start only. */
export const FIXTURE_FILE = 'clinic-fixture.yaml'

/** Reads `voices.yaml`, `facts.yaml`, `specialties.yaml`, `clinic-fixture.yaml`, `lines.yaml` and `clinic-fhir.yaml`. A file that is not there means defaults; one that cannot be read is an `OperationalError`. */
export async function readSurroundings(folders: {
  readonly scenarios: string
  readonly campaigns: string
}): Promise<Surroundings> {
  const [voicesText, factsText, specialtiesText, fixtureText, linesText, fhirText, campaigns, music] = await Promise.all([
    readOptional(join(folders.scenarios, VOICES_FILE)),
    readOptional(join(folders.scenarios, FACTS_FILE)),
    readOptional(join(folders.scenarios, SPECIALTIES_FILE)),
    readOptional(join(folders.scenarios, FIXTURE_FILE)),
    readOptional(join(folders.campaigns, LINES_FILE)),
    readOptional(join(folders.campaigns, FHIR_FILE)),
    readCampaignFiles(folders.campaigns),
    readdir(join(folders.campaigns, MUSIC_FOLDER)).catch(() => []),
  ])
  const voices = readVoices(voicesText ?? 'voices: {}\n', VOICES_FILE)
  const facts = readFacts(factsText ?? 'facts: {}\n', FACTS_FILE)
  const specialties = readSpecialties(specialtiesText ?? 'specialties: {}\n', SPECIALTIES_FILE)
  const lines = readLines(linesText ?? 'lines: {}\n', LINES_FILE, readCalendars(campaigns))
  const clinic = readClinicFixture(fixtureText ?? '')
  const fhir = fhirText === undefined ? undefined : readFhirMapping(FHIR_FILE, fhirText)
  const faults: Finding[] =
    clinic.kind === 'fixture'
      ? []
      : clinic.problems.map(({ line, column, message }) => {
          const start = findOffset(fixtureText ?? '', line, column)
          return {
            code: 'shape/wrong-kind',
            severity: 'error',
            file: FIXTURE_FILE,
            span: { start, end: start, line, column },
            message,
          }
        })
  return {
    voices: voices.voices,
    lines: lines.lines,
    music: music.sort(),
    knowledge: { facts: facts.facts, specialties: specialties.specialties },
    fixture: clinic.kind === 'fixture' ? clinic.fixture : { patients: [], visits: [], schedule: [] },
    ...(fhir?.mapping !== undefined && { fhir: fhir.mapping }),
    findings: [
      ...voices.findings,
      ...facts.findings,
      ...specialties.findings,
      ...faults,
      ...lines.findings,
      ...(fhir?.findings ?? []),
    ],
    files: new Map(
      Object.entries({
        [VOICES_FILE]: voicesText,
        [FACTS_FILE]: factsText,
        [SPECIALTIES_FILE]: specialtiesText,
        [FIXTURE_FILE]: fixtureText,
        [LINES_FILE]: linesText,
        [FHIR_FILE]: fhirText,
      }).flatMap(([file, text]): [string, string][] => (text === undefined ? [] : [[file, text]])),
    ),
  }
}

/** What the folder of campaigns says of numbers; findings are told elsewhere. */
export async function readLinesOf(campaigns: string): Promise<Lines> {
  return readLines((await readOptional(join(campaigns, LINES_FILE))) ?? 'lines: {}\n', LINES_FILE).lines
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown'
    if (code === 'ENOENT') return undefined
    throw new OperationalError('workspace/unreadable', `"${path}" cannot be read (${code}).`, {
      facts: { code },
      remedy: 'Give the user that runs trucada the right to read it.',
      cause: error,
    })
  }
}

function findOffset(text: string, line: number, column: number): number {
  let offset = 0
  for (let at = 1; at < line; at++) offset = text.indexOf('\n', offset) + 1
  return offset + column - 1
}
