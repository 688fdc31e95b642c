/**
 * Calls without telephones. In: compiled scenarios and simulation files. Out: what happened in each call, what of it was not as the
 * simulation says, and what no simulation exercises. The virtual telephone behaves as jambonz does, quirks included, on a clock that is
 * handed in; it also calls a running server over a real socket. Must not know: the file system, the terminal, real time.
 */
export type { Caller, VirtualTelephone, VirtualTelephoneOptions } from './telephone/virtual-telephone.ts'
export { createVirtualTelephone } from './telephone/virtual-telephone.ts'
export type { DialScript } from './telephone/exchange.ts'
export type { Sound, SoundTrack } from './telephone/sounds.ts'
export type { Speech } from './telephone/utterance.ts'
export type { AppSide, Connect, TelephoneLink } from './telephone/wire.ts'
export { createVirtualClock, type VirtualClock } from './virtual-clock.ts'
export { connectByWebSocket, type WebSocketLine } from './websocket-line.ts'
export { readSimulation, type SimulationReading } from './script/read-simulation.ts'
export type { Simulation } from './script/simulation.ts'
export type { CallStep, Checks, Saying, Sweep } from './script/simulation.ts'
export { checkSimulation } from './script/check-simulation.ts'
export type { Failure } from './run/driver.ts'
export { runSimulation, type SimulationResult } from './run/run-simulation.ts'
export type { TranscriptLine } from './run/transcript.ts'
export type { SimulationWorld } from './run/world.ts'
export { simulateWorkspace, type SimulationJob, type SimulationReport } from './simulate-workspace.ts'
export {
  findShortfalls,
  measureCoverage,
  THRESHOLDS,
  type Coverage,
  type CoverageRow,
  type CoverageThresholds,
} from './coverage/coverage.ts'
export type { CoverageItem, CoverageKind } from './coverage/list-items.ts'
export { formatCoverage, formatFailedResult, formatReport, type ReportStyle } from './report/format-report.ts'
export { formatTranscript } from './report/format-transcript.ts'
export { writeJUnit, writeReportJson } from './report/write-files.ts'
