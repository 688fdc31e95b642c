import type { Turn } from '../call/ports.ts'
import { createUtteranceTimer } from './began-at.ts'
import type { KeptTurn } from './kept-session.ts'
import type { HookData } from './protocol.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import { type TurnHost, TurnRun } from './turn-run.ts'
import { HOOKS } from './verbs.ts'
import { makeSpare } from './voices.ts'

/** A voice has begun by then, or is taken for failed: one that never answers holds jambonz up without an error. */
const VOICE_MS = 10_000

/** The turns of a call: one runs, and the one before may still be heard of. */
export interface Turns extends SessionPart {
  begin(turn: Turn): void
  current(): TurnRun | undefined
  earlier(): TurnRun | undefined
  /** No voice works at present. */
  isMute(): boolean
  keep(): KeptTurn | undefined
  restore(kept: KeptTurn | undefined): void
}

/** Creates the part that speaks and listens. */
export function createTurns(host: SessionHost): Turns {
  const { clock, sender, emit, reportUnknown } = host
  const utterance = createUtteranceTimer(clock)
  const turnHost: TurnHost = { clock, utterance, emit, send: (verbs, background) => sender.send(verbs, background) }
  let run: TurnRun | undefined
  let earlierRun: TurnRun | undefined
  /** Gathers whose recogniser failed: jambonz forgets to stop their timers. */
  const failedIds = new Set<string>()

  /** The voice has failed, jambonz's own spare as well if it has one: from here on another speaks. Once a call. */
  let isSpare = false
  /** The turn whose prompt was lost and, for want of another voice, is being said once more by the same. */
  let saidAgain: string | undefined
  /** The last prompt of the call was not heard, whoever was to speak it. */
  let isDead = false
  /** jambonz has switched to the voice's own spare by itself. */
  let hasFailedOver = false
  let voiceTimer: unknown

  const hearPartial = (current: TurnRun | undefined, data: HookData): void => {
    const text = data.speech?.alternatives[0]?.transcript ?? ''
    if (current === undefined || current.isOver() || text === '') return
    current.hearPartial()
    emit({ kind: 'partial', turn: current.turn.id, text })
  }
  const hearTranscript = (current: TurnRun | undefined, data: HookData): void => {
    if (current === undefined || data.speech === undefined) return
    if (!data.speech.is_final) return hearPartial(current, data)
    current.hearTranscript(data.speech)
  }
  /** The timer of a gather whose recogniser failed has fired; jambonz thereby stops the ears of the gather that runs now. */
  const hearDeafening = (): void => {
    if (run === undefined || run.isOver()) return reportUnknown('a hook of an earlier turn')
    run.listenAnew()
  }
  const createRun = (turn: Turn, kept?: KeptTurn): TurnRun => {
    const own = host.voiceOf(turn.language)
    const voice = isSpare ? (makeSpare(own, hasFailedOver) ?? own) : own
    const base = sender.baseOf(own)
    return new TurnRun(turn, turnHost, { voice, base }, kept)
  }
  /** Says a turn once more from its beginning. The call is told nothing: for it this is the same turn. */
  const beginAgain = (turn: Turn): void => {
    run?.supersede()
    run = createRun(turn)
    run.start()
  }
  /** What was lost is spoken again: by another voice, or once more by the only one there is, since many failures pass. */
  const loseVoice = (lost: TurnRun): void => {
    const { turn } = lost
    const hasOther = !isSpare && makeSpare(host.voiceOf(turn.language), hasFailedOver) !== undefined
    if (lost.isOver() || (!hasOther && saidAgain === turn.id)) {
      isDead = true
      lost.failVoice()
      return
    }
    if (hasOther) isSpare = true
    else saidAgain = turn.id
    beginAgain(turn)
  }
  /** jambonz has begun the verb whose prompt this is. */
  const expectVoice = (begun: TurnRun): void => {
    clock.clearTimeout(voiceTimer)
    voiceTimer = clock.setTimeout(() => {
      if (run !== begun || !begun.isVoiceAwaited()) return
      host.log.warn({ call: host.callId() }, 'The voice does not answer')
      loseVoice(begun)
    }, VOICE_MS)
  }
  const runOf = (id: string | undefined): TurnRun | undefined => {
    if (id === undefined) return undefined
    if (run?.owns(id) === true) return run
    return earlierRun?.owns(id) === true ? earlierRun : undefined
  }

  return {
    current: () => run,
    isMute: () => isDead,
    earlier: () => earlierRun,
    begin(turn) {
      run = createRun(turn)
      run.start()
    },
    keep: () => run?.keep(),
    restore(kept) {
      earlierRun = undefined
      run = kept === undefined ? undefined : createRun(kept.turn, kept)
    },
    supersede() {
      clock.clearTimeout(voiceTimer)
      if (run !== undefined && !run.isOver()) run.supersede()
      earlierRun = run
      run = undefined
      utterance.reset()
    },
    hearHook(data, hook) {
      const id = data.verb_id
      const isCurrent = run !== undefined && id !== undefined && run.owns(id)
      if (hook === HOOKS.partial) {
        if (isCurrent) hearPartial(run, data)
        else reportUnknown('a partial of an earlier turn')
        return true
      }
      if (hook === HOOKS.transcript) {
        // Transcription ends a little after it is told to: only a turn that asked for it is answered by it.
        const isHeardBehind = run !== undefined && !run.isOver() && run.turn.listen.interrupt === 'never'
        if (isHeardBehind) hearTranscript(run, data)
        else reportUnknown('a transcript of an earlier turn')
        return true
      }
      if (hook === HOOKS.turn && isCurrent && run?.isOver() === false) {
        run.hearHook(data)
        return true
      }
      if (hook === HOOKS.turn && id !== undefined && earlierRun?.owns(id) === true && earlierRun.hearLateHook(data)) return true
      if (id === undefined || data.reason !== 'timeout' || !failedIds.delete(id)) return false
      hearDeafening()
      return true
    },
    hearStatus({ event, id }) {
      if (event === 'starting' && id !== undefined && id === run?.turn.id) expectVoice(run)
      const named = event.endsWith('-playback') ? runOf(id) : undefined
      if (named !== undefined && event === 'start-playback') {
        isDead = false
        clock.clearTimeout(voiceTimer)
      }
      named?.hearStatus(event)
      return named !== undefined
    },
    hearError({ msg, id, verb }, isFinal) {
      if (!isFinal && msg === 'TTS error') hasFailedOver = true
      if (!isFinal || id === undefined) return false
      if (verb === 'gather' && msg === 'ASR error') failedIds.add(id)
      if (verb === 'gather' && run?.owns(id) === true && !run.isOver()) {
        run.fail(msg)
        return true
      }
      if (verb !== 'say' || run?.owns(id) !== true) return false
      loseVoice(run)
      return false
    },
  }
}
