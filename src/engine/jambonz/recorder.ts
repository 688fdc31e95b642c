import type { TelephoneEvent, Turn } from '../call/ports.ts'
import type { Recorder as RecorderSettings, RecordingPlan } from './lines.ts'
import type { Config, Verb } from './protocol.ts'
import type { RecorderState } from './recorder-state.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import { cutTexts, makeSay } from './verbs.ts'

type Reported = Extract<TelephoneEvent, { kind: 'recording' }>['state']

/** Records a call as its line and country want it. */
export interface CallRecorder extends SessionPart {
  /** Verbs that go before a turn, or before something else that is recorded; `unlawful`: the call may not go on. */
  prepare(turn: Turn | undefined): readonly Verb[] | 'unlawful'
  keep(): RecorderState | undefined
  restore(kept: RecorderState | undefined): void
  /** What is known of the call: how it is to be recorded. */
  begin(call: { readonly plan: RecordingPlan; readonly id: string; readonly accountSid?: string }): void
}

/**
 * Creates the recorder of a session. Before the first word the caller is told, by a say that nothing cuts; then the recording begins. It
 * pauses in turns in which the caller may say what nobody else should keep. `giveUp`: the caller could not be told where they must be.
 */
export function createRecorder(host: SessionHost, giveUp: () => void): CallRecorder {
  const { clock, log, sender } = host
  let state: RecorderState | undefined

  const noticeId = (): string => `${state?.id ?? ''}.notice`
  const report = (reported: Reported): void => {
    if (state === undefined) return
    const path = pathOf(state, clock.now())
    host.emit({ kind: 'recording', state: reported, id: state.id, ...(path === undefined ? {} : { path }) })
  }
  const turnOff = (): void => {
    if (state !== undefined) state.phase = 'off'
  }
  const noteStarted = (): void => {
    if (state?.phase !== 'told' || state.isCut === true) return
    state.phase = 'on'
    report('started')
  }
  const tell = (turn: Turn, { plan, id }: RecorderState): readonly Verb[] | 'unlawful' => {
    const notice = plan.notice[turn.language]
    if (notice === undefined) {
      log.error({ language: turn.language, mode: plan.mode }, 'There is no notice of the recording in the language of the call')
      turnOff()
      return plan.mode === 'required' ? 'unlawful' : []
    }
    const voice = host.voiceOf(turn.language)
    const texts = cutTexts([{ key: '', text: notice }])
    const context = { voice, base: sender.baseOf(voice) }
    return [{ verb: 'say', ...makeSay(noticeId(), texts, 'normal', context) }, makeRecord('start', plan.recorder, id)]
  }
  return {
    begin(call) {
      state = { ...call, phase: 'none' }
    },
    prepare(turn) {
      if (state === undefined || state.phase === 'off') return []
      const { plan, id } = state
      if (state.phase === 'none' || state.phase === 'told') {
        if (turn === undefined) return []
        const verbs = tell(turn, state)
        if (verbs === 'unlawful' || verbs.length === 0) return verbs
        state.phase = 'told'
        delete state.isCut
        // What must not be kept is not even begun to be.
        return turn.isUnrecorded === true ? [...verbs, makeRecord('pause', plan.recorder, id)] : verbs
      }
      const isPaused = turn?.isUnrecorded === true
      if (isPaused === (state.phase === 'paused')) return []
      state.phase = isPaused ? 'paused' : 'on'
      report(isPaused ? 'paused' : 'resumed')
      return [makeRecord(isPaused ? 'pause' : 'resume', plan.recorder, id)]
    },
    keep: () => state,
    restore(kept) {
      state = kept
    },
    hearHook(data) {
      // Whatever comes back is of a verb that runs after the notice.
      if (data.verb_id !== undefined) noteStarted()
      return false
    },
    hearStatus({ event, id }) {
      if (state === undefined || id !== noticeId()) return false
      if (event === 'kill-playback') state.isCut = true
      if (event === 'finished') noteStarted()
      return true
    },
    hearError({ id, verb }, isFinal) {
      if (state === undefined || !isFinal || verb !== 'say' || id !== noticeId()) return false
      // The verb after it has begun to record somebody who was not told.
      const { plan } = state
      log.error({ mode: plan.mode }, 'The notice of the recording could not be spoken')
      turnOff()
      host.command(makeRecord('stop', plan.recorder, state.id))
      if (plan.mode === 'required') giveUp()
      return true
    },
  }
}

const ACTIONS = {
  start: 'startCallRecording',
  stop: 'stopCallRecording',
  pause: 'pauseCallRecording',
  resume: 'resumeCallRecording',
} as const

function makeRecord(deed: keyof typeof ACTIONS, recorder: RecorderSettings, id: string): Config {
  switch (recorder.kind) {
    case 'cloud':
      return { verb: 'config', record: { action: ACTIONS[deed], type: 'cloud', recordingID: id } }
    case 'siprec':
      return {
        verb: 'config',
        record: { action: ACTIONS[deed], type: 'siprec', recordingID: id, siprecServerURL: recorder.server },
      }
    case 'listen':
      // A stream cannot be paused: it ends, and another of the same recording begins.
      return deed === 'start' || deed === 'resume'
        ? { verb: 'config', listen: { enable: true, url: recorder.url, mixType: 'stereo', metadata: { recording: id } } }
        : { verb: 'config', listen: { enable: false } }
    default:
      return recorder satisfies never
  }
}

/** Where jambonz's REST API gives a recording of its bucket, below `/v1/`. */
function pathOf({ plan, id, accountSid }: RecorderState, now: number): string | undefined {
  if (plan.recorder.kind !== 'cloud' || accountSid === undefined) return undefined
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/')
  return `Accounts/${accountSid}/RecentCalls/${id}/record/${day}/mp3`
}
