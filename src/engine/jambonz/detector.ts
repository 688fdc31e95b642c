import type { SessionHost, SessionPart } from './session-part.ts'

/** Creates the part that hears jambonz's detector of answering machines (`amd`). */
export function createDetector({ emit, reportUnknown }: SessionHost): SessionPart {
  return {
    hearHook({ type }) {
      if (type?.startsWith('amd_') !== true) return false
      if (type === 'amd_human_detected') emit({ kind: 'answered_by', by: 'human' })
      else if (type === 'amd_machine_detected') emit({ kind: 'answered_by', by: 'voicemail' })
      else reportUnknown(type)
      return true
    },
  }
}
