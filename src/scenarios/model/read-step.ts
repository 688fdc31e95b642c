import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { suggest } from '../source/suggest.ts'
import { askShape, readAsk } from './ask.ts'
import { decideShape, readDecide } from './decide.ts'
import { doShape, readDo } from './do.ts'
import { NAME, mendName } from './names.ts'
import { pauseShape, readPause } from './pause.ts'
import { EXIT_WORDS } from './read-exit.ts'
import { isStepLike, readShape } from './read-shape.ts'
import type { Reading } from './reading.ts'
import { describeValue } from './report-kind.ts'
import { readSay, sayShape } from './say.ts'
import { readSend, sendShape } from './send.ts'
import type { Step } from './step.ts'
import { readTransfer, transferShape } from './transfer.ts'
import { readUse, useShape } from './use.ts'

interface VerbReader<T> {
  readonly where: string
  readonly shape: z.ZodType<T>
  /** `whole`: nothing of the data was left out because it does not fit. */
  readonly read: (reading: Reading, data: T, name: string, path: SourcePath, whole: boolean) => Step
}

const READERS = {
  ask: { where: 'a question', shape: askShape, read: readAsk },
  say: { where: 'a "say" step', shape: sayShape, read: readSay },
  do: { where: 'a "do" step', shape: doShape, read: readDo },
  use: { where: 'a "use" step', shape: useShape, read: readUse },
  transfer: { where: 'a "transfer" step', shape: transferShape, read: readTransfer },
  pause: { where: 'a "pause" step', shape: pauseShape, read: readPause },
  send: { where: 'a "send" step', shape: sendShape, read: readSend },
  decide: { where: 'a "decide" step', shape: decideShape, read: readDecide },
} as const

/** The eight verbs, in the manual's order. */
export const VERBS = Object.keys(READERS) as readonly (keyof typeof READERS)[]
type Verb = keyof typeof READERS

/** What may stand in a step of any verb. */
const STEP_KEYS: ReadonlySet<string> = new Set(VERBS.flatMap(verb => Object.keys(READERS[verb].shape.shape)))

/** Any step, for the JSON Schema. */
export const stepShape = z
  .union(VERBS.map(verb => READERS[verb].shape))
  .meta({ id: 'step', description: 'A step with exactly one verb: ask, say, do, use, transfer, pause, send or decide.' })

/** Steps by name, and the names of those that could not be read wholly. */
export interface ReadSteps {
  readonly steps: ReadonlyMap<string, Step>
  readonly broken: readonly string[]
}

/**
 * Reads the steps of a scenario or block, which stand under `steps` of its data. `where`: "The scenario", "The block"; `permitted`: the keys
 * of such a document.
 */
export function readSteps(reading: Reading, document: unknown, where: string, permitted: readonly string[]): ReadSteps {
  const steps = new Map<string, Step>()
  const broken: string[] = []
  const keys: Readonly<Record<string, unknown>> = typeof document === 'object' && document !== null ? { ...document } : {}
  const data = keys['steps']
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    // Steps under a misspelt key are not missing: the key is reported.
    if (data !== undefined || !Object.keys(keys).some(key => suggest(key, ['steps']) !== undefined))
      reportNoSteps(reading, data, where)
    return { steps, broken: ['.steps'] }
  }
  // Steps that begin too far left were read as keys of the document.
  for (const [name, value] of Object.entries(keys))
    if (!permitted.includes(name) && isStepLike(value)) broken.push(name, ...listStepsWithin(value))
  for (const [written, value] of Object.entries(data)) {
    const path = ['steps', written]
    // Whoever leads to it writes it as it must be, as likely as not.
    const name = NAME.test(written) ? written : (mendName(written, '_') ?? written)
    if (!NAME.test(written)) {
      reading.report('shape/bad-name', path, 'key', {
        what: 'the name of a step',
        found: written.slice(0, 60),
        rule: 'Small letters a to z, digits and underscores, beginning with a letter.',
        instead: mendName(written, '_'),
      })
    } else if ((EXIT_WORDS as readonly string[]).includes(name) || name === 'mute') {
      reading.report('shape/bad-name', path, 'key', {
        what: 'the name of a step',
        found: name,
        rule: 'The word has a meaning of its own as an exit.',
        instead: `${name}_step`,
      })
    }
    const { step, whole } = readStep(reading, value, name, path)
    if (step !== undefined) steps.set(name, step)
    if (!whole) broken.push(name, ...listStepsWithin(value))
  }
  if (steps.size === 0 && broken.length === 0) reading.report('shape/no-steps', ['steps'], 'key', { where })
  return { steps, broken }
}

/** Names that may be steps which begin too far right, and so were read as keys of the step above. */
function listStepsWithin(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => (isStepLike(inner) && !STEP_KEYS.has(key) ? [key] : []))
}

function reportNoSteps(reading: Reading, data: unknown, where: string): void {
  if (data === undefined || data === null)
    return reading.report('shape/no-steps', data === null ? ['steps'] : [], 'key', { where })
  const advice = Array.isArray(data)
    ? 'Write each step as "name:" with its lines two spaces further right, without hyphens.'
    : undefined
  reading.report('shape/wrong-kind', ['steps'], 'value', {
    what: '"steps"',
    expected: 'a group of steps by name',
    found: describeValue(data),
    advice,
  })
}

/** Reads one step. */
export function readStep(
  reading: Reading,
  data: unknown,
  name: string,
  path: SourcePath,
): { readonly step: Step | undefined; readonly whole: boolean } {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    reading.report('shape/wrong-kind', path, 'value', {
      what: `The step "${name}"`,
      expected: 'a group with one verb',
      found: describeValue(data),
      advice: `Write, for instance: ${name}: { say: "…", then: NEXT_STEP }`,
    })
    return { step: undefined, whole: false }
  }
  const verb = findVerb(reading, data, name, path)
  if (verb === undefined) return { step: undefined, whole: false }
  const reader = READERS[verb] as unknown as VerbReader<unknown>
  const shaped = readShape(reading, reader.shape, data, path, reader.where)
  if (shaped.data === undefined) return { step: undefined, whole: false }
  const before = reading.findings.length
  const step = reader.read(reading, shaped.data, name, path, shaped.whole)
  return { step, whole: shaped.whole && reading.findings.length === before }
}

/** A step's verb. `say` inside a transfer is what the caller hears before, so it makes no second verb. */
function findVerb(reading: Reading, data: object, name: string, path: SourcePath): Verb | undefined {
  const verbs = VERBS.filter(verb => Object.hasOwn(data, verb) && !(verb === 'say' && Object.hasOwn(data, 'transfer')))
  if (verbs.length === 1) return verbs[0]
  if (verbs.length > 1) reading.report('shape/two-verbs', [...path, verbs[1] ?? ''], 'key', { step: name, verbs })
  else {
    const misspelt = Object.keys(data).find(key => suggest(key, VERBS) !== undefined)
    const nearest = misspelt === undefined ? undefined : suggest(misspelt, VERBS)
    reading.report('shape/no-verb', misspelt === undefined ? path : [...path, misspelt], 'key', { step: name, nearest })
  }
  return undefined
}
