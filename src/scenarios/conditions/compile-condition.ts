import type { ASTNode, TypeCheckResult } from '@marcbachmann/cel-js'
import type { CompiledCondition } from '../compile/compiled.ts'
import type { Fields } from '../model/data-type.ts'
import { AGE_READS } from './age.ts'
import { type ConditionEnvironment, type Convert, environmentFor, memberFieldsOf } from './environment.ts'
import { findUnguarded, pathOf, readPathsOf, walk } from './read-paths.ts'

/** Something wrong in a condition; `start` and `end` are offsets into its source. */
export interface ConditionProblem {
  readonly code: ConditionProblemCode
  /** What is wrong, in a clause that can follow the condition's name. */
  readonly message: string
  /** A name that is not known, and those that could have been meant. */
  readonly unknown?: { readonly name: string; readonly candidates: readonly string[] }
  readonly start: number
  readonly end: number
}
/** What can be wrong with a condition. */
export type ConditionProblemCode =
  | 'condition/syntax'
  | 'condition/unknown-name'
  | 'condition/wrong-type'
  | 'condition/not-yes-no'
  | 'condition/matches'
  | 'condition/unguarded'

/** A condition that was read: what runs, what it reads, and what it tests with `has()`. */
export interface ConditionReading {
  readonly condition?: CompiledCondition
  readonly problems: readonly ConditionProblem[]
  /** Paths that must be there for the condition to say anything: read outside has(). */
  readonly reads: readonly string[]
  /** Paths that surely exist wherever the condition holds. */
  readonly proves: readonly string[]
  /** Paths that surely exist wherever it does not hold (`!has(x)`). */
  readonly provesElse: readonly string[]
}

const NOTHING = { reads: [], proves: [], provesElse: [] } as const

/**
 * Checks a CEL condition against the data that its document has, and compiles it. `fields` are the document's own (gets, kept, `clinic`,
 * `caller`); `now` is added. At run time moments are epoch ms, in CEL timestamps. `test` never throws: what is missing makes it false.
 */
