import type { CompiledScenario, NodePath, Scope } from './compiled.ts'
import { resolvePath, resolveValueExpr } from './resolve-value.ts'

/** What became of a verb: the output of its actor. `at` is the instant of the turn, epoch ms; `words` what the caller had said last. */
export interface VerbOutput {
  readonly is: string
  /** Meaning that answered (`is: 'answered'`). */
  readonly meaning?: string
  /** Values by the names of an ask's data, or of a service's contract. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly at?: number
  readonly words?: string
}
/** Input of a verb's actor. */
export interface VerbInput {
  readonly path: NodePath
}
/** Input of a machine: the contact's data (with `caller`; `clinic` is added) and the instant at which the call begins. */
export interface MachineInput {
  readonly data: Readonly<Record<string, unknown>>
  readonly now: number
}
/** Context of a machine; plain data, so that snapshots are JSON. */
export interface MachineContext {
  readonly data: Readonly<Record<Scope, Readonly<Record<string, unknown>>>>
  /** Instant of the call's beginning or of the last block's end, epoch ms: for conditions that no turn's event brings one to. */
  readonly now: number
  /** The person on the telephone has shown to be the one that the call is about. */
  readonly identified?: boolean
  /** Set by the ending. */
  readonly ended?: { readonly outcome: string }
}
/** Output of a machine that has ended. */
export interface MachineOutput {
  readonly outcome: string
}
type Data = MachineContext['data']

/** What a scope's texts, conditions and services may read: its own data, and in blocks also the clinic and the caller. */
export function readScope(data: Data, scope: Scope): Readonly<Record<string, unknown>> {
  const own = data[scope] ?? {}
  if (scope === '') return own
  return { clinic: data['']?.['clinic'], caller: data['']?.['caller'], ...own }
}

/** Data after a verb's values were kept: an ask's under the names that they came with, a service's as its step says. */
export function keepOutput(compiled: CompiledScenario, data: Data, path: NodePath, output: VerbOutput | undefined): Data {
  const node = compiled.nodes[path]
  const values = output?.values
  if (node === undefined || output === undefined) return data
  if (node.kind === 'do') {
    if (values === undefined) return data
    const kept: Record<string, unknown> = {}
    for (const [mine, theirs] of Object.entries(node.keep)) {
      const value = resolvePath(values, theirs)
      // A name alone keeps the whole answer of a service that gives several values.
      if (value !== undefined) kept[mine] = value
      else if (theirs === 'result' && Object.keys(values).length > 0) kept[mine] = values
    }
    return write(data, node.scope, kept)
  }
  if (node.kind !== 'ask') return data
  const keepsMeaning = node.keep !== undefined && node.chooseFrom === undefined && output.meaning !== undefined
  return write(data, node.scope, { ...(keepsMeaning ? { [node.keep.name]: output.meaning } : {}), ...values })
}

/** Data after a block's scope was opened with what it takes; `words` are what the caller has said last. */
export function openBlock(compiled: CompiledScenario, data: Data, path: NodePath, words?: string): Data {
  const node = compiled.nodes[path]
  if (node?.kind !== 'use') return data
  const scope = readScope(data, node.scope)
  const from = words === undefined ? scope : { ...scope, caller: { ...(scope['caller'] as object | undefined), words } }
  const taken: Record<string, unknown> = {}
  for (const [theirs, expr] of Object.entries(node.takes)) {
    const value = resolveValueExpr(from, expr)
    if (value !== undefined) taken[theirs] = value
  }
  return { ...data, [path]: taken }
}

/** Data after a block handed over what its user keeps. */
export function keepFromBlock(compiled: CompiledScenario, data: Data, path: NodePath): Data {
  const node = compiled.nodes[path]
  if (node?.kind !== 'use') return data
  const own = data[path] ?? {}
  const kept: Record<string, unknown> = {}
  for (const [mine, theirs] of Object.entries(node.keep)) {
    const value = resolvePath(own, theirs)
    if (value !== undefined) kept[mine] = value
  }
  return write(data, node.scope, kept)
}

function write(data: Data, scope: Scope, values: Readonly<Record<string, unknown>>): Data {
  return Object.keys(values).length === 0 ? data : { ...data, [scope]: { ...data[scope], ...values } }
}
