/**
 * From checked documents to what a call runs.
 * In: a workspace without errors. Out: a compiled scenario (the machine as plain JSON, nodes, parsed texts, words, conditions), the XState machine
 * made of it once per version, the guards and actions that the JSON names, and diagrams.
 * Must not know a call, a telephone or a clinic: verbs are actors that the engine provides by name.
 */
export { compileScenario } from './compile-scenario.ts'
export type {
  AskNode,
  CompiledCondition,
  CompiledNode,
  CompiledRung,
  CompiledScenario,
  DecideNode,
  DoNode,
  MachineJson,
  NodePath,
  PauseNode,
  SayNode,
  Scope,
  SendNode,
  TextKey,
  TransferNode,
  UseNode,
} from './compiled.ts'
export { createScenarioMachine, type ScenarioMachine } from './create-scenario-machine.ts'
export type { MachineContext, MachineInput, MachineOutput, VerbInput, VerbOutput } from './machine-data.ts'
export { type GuardParams, type MachineEvent, machineImplementation } from './machine-implementation.ts'
export { resolvePath, resolveValueExpr } from './resolve-value.ts'
export { drawMermaid } from './draw/draw-mermaid.ts'
export { drawSvg } from './draw/draw-svg.ts'
