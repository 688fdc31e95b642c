import { assign } from 'xstate'
import type { CompiledScenario, NodePath } from './compiled.ts'
import { BUILT_IN_GUARDS } from './guard-names.ts'
import {
  keepFromBlock,
  keepOutput,
  type MachineContext,
  type MachineInput,
  openBlock,
  readScope,
  type VerbOutput,
} from './machine-data.ts'

/** An event as guards and actions read it: a verb's or a block's done event, what the call sends, or XState's own. */
export interface MachineEvent {
  readonly type: string
  readonly output?: unknown
  readonly input?: unknown
  /** Instant of the turn that brought the event, epoch ms. */
  readonly at?: number
  /** What the caller had said last. */
  readonly words?: string
}
/** Parameters of the guards: which answer, which result, and for conditions in which scope. */
export interface GuardParams {
  readonly is?: string
  readonly meaning?: string
  readonly name?: string
  readonly result?: string
  readonly path?: NodePath
  readonly scope?: string
  readonly and?: readonly { readonly guard: string; readonly scope: string }[]
}
type Guard = (args: { context: MachineContext; event: MachineEvent }, params: GuardParams | undefined) => boolean
interface PathParams {
  readonly path: NodePath
}

/** Guards and actions of a machine, for `createMachine(json, { guards, actions })` or `setup`. They hold no state of a call. */
export function machineImplementation(compiled: CompiledScenario) {
  return { guards: createGuards(compiled), actions: createActions(compiled) }
}

function createGuards(compiled: CompiledScenario): Record<string, Guard> {
  const guards: Record<string, Guard> = {}
  for (const is of BUILT_IN_GUARDS) guards[is] = ({ event }, params) => happened(outputOf(event), { ...params, is })
  for (const [name, condition] of Object.entries(compiled.conditions)) {
    guards[name] = ({ context, event }, params = {}) => {
      if (params.is !== undefined && !happened(outputOf(event), params)) return false
      const data = dataAfter(compiled, context, event, params)
      const now = instantOf(event, context)
      if (!condition.test(readScope(data, params.scope ?? ''), now)) return false
      return (params.and ?? []).every(
        ({ guard, scope }) => compiled.conditions[guard]?.test(readScope(data, scope), now) === true,
      )
    }
  }
  return guards
}

/** Conditions see what the step is about to keep. */
function dataAfter(
  compiled: CompiledScenario,
  context: MachineContext,
  event: MachineEvent,
  params: GuardParams,
): MachineContext['data'] {
  if (params.path === undefined) return context.data
  if (params.is === 'gave') return keepFromBlock(compiled, context.data, params.path)
  return keepOutput(compiled, context.data, params.path, outputOf(event))
}

function happened(output: (VerbOutput & { readonly result?: string }) | undefined, params: GuardParams): boolean {
  switch (params.is) {
    case 'answered':
      return output?.is === 'answered' && output.meaning === params.meaning
    case 'gave':
      return output?.result === params.result
    case 'result':
      return output?.is === params.name
    case 'done':
      // `empty` is a way of being done, for steps that do not tell it apart; those that do ask for it first.
      return output?.is === 'done' || output?.is === 'empty'
    default:
      return output?.is === params.is
  }
}

function outputOf(event: MachineEvent): (VerbOutput & { readonly result?: string }) | undefined {
  return typeof event.output === 'object' && event.output !== null ? (event.output as VerbOutput) : undefined
}

function instantOf(event: MachineEvent, context: MachineContext): number {
  return outputOf(event)?.at ?? event.at ?? context.now
}

function createActions(compiled: CompiledScenario) {
  return {
    begin: assign(({ context, event }: { context: MachineContext; event: MachineEvent }): Partial<MachineContext> => {
      const input = event.input as Partial<MachineInput> | undefined
      return { data: { ...context.data, '': { clinic: compiled.clinic, ...input?.data } }, now: input?.now ?? context.now }
    }),
    note: assign(
      ({ context, event }: { context: MachineContext; event: MachineEvent }): Partial<MachineContext> => ({
        now: instantOf(event, context),
      }),
    ),
    open: assign(
      ({ context, event }: { context: MachineContext; event: MachineEvent }, { path }: PathParams): Partial<MachineContext> => ({
        data: openBlock(compiled, context.data, path, outputOf(event)?.words ?? event.words),
      }),
    ),
    keep: assign(
      ({ context, event }: { context: MachineContext; event: MachineEvent }, { path }: PathParams): Partial<MachineContext> => ({
        data: keepOutput(compiled, context.data, path, outputOf(event)),
      }),
    ),
    keepFromBlock: assign(
      ({ context }: { context: MachineContext; event: MachineEvent }, { path }: PathParams): Partial<MachineContext> => ({
        data: keepFromBlock(compiled, context.data, path),
      }),
    ),
    identify: assign((): Partial<MachineContext> => ({ identified: true })),
    forgetPerson: assign((): Partial<MachineContext> => ({ identified: false })),
    end: assign(
      (
        _: { context: MachineContext; event: MachineEvent },
        { outcome }: { readonly outcome: string },
      ): Partial<MachineContext> => ({
        ended: { outcome },
      }),
    ),
  }
}
