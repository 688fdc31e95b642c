import { readTransfer } from '../../engine/jambonz/index.ts'
import { createReading, joinFindings } from '../../scenarios/model/reading.ts'
import type { Reading } from '../../scenarios/model/reading.ts'
import { readDuration } from '../../scenarios/model/duration.ts'
import { readShape } from '../../scenarios/model/read-shape.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourcePath } from '../../scenarios/source/source-file.ts'
import { SAYING_OPTIONS, simulationShape, stepShape } from './simulation-shape.ts'
import type { InterruptsInput, LineInput, SaysInput, ServiceAnswerInput, SimulationInput, StepInput } from './simulation-shape.ts'
import { SWEEPS } from './simulation.ts'
import type {
  CallAction,
  CallerAction,
  CallStep,
  Checks,
  LineScript,
  Moment,
  Saying,
  ServiceScript,
  Simulation,
  Sweep,
  Words,
} from './simulation.ts'

/** What came of reading a file: no simulation when a finding is an error. */
export interface SimulationReading {
  readonly simulation: Simulation | undefined
  readonly findings: readonly Finding[]
}

/** When a simulation names no day: a Tuesday morning. */
const TODAY = '2026-05-05T10:00'
const FORMS = [
  'full',
  'again',
  'repeat',
  'rephrase',
  'keys',
  'read_back',
  'which',
  'filler',
  'silence',
  'not_understood',
  'off_list',
  'rest',
  'waiting',
  'interrupted',
]
const VERBS = [
  'bot',
  'says',
  'keys',
  'silent',
  'interrupts',
  'hangs_up',
  'answered_by',
  'noise',
  'mumbles',
  'drops_socket',
  'speech_fails',
  'voice_fails',
  'restarts',
] as const

const ms = (duration: string | undefined): number | undefined => (duration === undefined ? undefined : readDuration(duration))
const afterOf = (step: StepInput): { afterMs?: number } => {
  const afterMs = ms(step.after)
  return afterMs === undefined ? {} : { afterMs }
}

/** Reads a simulation file. Never throws; every fault is a finding with its place. `file` is relative to the project. */
export function readSimulation(file: string, text: string): SimulationReading {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { simulation: undefined, findings }
  const reading = createReading(source)
  const shaped = readShape(reading, simulationShape, data, [], 'a simulation')
  const input = shaped.data
  const call =
    input === undefined ? [] : input.call.map((step, index) => readStep(reading, step, index)).filter(step => step !== undefined)
  const transfers = Object.entries(input?.transfers ?? {}).flatMap(([name, written]) => readTransfer(reading, name, written))
  const all = joinFindings(findings, reading)
  if (input === undefined || all.some(finding => finding.severity === 'error')) return { simulation: undefined, findings: all }
  return { simulation: { ...readHead(input), transfers, file, source, call, check: readChecks(input.check) }, findings: all }
}

function readHead(input: SimulationInput): Omit<Simulation, 'file' | 'source' | 'call' | 'check' | 'transfers'> {
  const { phone, stayed } = input.caller ?? {}
  return {
    name: input.simulation,
    scenario: input.scenario,
    languages: input.languages ?? 'base',
    today: input.today ?? TODAY,
    direction: input.direction ?? (input.contact === undefined ? 'inbound' : 'outbound'),
    contact: input.contact ?? {},
    ...(phone === undefined ? {} : { callerPhone: phone }),
    ...(stayed === undefined ? {} : { callerStayed: stayed }),
    services: Object.fromEntries(
      Object.entries(input.services ?? {}).map(([name, answers]) => [
        name,
        Array.isArray(answers)
          ? { answers: answers.map(readServiceAnswer), always: false }
          : { answers: [readServiceAnswer(answers)], always: true },
      ]),
    ),
    lines: Object.fromEntries(
      Object.entries(input.lines ?? {}).map(([name, answers]) => [
        name,
        (Array.isArray(answers) ? answers : [answers]).map(readLine),
      ]),
    ),
    sweep: readSweep(input.sweep),
    ...(input.record === undefined ? {} : { record: input.record }),
  }
}

