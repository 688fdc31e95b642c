/**
 * From checked documents to what a call runs.
 * In: a workspace without errors. Out: a compiled scenario (the machine as plain JSON, nodes, parsed texts, words, conditions), the XState machine
 * made of it once per version, the guards and actions that the JSON names, and diagrams.
 * Must not know a call, a telephone or a clinic: verbs are actors that the engine provides by name.
 */
export { compileScenario } from './compile-scenario.ts'
export type { CompiledNode, CompiledScenario, MachineJson, NodePath, TextKey } from './compiled.ts'
export { createScenarioMachine, type ScenarioMachine } from './create-scenario-machine.ts'
export { drawMermaid } from './draw/draw-mermaid.ts'
export { drawSvg } from './draw/draw-svg.ts'
export { makesSureWho, tellsOfContact } from './tells-of-contact.ts'
export type { VerbOutput } from './machine-data.ts'
export { machineImplementation } from './machine-implementation.ts'
