import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { CAMPAIGN_FILES, checkCampaigns, loadCampaigns, readCalendars } from '../../src/engine/campaigns/index.ts'
import { readFacts, readSpecialties } from '../../src/engine/clinic/index.ts'
import { readLines, readVoices } from '../../src/engine/jambonz/index.ts'
import { checkWorkspace } from '../../src/scenarios/checks/index.ts'
import { compileWorkspace } from '../../src/scenarios/compile-workspace.ts'
import { loadWorkspace } from '../../src/scenarios/load-workspace.ts'
import { type Finding, parseSource, type SourceFile } from '../../src/scenarios/source/index.ts'
import { checkAgents } from '../../src/server/workspace/check-agents.ts'
import { checkKnowledge } from '../../src/server/workspace/check-knowledge.ts'
import { checkLines } from '../../src/server/workspace/check-lines.ts'
import { checkVoices } from '../../src/server/workspace/check-voices.ts'
import { checkSimulation } from '../../src/simulation/script/check-simulation.ts'
import { readSimulation } from '../../src/simulation/script/read-simulation.ts'

/** Folder of the golden files. */
export const GOLDEN = import.meta.dirname

/** Files below a folder by their path relative to it, with forward slashes. */
function readFolder(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return new Map(
    names.map(entry => {
      const path = join(entry.parentPath, entry.name)
      return [
        path
          .slice(folder.length + 1)
          .split(sep)
          .join('/'),
        readFileSync(path, 'utf8'),
      ]
    }),
  )
}

/** The small clinic that every golden case changes; nothing is to be found in it. */
export const BASE: ReadonlyMap<string, string> = readFolder(join(GOLDEN, 'base'))

/** The rules of countries that come with Trucada. */
const COUNTRIES: ReadonlyMap<string, string> = new Map(
  [...readFolder('campaigns-yaml/countries')].map(([file, text]) => [`countries/${file}`, text]),
)

/** A file too large to keep in the repository; the case's own file is grown by comments. */
function growBeyondLimit(text: string): string {
  return `${text}${'# padding, padding, padding, padding, padding, padding\n'.repeat(20_000)}`
}

/** The base with a case's files over it. */
export function readCase(code: string, kind: 'bad' | 'good'): ReadonlyMap<string, string> {
  const overlay = readFolder(join(GOLDEN, code, kind))
  if (code === 'yaml/too-large' && kind === 'bad') for (const [file, text] of overlay) overlay.set(file, growBeyondLimit(text))
  return new Map([...BASE, ...overlay])
}

/** What was found, and the files that the findings point into. */
export interface Checked {
  readonly findings: readonly Finding[]
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** The files of a case that are no part of the clinic's scenarios: a simulation, the clinic's lines, its voices, what it says of itself. */
const SIMULATION = 'simulation.yaml'
const LINES = 'lines.yaml'
const VOICES = 'voices.yaml'
/** When facts are looked at: in the spring after those of the cases were verified. */
const NOW = Date.UTC(2027, 3, 1)
const KNOWLEDGE = ['facts.yaml', 'specialties.yaml']

/** Loads and checks files, a simulation and lines among them too; everything that was found. */
export function checkFiles(files: ReadonlyMap<string, string>): Checked {
  const scenarios = new Map(
    [...files].filter(([file]) => ![SIMULATION, LINES, VOICES, ...KNOWLEDGE].includes(file) && !file.startsWith(CAMPAIGN_FILES)),
  )
  const workspace = loadWorkspace(scenarios)
  const findings = [...workspace.findings, ...checkWorkspace(workspace)]
  const campaigns = [...files].filter(([file]) => file.startsWith(CAMPAIGN_FILES))
  if (campaigns.length > 0) {
    const own = campaigns.map(([file, text]): [string, string] => [file.slice(CAMPAIGN_FILES.length), text])
    const loaded = loadCampaigns(new Map([...COUNTRIES, ...own]))
    const lines = files.get(LINES)
    const around = { lines: readLines(lines ?? '', LINES).lines, files: new Map(lines === undefined ? [] : [[LINES, lines]]) }
    const found = [...findings, ...loaded.findings, ...checkCampaigns(loaded, workspace), ...checkAgents(around, loaded)]
    return { findings: found, sources: new Map([...workspace.sources, ...loaded.sources]) }
  }
  const lines = files.get(LINES)
  if (lines !== undefined) {
    const read = readLines(lines, LINES, readCalendars(COUNTRIES))
    const around = { lines: read.lines, files: new Map([[LINES, lines]]), music: ['waiting.mp3'] }
    const sources = new Map(workspace.sources).set(LINES, parseSource(LINES, lines).source)
    return { findings: [...findings, ...read.findings, ...checkLines({ scenarios: '', campaigns: '' }, around, workspace)], sources }
  }
  const voices = files.get(VOICES)
  if (voices !== undefined) {
    const sources = new Map(workspace.sources).set(VOICES, parseSource(VOICES, voices).source)
    const found = [...readVoices(voices).findings, ...checkVoices({ files: new Map([[VOICES, voices]]) }, workspace)]
    return { findings: [...findings, ...found], sources }
  }
  const known = new Map([...files].filter(([file]) => KNOWLEDGE.includes(file)))
  if (known.size > 0) {
    const facts = readFacts(known.get('facts.yaml') ?? 'facts: {}')
    const rules = readSpecialties(known.get('specialties.yaml') ?? 'specialties: {}')
    const around = { files: known, knowledge: { facts: facts.facts, specialties: rules.specialties } }
    const sources = new Map(workspace.sources)
    for (const [file, text] of known) sources.set(file, parseSource(file, text).source)
    const found = [...facts.findings, ...rules.findings, ...checkKnowledge(around, workspace, { now: NOW, oldAfterDays: 366 })]
    return { findings: [...findings, ...found], sources }
  }
  const written = files.get(SIMULATION)
  if (written === undefined) return { findings, sources: workspace.sources }
  const reading = readSimulation(SIMULATION, written)
  const held = reading.simulation === undefined ? [] : checkSimulation(reading.simulation, compileWorkspace(scenarios).scenarios)
  const sources = new Map(workspace.sources)
  if (reading.simulation !== undefined) sources.set(SIMULATION, reading.simulation.source)
  return { findings: [...findings, ...reading.findings, ...held], sources }
}

/** Codes that have a golden folder. */
export function listCases(): readonly string[] {
  return readdirSync(GOLDEN, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'base')
    .flatMap(area => readdirSync(join(GOLDEN, area.name)).map(code => `${area.name}/${code}`))
    .sort()
}
