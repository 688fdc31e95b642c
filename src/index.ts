/**
 * Trucada as a library. Read and check a folder of scenarios, hold their calls over jambonz or over a transport of your own, simulate
 * them in your own tests, and bring your own services, understanding and speaking. Everything else is inside and may change.
 */

// Scenarios: from YAML to what a call runs.
export {
  buildJsonSchema,
  checkWorkspace,
  type CompiledNode,
  type CompiledScenario,
  type CompiledWorkspace,
  compileScenario,
  compileWorkspace,
  type ContactProblem,
  type ContactReading,
  createScenarioMachine,
  drawMermaid,
  drawSvg,
  type Fields,
  type Finding,
  formatFindingsAsJson,
  formatFindingsAsSarif,
  formatFindingsAsText,
  formatYaml,
  type Language,
  LANGUAGES,
  loadWorkspace,
  type MachineJson,
  machineImplementation,
  readContact,
  SCHEMA_KINDS,
  type SchemaKind,
  type ServiceContract,
  type Workspace,
} from './scenarios/index.ts'

// A call over any transport: implement `Telephone`, feed `TelephoneEvent`s.
export {
  type Call,
  type CallOptions,
  type CallResult,
  type CallSnapshot,
  type Clock,
  createCall,
  type Handover,
  type Handovers,
  type Hypothesis,
  type JournalEntry,
  type Listening,
  type SpokenSentence,
  type Telephone,
  type TelephoneEvent,
  type TransferRequest,
  type TransferResult,
  type Turn,
  type WaitingTurn,
} from './engine/call/index.ts'
export { createRealClock } from './server/real-clock.ts'

// What a call leans on: implement any of these yourself, or take ours.
export type { Heard, HeardValue, HearingContext, Understanding } from './engine/call/index.ts'
export { createUnderstanding } from './engine/understanding/index.ts'
export type { Speaking } from './engine/call/index.ts'
export { createSpeaking } from './engine/speaking/index.ts'
export type { ServiceAnswer, ServiceRequest, Services } from './engine/call/index.ts'
export {
  type ClinicFixture,
  type ClinicKnowledge,
  type ClinicServicesOptions,
  createClinicServices,
  createKnowledgeServices,
  createMemoryClinic,
  defineServices,
  readClinicFixture,
  readFacts,
  readSpecialties,
  type ServiceFunction,
  type ClinicSystem,
  type NameMatcher,
} from './engine/clinic/index.ts'
export { type FhirClinic, type FhirClinicOptions, openFhirClinic, readFhirMapping } from './engine/clinic/fhir/index.ts'
export type { Messages, OutgoingMessage } from './engine/call/index.ts'
export { createFileMessages, createMemoryMessages } from './engine/messages/index.ts'

// Listening and speaking: providers behind one interface, and the service that jambonz uses as a custom speech vendor.
export {
  AudioBuffer,
  type AudioChunk,
  createSpeech,
  type PhraseHint,
  type RecognitionRequest,
  type Recognised,
  type Speech,
  SpeechError,
  type SpeechFault,
  type SpeechOptions,
  type SpeechProvider,
  type SpokenAudio,
  type SynthesisRequest,
} from './engine/speech/index.ts'
export { splitUtterances, type UtteranceRules } from './engine/speech/audio/utterances.ts'
export { makeWavHeader, readWavStream } from './engine/speech/audio/wav.ts'
export { createAzureProvider, type AzureOptions } from './engine/speech/azure/index.ts'
export { createEspeakProvider, type EspeakOptions } from './engine/speech/espeak/index.ts'
export { createOpenAiSpeechProvider, type OpenAiSpeechOptions } from './engine/speech/openai/index.ts'
export {
  createSpeechService,
  SPEECH_PATHS,
  type SpeechService,
  type SpeechServiceOptions,
} from './engine/speech/service/index.ts'

// Calls over jambonz: one session without a transport, or the whole endpoint.
export {
  createEndpoint,
  createJambonzSession,
  createLines,
  createVoices,
  type Endpoint,
  type EndpointOptions,
  type JambonzSession,
  type Lines,
  type OpenedCall,
  readLines,
  readVoices,
  type Refusal,
  type SessionInfo,
  type SessionOptions,
  type Voices,
} from './engine/jambonz/index.ts'

// The server as `trucada serve` runs it.
export { createLog, type Log } from './server/log.ts'
export { readSettings, type Settings, type SettingsInForce, type SettingsInput } from './server/settings/index.ts'
export { type RunningSpeechServer, type SpeechServerOptions, startSpeechServer } from './server/speech/start-speech-server.ts'
export { type RunningServer, type ServerOptions, startServer } from './server/start-server.ts'
export { type LiveWorkspace, type LoadReport, openLiveWorkspace } from './server/workspace/live-workspace.ts'
export { readSurroundings, type Surroundings } from './server/workspace/read-surroundings.ts'
export { readWorkspaceFolder } from './server/workspace/read-workspace-folder.ts'
export { OperationalError } from './engine/operational-error.ts'

// Simulations: calls in virtual time, for tests of your own scenarios.
export {
  type Coverage,
  createVirtualClock,
  createVirtualTelephone,
  findShortfalls,
  formatReport,
  measureCoverage,
  readSimulation,
  runSimulation,
  type Simulation,
  type SimulationJob,
  type SimulationReport,
  type SimulationResult,
  type SimulationWorld,
  simulateWorkspace,
  type VirtualClock,
  type VirtualTelephone,
  writeJUnit,
} from './simulation/index.ts'
