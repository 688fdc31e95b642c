import type { TelephoneEvent, Turn } from '../call/ports.ts'
import type { Recorder as RecorderSettings, RecordingPlan } from './lines.ts'
import type { Config, Gather, SayBody, Verb } from './protocol.ts'
import type { RecorderState } from './recorder-state.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import { cutTexts, HOOKS, makeSay } from './verbs.ts'

/** The key of who agrees, and how long it is waited for. */
const CONSENT_KEY = '1'
const CONSENT_S = 4

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
  const consentId = (): string => `${state?.id ?? ''}.consent`
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
    state.phase = state.beginsPaused === true ? 'paused' : 'on'
    report('started')
    if (state.phase === 'paused') report('paused')
  }
  /** What goes before the first word; the recording begins after it, or with the key of who agrees. */
  const tell = (turn: Turn, { plan, id }: RecorderState): readonly Verb[] | 'unlawful' => {
    const notice = plan.notice[turn.language]
    if (notice === undefined) {
      log.error({ language: turn.language, mode: plan.mode }, 'There is no notice of the recording in the language of the call')
      turnOff()
      return plan.mode === 'required' ? 'unlawful' : []
    }
    const voice = host.voiceOf(turn.language)
    const texts = cutTexts([{ key: '', text: notice }])
    const say = makeSay(noticeId(), texts, 'normal', { voice, base: sender.baseOf(voice) })
    if (plan.consent === true) return [makeQuestion(consentId(), say)]
    return [{ verb: 'say', ...say }, ...makeStart(plan, id, turn.isUnrecorded === true)]
  }
  const refuse = (): void => {
    if (state === undefined) return
    turnOff()
    report('refused')
    if (state.plan.mode === 'required') giveUp()
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
        state.beginsPaused = turn.isUnrecorded === true
        delete state.isCut
        return verbs
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
    hearHook(data, hook) {
      if (state?.phase === 'told' && state.plan.consent === true) {
        if (hook !== HOOKS.consent || data.verb_id !== consentId()) return false
        if (data.reason !== 'dtmfDetected' || data.digits !== CONSENT_KEY) refuse()
        else {
          for (const config of makeStart(state.plan, state.id, state.beginsPaused === true)) host.command(config)
          noteStarted()
        }
        return true
      }
      // Whatever comes back is of a verb that runs after the notice.
      if (data.verb_id !== undefined) noteStarted()
      return hook === HOOKS.consent
    },
    hearStatus({ event, id }) {
      if (state === undefined || id !== noticeId()) return false
      if (event === 'kill-playback') state.isCut = true
      if (event === 'finished' && state.plan.consent !== true) noteStarted()
      return true
    },
    hearError({ id, verb }, isFinal) {
      if (state === undefined || !isFinal || (id !== noticeId() && id !== consentId())) return false
      const { plan } = state
      log.error({ mode: plan.mode, verb }, 'The notice of the recording could not be spoken')
      // The verb after it has begun to record somebody who was not told.
      if (plan.consent !== true) host.command(makeRecord('stop', plan.recorder, state.id))
      refuse()
      return true
    },
  }
}

function makeStart({ recorder }: RecordingPlan, id: string, isPaused: boolean): readonly Config[] {
  // What must not be kept is not even begun to be.
  return [makeRecord('start', recorder, id), ...(isPaused ? [makeRecord('pause', recorder, id)] : [])]
}

function makeQuestion(id: string, say: SayBody): Gather {
  const key = { input: ['digits'], numDigits: 1, dtmfBargein: true } as const
  return { verb: 'gather', id, ...key, actionHook: HOOKS.consent, timeout: CONSENT_S, say }
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
