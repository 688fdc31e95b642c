import type * as z from 'zod'
import { suggest } from '../source/suggest.ts'
import type { SourcePath } from '../source/source-file.ts'
import { explainMarked } from './explain-marked.ts'
import { findMarked } from './find-marked.ts'
import type { Reading } from './reading.ts'
import { describeValue, reportKind } from './report-kind.ts'

/** What came of holding data against a shape. */
export interface Shaped<T> {
  /** The data without the parts that do not fit; undefined when what is left does not make sense. */
  readonly data: T | undefined
  /** Whether everything fitted. */
  readonly whole: boolean
}

type Issue = z.core.$ZodIssue

/**
 * Holds data against a shape and reports everything that does not fit. What fits is given out, so that the rest of
 * the document is checked in the same run. `where` names the construct: "a question", "the scenario".
 */
export function readShape<T>(reading: Reading, shape: z.ZodType<T>, data: unknown, path: SourcePath, where: string): Shaped<T> {
  const result = shape.safeParse(data)
  if (result.success) return { data: result.data, whole: true }
  const issues = result.error.issues
  const explained = new Set<string>()
  const misspelt = findMisspelt(issues)
  for (const issue of issues) {
    if (misspelt.has(JSON.stringify(issue.path))) continue
    const marked = findMarked(shape, issue.code === 'invalid_key' ? issue.path.slice(0, -1) : issue.path)
    const value = walkData(data, issue.path.slice(0, marked?.depth))
    if (marked === undefined || value === undefined) {
      reportIssue(reading, issue, data, path, where)
      continue
    }
    const inner = issue.path.slice(0, marked.depth).map(name => (typeof name === 'symbol' ? String(name) : name))
    const key = JSON.stringify(inner)
    if (explained.has(key)) continue
    explained.add(key)
    explainMarked(reading, marked.marker, value, [...path, ...inner], 'value', describeKey(inner, where))
  }
  return { data: parseRest(shape, data, issues), whole: false }
}

/** Paths of keys that are there under a misspelt name: they are not missing besides. */
function findMisspelt(issues: readonly Issue[]): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue
    for (const key of issue.keys) {
      const meant = suggest(key, permittedKeys(issue.message))
      if (meant !== undefined) paths.add(JSON.stringify([...issue.path, meant]))
    }
  }
  return paths
}

/** The keys that a group may have, from the marker in the message of a fault (`strictShape`); none for another message. */
export function permittedKeys(marker: string): readonly string[] {
  return marker.startsWith('#keys ') ? marker.slice(6).split(' ') : []
}

/** Leaves out the parts with faults, first exactly, then with all that surrounds them. */
function parseRest<T>(shape: z.ZodType<T>, data: unknown, issues: readonly Issue[]): T | undefined {
  if (
    typeof data !== 'object' ||
    data === null ||
    issues.some(issue => issue.path.length === 0 && issue.code !== 'unrecognized_keys')
  )
    return undefined
  const rest = structuredClone(data)
  for (const issue of issues) removeFault(rest, issue)
  const second = shape.safeParse(rest)
  if (second.success) return second.data
  for (const issue of [...issues, ...second.error.issues])
    if (issue.path.length > 0) delete (rest as Record<PropertyKey, unknown>)[issue.path[0] as PropertyKey]
  return shape.safeParse(rest).data
}

function removeFault(data: unknown, issue: Issue): void {
  if (issue.code === 'unrecognized_keys') {
    const group = walkData(data, issue.path)
    if (typeof group === 'object' && group !== null) for (const key of issue.keys) delete (group as Record<string, unknown>)[key]
    return
  }
  const parent = walkData(data, issue.path.slice(0, -1))
  const last = issue.path.at(-1)
  if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else if (typeof parent === 'object' && parent !== null) delete (parent as Record<PropertyKey, unknown>)[last as PropertyKey]
}

function walkData(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data
  for (const name of path)
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[name] : undefined
  return value
}