function readLine(answer: LineInput): LineScript {
  if (typeof answer === 'string') return { result: answer }
  const { does, after, talks, ahead } = answer
  const [afterMs, talkMs] = [ms(after), ms(talks)]
  return {
    result: does,
    ...(afterMs === undefined ? {} : { afterMs }),
    ...(talkMs === undefined ? {} : { talkMs }),
    ...(ahead === undefined ? {} : { ahead }),
  }
}

function readSweep(sweep: SimulationInput['sweep']): readonly Sweep[] {
  if (sweep === undefined) return []
  if (sweep === 'all') return SWEEPS
  return typeof sweep === 'string' ? [sweep] : sweep
}

function readServiceAnswer(answer: ServiceAnswerInput): ServiceScript {
  return {
    ...(answer.gives === undefined ? {} : { gives: answer.gives }),
    ...(answer.result === undefined ? {} : { result: answer.result }),
    fails: answer.fails === true,
    takesMs: ms(answer.takes) ?? 0,
  }
}

function readChecks(check: SimulationInput['check']): Checks {
  const silence = ms(check?.longest_silence)
  return {
    ...(check?.outcome === undefined ? {} : { outcome: check.outcome }),
    ...(check?.values === undefined ? {} : { values: check.values }),
    never: check?.never ?? [],
    ...(check?.services === undefined ? {} : { services: check.services }),
    ...(silence === undefined ? {} : { longestSilenceMs: silence }),
    sent: check?.sent ?? [],
    told: check?.told ?? [],
    recorded: check?.recorded ?? [],
    neverRecorded: check?.never_recorded ?? [],
    ...(check?.transfers === undefined ? {} : { transfers: check.transfers }),
    heardNever: check?.heard_never ?? [],
  }
}

function readStep(reading: Reading, data: unknown, index: number): CallStep | undefined {
  const path = ['call', index]
  const step = readShape(reading, stepShape, data, path, 'a line of the call')
  if (step.data === undefined || !step.whole) return undefined
  const verbs = VERBS.filter(verb => step.data?.[verb] !== undefined)
  const verb = verbs[0]
  if (verb === undefined || verbs.length > 1) {
    reading.report('simulation/one-thing-a-line', path, 'value', { verbs, permitted: VERBS })
    return undefined
  }
  const action = readAction(reading, step.data, verb, path)
  return action === undefined ? undefined : { ...action, line: reading.source.spanAt(path, 'key').line }
}

function readAction(reading: Reading, step: StepInput, verb: (typeof VERBS)[number], path: SourcePath): CallAction | undefined {
  if (verb === 'bot') return step.bot === undefined ? undefined : readBot(reading, step.bot, [...path, 'bot'])
  if (verb === 'silent') return { kind: 'silent', ms: step.silent === 'to the end' ? 'to the end' : (ms(step.silent) ?? 0) }
  if (verb === 'answered_by') return { kind: 'answered_by', by: step.answered_by ?? '', ...afterOf(step) }
  if (verb === 'restarts')
    return { kind: 'restarts', deafMs: typeof step.restarts === 'object' ? (ms(step.restarts.deaf) ?? 0) : 0, ...afterOf(step) }
  if (verb === 'voice_fails') return { kind: verb, isForGood: step.voice_fails === 'for good', ...afterOf(step) }
  if (verb === 'drops_socket' || verb === 'speech_fails') return { kind: verb, ...afterOf(step) }
  if (verb === 'interrupts')
    return step.interrupts === undefined ? undefined : readInterruption(reading, step.interrupts, [...path, 'interrupts'])
  return readCallerAction(reading, step, verb, path)
}

