/**
 * Calls without telephones. In: compiled scenarios and simulation files. Out: what happened in each call, what of it was not as the
 * simulation says, and what no simulation exercises. The virtual telephone behaves as jambonz does, quirks included, on a clock that is
 * handed in; it also calls a running server over a real socket. Must not know: the file system, the terminal, real time.
 */
export { type Coverage, findShortfalls, measureCoverage } from './coverage/coverage.ts'
export { formatCoverage, formatFailedResult, formatReport } from './report/format-report.ts'
export { writeJUnit, writeReportJson } from './report/write-files.ts'
export { runSimulation, type SimulationResult } from './run/run-simulation.ts'
export type { SimulationWorld } from './run/world.ts'
export { readSimulation } from './script/read-simulation.ts'
export type { Simulation } from './script/simulation.ts'
export { simulateWorkspace, type SimulationJob, type SimulationReport } from './simulate-workspace.ts'
export { createVirtualTelephone, type VirtualTelephone } from './telephone/virtual-telephone.ts'
export type { Connect } from './telephone/wire.ts'
export { createVirtualClock, type VirtualClock } from './virtual-clock.ts'
export { connectByWebSocket } from './websocket-line.ts'