export function compileCondition(name: string, source: string, fields: Fields): ConditionReading {
  const environment = environmentFor(fields)
  // Same length, so positions stay.
  const read = source.replace(/(?<![\w.'"])has(?=\s*\()/g, 'got')
  let parsed: { (context?: Record<string, unknown>): unknown; ast: ASTNode; check(): TypeCheckResult }
  try {
    parsed = environment.cel.parse(read)
  } catch (error) {
    return { ...NOTHING, problems: [describeError(error, source, environment, 'condition/syntax')] }
  }
  const problems: ConditionProblem[] = []
  walk(parsed.ast, node => {
    if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches') {
      problems.push({
        code: 'condition/matches',
        message: 'uses matches(), which can take for ever',
        start: node.start,
        end: node.end,
      })
    }
  })
  for (const { args, start, end } of findAges(parsed.ast)) {
    const path = args.length === 1 && args[0] !== undefined ? pathOf(args[0]) : undefined
    const type = path === undefined ? undefined : typeAt(environment.fields, path)
    // A name that nobody knows is reported as that.
    if (path === undefined || (type !== undefined && type.kind !== 'date'))
      problems.push({ code: 'condition/wrong-type', message: 'age() takes a date of birth, as in age(patient.born)', start, end })
  }
  const check = parsed.check()
  if (!check.valid) problems.push(describeError(check.error, source, environment, 'condition/wrong-type'))
  else if (check.type !== 'bool')
    problems.push({
      code: 'condition/not-yes-no',
      message: `gives ${nameType(check.type)}, not yes or no`,
      start: 0,
      end: source.length,
    })
  const paths = readPathsOf(parsed.ast)
  if (problems.length > 0) return { ...paths, problems }
  for (const { path, start, end } of findUnguarded(parsed.ast, path => isOptionalPath(fields, path))) {
    problems.push({ code: 'condition/unguarded', message: path, start, end })
  }
  const inputs = rootsOf(parsed.ast, environment)
  return { ...paths, condition: { name, source, test: createTest(parsed, inputs) }, problems }
}

function createTest(
  run: (context: Record<string, unknown>) => unknown,
  inputs: readonly (readonly [string, Convert])[],
): CompiledCondition['test'] {
  return (data, now) => {
    const context: Record<string, unknown> = {}
    for (const [name, convert] of inputs) {
      const value = convert(name === 'now' ? now : data[name])
      if (value !== undefined) context[name] = value
    }
    try {
      return run(context) === true
    } catch {
      return false
    }
  }
}

function findAges(ast: ASTNode): readonly { args: readonly ASTNode[]; start: number; end: number }[] {
  const found: { args: readonly ASTNode[]; start: number; end: number }[] = []
  walk(ast, node => {
    if (node.op === 'call' && node.args[0] === 'age') found.push({ args: node.args[1], start: node.start, end: node.end })
  })
  return found
}

/** Only what the condition names is converted, so that a test costs what it reads. */
function rootsOf(ast: ASTNode, environment: ConditionEnvironment): readonly (readonly [string, Convert])[] {
  const roots = new Map<string, Convert>()
  if (findAges(ast).length > 0)
    for (const name of AGE_READS) {
      const convert = environment.converters.get(name)
      if (convert !== undefined) roots.set(name, convert)
    }
  walk(ast, node => {
    const convert = node.op === 'id' ? environment.converters.get(node.args) : undefined
    if (node.op === 'id' && convert !== undefined) roots.set(node.args, convert)
  })
  return [...roots]
}

/** Tells whether a part of the path may be missing by its type; an unknown path is not optional. */
function isOptionalPath(fields: Fields, path: string): boolean {
  let current: Fields | undefined = fields
  for (const [index, part] of path.split('.').entries()) {
    const type = current !== undefined && Object.hasOwn(current, part) ? current[part] : undefined
    if (type === undefined) return false
    if (type.optional) return index >= 0
    // What a person or an address carries is never sure, but a name is.
    if (type.kind === 'person') return path.endsWith('.gender')
    current = memberFieldsOf(type)
  }
  return false
}

function describeError(
  error: unknown,
  source: string,
  environment: ConditionEnvironment,
  fallback: ConditionProblemCode,
): ConditionProblem {
  const { code, summary, range } = error as { code?: string; summary?: string; range?: { start: number; end: number } }
  const start = Math.min(range?.start ?? 0, source.length)
  const end = Math.min(Math.max(range?.end ?? source.length, start), source.length)
  const message = explainSlip(source, start) ?? explain(summary ?? 'it cannot be read')
  if (code === 'unknown_variable') {
    const name = source.slice(start, end)
    return {
      code: 'condition/unknown-name',
      message: name,
      unknown: { name, candidates: Object.keys(environment.fields) },
      start,
      end,
    }
  }
  if (code === 'no_such_key') {
    const parent = source.slice(0, start).match(/([a-z][\w.]*)\.$/)?.[1] ?? ''
    const type = typeAt(environment.fields, parent)
    const path = `${parent}.${source.slice(start, end)}`
    const members = (type === undefined ? undefined : memberFieldsOf(type)) ?? {}
    return {
      code: 'condition/unknown-name',
      message: path,
      unknown: { name: path, candidates: Object.keys(members).map(member => `${parent}.${member}`) },
      start,
      end,
    }
  }
  return { code: fallback, message, start, end }
}

const typesByPath = new WeakMap<Fields, Map<string, Fields[string] | undefined>>()

/** The type of the datum at a path (`patient.name.gender`), if there is one. */
export function typeAt(fields: Fields, path: string): Fields[string] | undefined {
  let known = typesByPath.get(fields)
  if (known === undefined) typesByPath.set(fields, (known = new Map()))
  if (!known.has(path)) known.set(path, findType(fields, path))
  return known.get(path)
}

function findType(fields: Fields, path: string): Fields[string] | undefined {
  let current: Fields | undefined = fields
  let type: Fields[string] | undefined
  for (const part of path.split('.')) {
    type = current !== undefined && Object.hasOwn(current, part) ? current[part] : undefined
    if (type === undefined) return undefined
    current = memberFieldsOf(type)
  }
  return type
}

/** What people write who know comparisons from elsewhere. */
function explainSlip(source: string, at: number): string | undefined {
  const rest = source.slice(at)
  if (/^=(?!=)/.test(rest)) return 'equal is written with two signs, =='
  if (/^=[<>]/.test(rest)) return 'write >= or <='
  const word = /^(and|or|not|oraz|i|lub|nie)(?=[ (])/i.exec(rest)?.[1]?.toLowerCase()
  if (word === undefined) return undefined
  return `"${word}" is written ${/^(and|oraz|i)$/.test(word) ? '&&' : /^(or|lub)$/.test(word) ? '||' : '!'}`
}

/** The library's words in those of a front desk. */
function explain(summary: string): string {
  const overload = /^no such overload: (\S+) (\S+) (\S+)$/.exec(summary)
  if (overload !== null) return `${nameType(overload[1])} ${overload[2]} ${nameType(overload[3])}`
  if (summary === 'Unexpected token: EOF') return 'it ends too early'
  return summary
    .replaceAll('got(', 'has(')
    .replaceAll("'got'", "'has'")
    .replace(/google\.protobuf\.(\w+)/g, (_, type: string) => type.toLowerCase())
}

function nameType(type: string | undefined): string {
  if (type === 'double' || type === 'int') return 'a number'
  if (type === 'string') return 'text'
  if (type === 'bool') return 'yes or no'
  if (type?.startsWith('list')) return 'a list'
  if (type?.endsWith('Timestamp')) return 'a moment'
  if (type?.endsWith('Duration')) return 'a length of time'
  return type?.startsWith('data.') ? 'a group of data' : (type ?? 'nothing')
}
