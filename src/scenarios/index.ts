/**
 * The language: from YAML text to a checked scenario and its XState machine.
 * In: the files of a workspace, by path. Out: documents, findings with positions, compiled scenarios, diagrams, JSON Schemas, formatted YAML,
 * and contacts read against what a scenario gets.
 * Must not know a call, a telephone, a file system or a clock: who runs a scenario imports this, never the other way round.
 */
export { checkWorkspace } from './checks/index.ts'
export {
  type CompiledNode,
  type CompiledScenario,
  compileScenario,
  createScenarioMachine,
  drawMermaid,
  drawSvg,
  type MachineJson,
  machineImplementation,
  type NodePath,
  type ScenarioMachine,
  type TextKey,
} from './compile/index.ts'
export { type CompiledWorkspace, compileWorkspace } from './compile-workspace.ts'
export { type ContactProblem, type ContactReading, readContact } from './contact/index.ts'
export { loadWorkspace } from './load-workspace.ts'
export type { DataType, Fields } from './model/data-type.ts'
export {
  type BlockDocument,
  LANGUAGES,
  type Language,
  type LanguageDocument,
  type LexiconDocument,
  type PolicyDocument,
  type ScenarioDocument,
  type ServiceContract,
} from './model/documents.ts'
export { buildJsonSchema, SCHEMA_KINDS, type SchemaKind } from './model/json-schema.ts'
export type { Workspace } from './model/workspace.ts'
export {
  type Finding,
  formatFindingsAsJson,
  formatFindingsAsSarif,
  formatFindingsAsText,
  formatYaml,
  type Severity,
  type Span,
} from './source/index.ts'
