/**
 * A call over jambonz: frames of its WebSocket protocol come in, turns of a call go out as verbs, results come back as telephone events.
 * `createJambonzSession` is one call without a transport, so that the virtual telephone, a terminal and a real server use the same code;
 * `createEndpoint` is the WebSocket server. `readVoices` and `readLines` read the clinic's settings of both.
 * Must not know: what a call says or means, scenarios, the file system, how settings are found. The only importer of @jambonz/*.
 */
export { createEndpoint, type Endpoint, type EndpointOptions } from './endpoint.ts'
export { readKeptSession } from './kept-session.ts'
export { createLines, type Lines, RECORDING_MODES, type RecordingMode, type TransferLine, type TrunkLimits } from './lines.ts'
export type { Log } from './log.ts'
export { linesShape, transferShape } from './lines-shape.ts'
export { readLines } from './read-lines.ts'
export { isAddress, MUSIC_FILE, readTransfer } from './read-transfer.ts'
export { createJambonzSession } from './session.ts'
export type { StatusReport } from './status-report.ts'
export type { JambonzSession, NextContact, OpenedCall, Refusal, SessionInfo, SessionOptions } from './session-ports.ts'
export { writeSentence } from './verbs.ts'
export { readVoices } from './read-voices.ts'
export { SENTENCE_HEADER, type Synthesizer } from './protocol.ts'
export { createVoices, mapVoices, type Pace, type Voice, type Voices } from './voices.ts'
