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
