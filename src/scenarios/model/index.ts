// From plain data to the model of the language. In: a file's data with the places of its parts. Out: documents, steps,
// exits and types as the checks and the compiler use them, findings for what does not fit; JSON Schemas and the manual
// from the same shapes. Must not know: whether names exist (checks), what a call is (engine), where files come from.
export type { AddressValue, DataType, Fields, PersonValue } from './data-type.ts'
export type {
  BlockDocument,
  Language,
  LanguageDocument,
  LexiconDocument,
  PolicyDocument,
  ScenarioDocument,
  ServiceContract,
} from './documents.ts'
export type { Exit } from './exit.ts'
export { buildJsonSchema, SCHEMA_KINDS, type SchemaKind } from './json-schema.ts'
export { buildLanguageManual } from './language-manual.ts'
export { VERBS } from './read-step.ts'
export type {
  AskStep,
  DecideStep,
  DoStep,
  PauseStep,
  Rung,
  SayStep,
  SendStep,
  Step,
  TextSource,
  TransferStep,
  UseStep,
  ValueExpr,
} from './step.ts'
export type { Workspace } from './workspace.ts'
