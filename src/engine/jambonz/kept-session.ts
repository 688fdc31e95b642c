import type { Turn } from '../call/ports.ts'
import type { RecorderState } from './recorder-state.ts'
import type { TransferState } from './transfer-state.ts'
import type { Voice } from './voices.ts'

/** What is kept of a turn. */
export interface KeptTurn {
  readonly turn: Turn
  readonly phase: 'prompt' | 'finishing' | 'listening'
  readonly isOver: boolean
}
/** What is kept of the verbs under way. */
export interface KeptVerbs {
  readonly base?: Voice
  readonly isConfigured: boolean
  readonly isTranscribing: boolean
  /** Ids of the verbs sent last. */
  readonly ids: readonly string[]
  readonly isRunning: boolean
}

/** A call as it is kept: the line's part, and the call's own, which only whoever opened it can read. JSON. */
export interface KeptSession {
  readonly format: typeof KEPT_FORMAT
  readonly verbs: KeptVerbs
  readonly turn?: KeptTurn
  readonly transfer?: TransferState
  readonly recording?: RecorderState
  readonly isHangingUp: boolean
  readonly call: unknown
}

/** Goes up when a process could misread what an earlier one kept. */
export const KEPT_FORMAT = 1

/** Reads what was kept; undefined when it is of another format, or unreadable. */
export function readKeptSession(text: string): KeptSession | undefined {
  try {
    const kept = JSON.parse(text) as KeptSession
    return kept.format === KEPT_FORMAT ? kept : undefined
  } catch {
    return undefined
  }
}