function reportIssue(reading: Reading, issue: Issue, data: unknown, base: SourcePath, where: string): void {
  const inner = issue.path.map(name => (typeof name === 'symbol' ? String(name) : name))
  const path = [...base, ...inner]
  const value = walkData(data, issue.path)
  if (issue.code === 'unrecognized_keys')
    return reportUnknownKeys(reading, issue.keys, permittedKeys(issue.message), path, {
      where: inner.length === 0 ? where : describeKey(inner),
      value,
    })
  if (value === undefined && inner.length > 0) {
    const key = String(inner.at(-1))
    const group = inner.length === 1 ? where : describeKey(inner.slice(0, -1))
    return reading.report('shape/missing-key', path.slice(0, -1), 'key', {
      key,
      where: capitalise(group),
      example: EXAMPLES[key],
    })
  }
  if (issue.code === 'invalid_key') {
    return explainMarked(reading, issue.issues[0]?.message ?? '#name', inner.at(-1), path, 'key', describeKey(inner.slice(0, -1)))
  }
  if (issue.message.startsWith('#')) return explainMarked(reading, issue.message, value, path, 'value', describeKey(inner, where))
  reportPlainIssue(reading, issue, value, path, describeKey(inner, where))
}

function reportUnknownKeys(
  reading: Reading,
  keys: readonly string[],
  permitted: readonly string[],
  path: SourcePath,
  { where, value }: { readonly where: string; readonly value: unknown },
): void {
  const isTooFar =
    path.length === 2 && path[0] === 'steps' ? 'right' : path.length === 0 && permitted.includes('steps') ? 'left' : undefined
  for (const key of keys) {
    const nearest = suggest(key, permitted)
    const stepTooFar = nearest === undefined && isStepLike(walkData(value, [key])) ? isTooFar : undefined
    reading.report('shape/unknown-key', [...path, key], 'key', { key, where, nearest, permitted, stepTooFar })
  }
}

/** Tells whether what stands under a name may be meant for a step: a group, or nothing since its lines stand beside it. */
export function isStepLike(value: unknown): boolean {
  return value === null || (typeof value === 'object' && !Array.isArray(value))
}

function reportPlainIssue(reading: Reading, issue: Issue, value: unknown, path: SourcePath, what: string): void {
  const subject = capitalise(what)
  switch (issue.code) {
    case 'invalid_value': {
      const permitted = issue.values.map(String)
      if (typeof value === 'string')
        return reading.report('shape/bad-choice', path, 'value', {
          what: subject,
          found: value.slice(0, 60),
          nearest: suggest(value, permitted),
          permitted,
        })
      return reportKind(reading, value, path, subject, `one of: ${permitted.join(', ')}`)
    }
    case 'too_small':
      return reading.report('shape/out-of-range', path, 'value', { what: subject, range: describeLeast(issue) })
    case 'too_big':
      return reading.report('shape/out-of-range', path, 'value', { what: subject, range: `at most ${String(issue.maximum)}` })
    case 'invalid_type':
      return reportKind(reading, value, path, subject, KINDS[issue.expected] ?? issue.expected)
    default:
      return reading.report('shape/wrong-kind', path, 'value', {
        what: subject,
        expected: 'something else',
        found: describeValue(value),
        advice: undefined,
      })
  }
}

function describeLeast(issue: {
  readonly origin: string
  readonly minimum: number | bigint
  readonly inclusive?: boolean
}): string {
  if (issue.origin === 'array') return `a list of at least ${issue.minimum}`
  return issue.inclusive === false ? `more than ${issue.minimum}` : `at least ${issue.minimum}`
}

function describeKey(path: SourcePath, where = 'the file'): string {
  const name = path.findLast(part => typeof part === 'string')
  if (name === undefined) return where
  const last = path.at(-1)
  return typeof last === 'number' ? `item ${last + 1} of "${name}"` : `"${name}"`
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group of "name: value" lines',
  record: 'a group of "name: value" lines',
  array: 'a list',
}

const EXAMPLES: Readonly<Record<string, string>> = {
  policy: 'policy: clinic',
  speaks: 'speaks: pl',
  gives: 'gives: { outcome: [confirmed, callback] }',
  outcome: 'outcome: [confirmed, callback]',
  steps: 'steps: with at least one step',
  then: 'then: NEXT_STEP, or then: { end: OUTCOME }',
  done: 'done: NEXT_STEP',
  failed: 'failed: anytime.operator',
  to: 'to: patient.phone',
  text: 'text: "…"',
  after: 'after: 8s',
  go: 'go: NEXT_STEP',
  language: 'language: pl',
  side_effects: 'side_effects: true when it changes something at the clinic',
  idempotent: 'idempotent: true when asking twice does no harm',
  about: 'about: one line that says what it does',
  zone: 'zone: Europe/Warsaw',
  read_back: 'read_back: "{value}, zgadza się?"',
  limits: 'limits: { failures: 8, minutes: 10, go: anytime.operator }',
}
