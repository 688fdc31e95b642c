import type { Amd } from './protocol.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import { HOOKS } from './verbs.ts'
import type { Voice } from './voices.ts'

/** The detector has decided by then, or never will: with some recognisers its own timers end it in silence. */
const VERDICT_MS = 16_000

/** What the detector's events are to a call. Those that are not here change nothing. */
const EVENTS: Readonly<Record<string, string>> = {
  amd_human_detected: 'human',
  amd_machine_detected: 'voicemail',
  amd_tone_detected: 'beep',
  amd_machine_stopped_speaking: 'stopped',
}
const VERDICTS: readonly string[] = ['human', 'voicemail']

/** The detector of answering machines (`config.amd`). It listens beside the call, with a recogniser of its own, and holds nothing up. */
export interface Detector extends SessionPart {
  /** Asks for it: what goes into the call's settings. Its hooks come to `HOOKS.detector`. */
  ask(voice: Voice): Amd
}

/** Creates the part that hears the detector. */
export function createDetector({ clock, log, emit, reportUnknown }: SessionHost): Detector {
  let timer: unknown
  return {
    ask({ recognizer }) {
      timer = clock.setTimeout(() => log.info({}, 'The detector has not decided who answered'), VERDICT_MS)
      const { vendor, language, label } = recognizer
      // The application's own is what it takes when none is named; by the name `default` it knows none.
      if (vendor === 'default' || language === undefined) return { actionHook: HOOKS.detector }
      return { actionHook: HOOKS.detector, recognizer: { vendor, language, ...(label === undefined ? {} : { label }) } }
    },
    hearHook({ type }) {
      if (type?.startsWith('amd_') !== true) return false
      const by = EVENTS[type]
      if (by === undefined || VERDICTS.includes(by)) clock.clearTimeout(timer)
      if (by !== undefined) emit({ kind: 'answered_by', by })
      else if (type !== 'amd_stopped') reportUnknown(type)
      return true
    },
    hangUp() {
      clock.clearTimeout(timer)
      return undefined
    },
  }
}