function readBot(reading: Reading, bot: NonNullable<StepInput['bot']>, path: SourcePath): CallAction | undefined {
  const written = typeof bot === 'string' ? bot : bot.step
  const [node = '', form] = written.split('/').map(part => part.trim())
  if (form !== undefined && !FORMS.includes(form)) {
    reading.report('simulation/unknown-form', path, 'value', { form, permitted: FORMS })
    return undefined
  }
  return {
    kind: 'bot',
    node,
    ...(form === undefined ? {} : { form }),
    ...(typeof bot === 'string' ? {} : { contains: bot.says }),
  }
}

function readCallerAction(
  reading: Reading,
  step: StepInput,
  verb: CallerAction['kind'],
  path: SourcePath,
): CallerAction | undefined {
  const after = afterOf(step)
  switch (verb) {
    case 'says': {
      const saying = step.says === undefined ? undefined : readSaying(reading, step.says, [...path, 'says'])
      const own = typeof step.says === 'object' ? ms(step.says.after) : undefined
      return saying === undefined ? undefined : { kind: 'says', saying, ...after, ...(own === undefined ? {} : { afterMs: own }) }
    }
    case 'keys':
      return { kind: 'keys', digits: step.keys ?? '', ...after }
    case 'noise':
      return { kind: 'noise', ...(typeof step.noise === 'string' ? { text: step.noise } : {}), ...after }
    case 'mumbles':
      return { kind: 'mumbles', ...after }
    case 'hangs_up':
      return { kind: 'hangs_up', ...after }
  }
}

function readInterruption(reading: Reading, input: InterruptsInput, path: SourcePath): CallAction | undefined {
  const verbs = (['says', 'keys', 'noise', 'mumbles', 'hangs_up'] as const).filter(verb => input[verb] !== undefined)
  const verb = verbs[0]
  if (verb === undefined || verbs.length > 1) {
    reading.report('simulation/one-thing-a-line', path, 'value', {
      verbs,
      permitted: ['says', 'keys', 'noise', 'mumbles', 'hangs_up'],
    })
    return undefined
  }
  const { at, ...rest } = input
  const action = readCallerAction(reading, rest, verb, path)
  return action === undefined ? undefined : { kind: 'interrupts', at: readMoment(at), with: action }
}

function readMoment(written: string): Moment {
  return written.endsWith('%') ? { share: Math.min(100, Number.parseInt(written, 10)) / 100 } : { ms: ms(written) ?? 0 }
}

/** A lone word in small letters may be a meaning: that is decided by the lexicon when the simulation runs. */
function readSaying(reading: Reading, says: SaysInput, path: SourcePath): Saying | undefined {
  if (typeof says === 'string') return { words: says }
  const { words, meaning, confidence, language, late, final_twice, partial_only, partials, after, ...named } = says
  void after
  const entries = Object.entries(named)
  const languages = entries.filter(([name]) => LANGUAGE_NAMES.has(name))
  const meanings = entries.filter(([name]) => !LANGUAGE_NAMES.has(name))
  const given = [words !== undefined, languages.length > 0, meanings.length > 0].filter(Boolean).length
  if (meanings.length > 1 || given > 1 || (given === 0 && meaning === undefined)) {
    reading.report('simulation/unclear-saying', path, 'value', { options: SAYING_OPTIONS })
    return undefined
  }
  const [expected, own] = meanings[0] ?? []
  const byLanguage = languages.length > 0 ? (Object.fromEntries(languages) as Words) : undefined
  const said: Words | undefined = own ?? words ?? byLanguage
  const meant = expected ?? meaning
  const lateMs = ms(late)
  const twiceMs = ms(final_twice)
  return {
    ...(meant === undefined ? {} : { meaning: meant }),
    ...(said === undefined ? {} : { words: said }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(language === undefined ? {} : { language }),
    ...(lateMs === undefined ? {} : { lateMs }),
    ...(twiceMs === undefined ? {} : { finalTwiceMs: twiceMs }),
    ...(partial_only === undefined ? {} : { partialOnly: partial_only }),
    ...(partials === undefined ? {} : { partials }),
  }
}

const LANGUAGE_NAMES: ReadonlySet<string> = new Set(['pl', 'ru', 'uk', 'ca', 'en'])
