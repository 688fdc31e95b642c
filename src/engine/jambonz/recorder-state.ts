import type { RecordingPlan } from './lines.ts'

/** Where the recording of one call is, as plain JSON. */
export interface RecorderState {
  readonly plan: RecordingPlan
  /** Of the recording; jambonz knows one in its bucket by the call's own. */
  readonly id: string
  readonly accountSid?: string
  /** `told`: the caller is being told, or asked, and the recording begins after it. `off`: nothing is recorded. */
  phase: 'none' | 'told' | 'on' | 'paused' | 'off'
  /** It begins in a turn that is not recorded. */
  beginsPaused?: boolean
  /** The notice was cut. */
  isCut?: boolean
}
