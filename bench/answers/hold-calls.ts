import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLines, readVoices } from '../../src/engine/jambonz/index.ts'
import { createSpeaking } from '../../src/engine/speaking/index.ts'
import { createUnderstanding } from '../../src/engine/understanding/index.ts'
import { compileWorkspace } from '../../src/scenarios/index.ts'
import type { CompiledScenario } from '../../src/scenarios/compile/compiled.ts'
import type { Language } from '../../src/scenarios/model/documents.ts'
import { readSimulation, runSimulation, type SimulationResult, type SimulationWorld } from '../../src/simulation/index.ts'
import { readYamlFiles } from '../read-files.ts'

/** A half of the set: what was looked at while the rules were written, and what was not. */
export const HALVES = ['development', 'held-out'] as const
/** One of them: a folder of `test/`. */
export type Half = (typeof HALVES)[number]

/** What answers a call, as the recogniser writes it. `person`: the one who was called, to see that not everybody is turned away. */
export interface AnswerLine {
  readonly text: string
  readonly lang: Language
  readonly who: 'voicemail' | 'network' | 'screening' | 'menu' | 'fax' | 'relative' | 'child' | 'television' | 'person'
}

/** What came of one answer in one scenario. */
export interface AnsweredCall {
  readonly line: AnswerLine
  readonly scenario: string
  /** The line is said when the question was asked, or begins with the call, as machines' greetings do. */
  readonly when: 'asked' | 'at once'
  /** Prompts that told of the contact, or belong to what only the patient hears; all of them, for nobody may hear them who is not a person verified. */
  readonly told: readonly string[]
  /** The caller was taken for the patient. */
  readonly isVerified: boolean
  /** Who the call took it to be, one after the other. */
  readonly listeners: readonly string[]
  readonly faults: readonly string[]
}

/** The scenarios that call somebody, each with a contact whose birth date is not known, so that a mere yes verifies. */
const OUTBOUND: Readonly<Record<string, string>> = {
  'appointment-confirmation':
    '{ patient: { name: Anna Nowak, phone: "+48600000201" }, appointment: { id: V1, at: 2026-05-07T10:30, doctor: Ewa Zielińska, specialty: poradnia kardiologiczna, place: pierwsze piętro, prep: Proszę przyjść na czczo. } }',
  'dispensary-invitation': '{ patient: { name: Anna Nowak, phone: "+48600000201" } }',
  'satisfaction-survey': '{ patient: { name: Anna Nowak, phone: "+48600000201" } }',
}
/** Steps of a scenario that are there for others than the patient. */
const FOR_ANYBODY: ReadonlySet<string> = new Set(['not_verified', 'sorry'])
const OF_THE_VISIT = /Zieli|Зелі|Зели|kardiolog|piętr|czczo/i

/** The lines of one half in a language. */
export function readAnswers(half: Half, language: Language): readonly AnswerLine[] {
  return readFileSync(join(import.meta.dirname, '../../test', half, 'answers', `${language}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as AnswerLine)
}

/** Makes what the calls are held with: the shipped scenarios. `hold` gives a line as the first answer in each of them, or in `only`; then nothing more is said. */
export function createCaller(): { hold(line: AnswerLine, only?: string): Promise<readonly AnsweredCall[]> } {
  const files = readYamlFiles('scenarios-yaml')
  const { scenarios } = compileWorkspace(files)
  const world: SimulationWorld = {
    understanding: createUnderstanding(),
    speaking: createSpeaking(),
    voices: readVoices(files.get('voices.yaml') ?? '').voices,
    lines: readLines(readFileSync('campaigns-yaml/lines.yaml', 'utf8')).lines,
    fixture: undefined,
  }
  return {
    async hold(line, only) {
      const calls: AnsweredCall[] = []
      for (const [name, contact] of Object.entries(OUTBOUND)) {
        if (only !== undefined && only !== name) continue
        const scenario = scenarios.get(name)
        if (!scenario) throw new Error(`there is no scenario ${name}`)
        for (const when of ['asked', 'at once'] as const)
          calls.push(judge(line, scenario, when, await answer(line, scenario, when, contact, world)))
      }
      return calls
    },
  }
}

async function answer(
  line: AnswerLine,
  scenario: CompiledScenario,
  when: AnsweredCall['when'],
  contact: string,
  world: SimulationWorld,
): Promise<SimulationResult> {
  const { simulation, findings } = readSimulation(
    `answers/${scenario.name}`,
    `simulation: an answer
scenario: ${scenario.name}
languages: [${line.lang}]
contact: ${contact}
call:
  - bot: identity.hello
  - ${when === 'asked' ? '' : 'interrupts: { at: 300ms, '}says: { words: ${JSON.stringify(line.text)} }${when === 'asked' ? '' : ' }'}
  - silent: to the end
`,
  )
  if (!simulation) throw new Error(findings.map(({ message }) => message).join('\n'))
  return runSimulation(simulation, scenario, line.lang, world)
}

function judge(
  line: AnswerLine,
  scenario: CompiledScenario,
  when: AnsweredCall['when'],
  { journal }: SimulationResult,
): AnsweredCall {
  const told: string[] = []
  const listeners: string[] = []
  const faults: string[] = []
  for (const entry of journal) {
    if (entry.kind === 'fault') faults.push(entry.message)
    else if (entry.kind === 'listener') listeners.push(entry.listener)
    else if (entry.kind === 'prompt') {
      const node = scenario.nodes[entry.node]
      const isPatients = node?.document === scenario.name && !FOR_ANYBODY.has(node.step)
      if (isPatients || OF_THE_VISIT.test(entry.text)) told.push(`${entry.node}: ${entry.text}`)
    }
  }
  return { line, scenario: scenario.name, when, told, isVerified: listeners.includes('verified'), listeners, faults }
}
