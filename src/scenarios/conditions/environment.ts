import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import type { DataType, Fields } from '../model/data-type.ts'
import { registerAge } from './age.ts'
import { createMacro, type Variables } from './macro.ts'
import { pathOf } from './read-paths.ts'

/** Turns a datum of a call into what CEL reckons with; undefined stays undefined. */
export type Convert = (value: unknown) => unknown

/** A CEL environment in which exactly some fields are known, and how their data go in. */
export interface ConditionEnvironment {
  readonly cel: Environment
  readonly fields: Fields
  readonly converters: ReadonlyMap<string, Convert>
}

const PERSON: Fields = { name: text(), first: text(), last: text(), gender: text() }
const ADDRESS: Fields = {
  street: text(),
  building: text(),
  flat: text(),
  entrance: text(),
  floor: text(),
  code: text(),
  city: text(),
}
const PRESSURE: Fields = {
  systolic: { kind: 'number', optional: false },
  diastolic: { kind: 'number', optional: false },
}
const TIMESTAMP = 'google.protobuf.Timestamp'

function text(): DataType {
  return { kind: 'text', optional: true }
}

/** The parts of a compound datum that authors may name after a dot; undefined for a plain one. */
export function memberFieldsOf(type: DataType): Fields | undefined {
  switch (type.kind) {
    case 'group':
      return type.fields
    case 'person':
      return PERSON
    case 'address':
      return ADDRESS
    case 'pressure':
      return PRESSURE
    default:
      return undefined
  }
}

/** Shared by every environment: CEL's whole numbers are BigInt while a call's numbers are not, so each mixed operator is added once. */
function createBase(): Environment {
  const base = new Environment({ limits: { maxAstNodes: 500, maxDepth: 40 } })
  const mixed: Readonly<Record<string, (a: number, b: number) => number>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
  }
  for (const [operator, apply] of Object.entries(mixed)) {
    const handler = (a: unknown, b: unknown): number => apply(Number(a), Number(b))
    base.registerOperator(`double ${operator} int`, handler)
    base.registerOperator(`int ${operator} double`, handler)
  }
  base.registerOperator('double == int', (a: unknown, b: unknown) => Number(a) === Number(b))
  base.registerOperator('double in list<int>', (a: number, list: readonly bigint[]) => list.some(item => Number(item) === a))
  registerHas(base)
  registerAge(base)
  return base
}

/**
 * CEL's own `has()` takes only `a.b`, does not look whether `b` exists in the type, and throws when `a` is missing. Conditions say `has(reason)`
 * of what was kept, so `has(` is read as `got(`, of the same length, which keeps positions.
 */
function registerHas(base: Environment): void {
  base.registerFunction('got(ast): bool', makeHas as never)
}

function makeHas(macro: { readonly args: readonly ASTNode[] }): object {
  const [tested] = macro.args
  const path = tested === undefined ? undefined : pathOf(tested)?.split('.')
  return createMacro(macro, 'bool', (variables, read) => {
    // What is missing is common, and an error of CEL is dear: it shows the condition and carries a stack.
    if (path !== undefined && isMissing(path, variables)) return false
    try {
      return read() !== undefined
    } catch {
      return false
    }
  })
}

function isMissing([root = '', ...members]: readonly string[], variables: Variables): boolean {
  let value = variables.getValue(root)
  for (const member of members) {
    if (typeof value !== 'object' || value === null) break
    value = (value as Readonly<Record<string, unknown>>)[member]
  }
  return value === undefined
}

let shared: Environment | undefined
const environments = new WeakMap<Fields, ConditionEnvironment>()

/** The environment for some fields (and `now`), built once for each field set. */
export function environmentFor(fields: Fields): ConditionEnvironment {
  const known = environments.get(fields)
  if (known !== undefined) return known
  shared ??= createBase()
  const cel = shared.clone()
  const converters = new Map<string, Convert>()
  const all: Fields = { ...fields, now: { kind: 'moment', optional: false } }
  for (const [name, type] of Object.entries(all)) {
    if (cel.hasVariable(name)) continue
    const declared = declareType(cel, type, `data.${name}`)
    try {
      cel.registerVariable(name, declared.type)
      converters.set(name, declared.convert)
    } catch {
      // A name that CEL keeps for itself (`in`, `true`, `package`): conditions cannot read it, and then say that it is unknown.
    }
  }
  const environment = { cel, fields: all, converters }
  environments.set(fields, environment)
  return environment
}

function declareType(cel: Environment, type: DataType, path: string): { type: string; convert: Convert } {
  switch (type.kind) {
    case 'text':
      return { type: 'string', convert: convertText }
    case 'phone':
    case 'date':
    case 'time':
    case 'choice':
      return { type: 'string', convert: keep('string') }
    case 'yes_no':
      return { type: 'bool', convert: keep('boolean') }
    case 'number':
    case 'scale':
      return { type: 'double', convert: keep('number') }
    case 'moment':
      return { type: TIMESTAMP, convert: value => (typeof value === 'number' ? new Date(value) : undefined) }
    case 'list': {
      const item = declareType(cel, type.of, `${path}.item`)
      return { type: `list<${item.type}>`, convert: value => (Array.isArray(value) ? value.map(item.convert) : undefined) }
    }
    case 'person':
    case 'address':
    case 'pressure':
    case 'group':
      return declareGroup(cel, memberFieldsOf(type) ?? {}, path)
  }
}

function declareGroup(cel: Environment, fields: Fields, path: string): { type: string; convert: Convert } {
  // CEL knows a typed value by its constructor, so each group has a class of its own.
  const Group = function (this: object) {} as unknown as new () => Record<string, unknown>
  const members = Object.entries(fields).map(([name, type]) => ({ name, ...declareType(cel, type, `${path}.${name}`) }))
  cel.registerType(path, { ctor: Group, fields: Object.fromEntries(members.map(({ name, type }) => [name, type])) })
  const convert = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return undefined
    const group = new Group()
    for (const member of members) {
      const converted = member.convert((value as Record<string, unknown>)[member.name])
      if (converted !== undefined) group[member.name] = converted
    }
    return group
  }
  return { type: path, convert }
}

/** A text that a contact brings by language (`{ pl: …, uk: … }`) is there in any of them. */
function convertText(value: unknown): unknown {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? Object.values(value).find(words => typeof words === 'string') : undefined
}

function keep(kind: 'string' | 'boolean' | 'number'): Convert {
  return value => (typeof value === kind ? value : undefined)
}
