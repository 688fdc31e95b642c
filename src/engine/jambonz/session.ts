import type { Telephone, TelephoneEvent, TransferRequest, Turn } from '../call/ports.ts'
import { createUtteranceTimer } from './began-at.ts'
import { SILENT_LOG } from './log.ts'
import { addLabels, makeDecline, makeRefusal, readSessionInfo } from './opening.ts'
import { prepareVerbs } from './prepare-verbs.ts'
import type {
  CallInfo,
  CallStatusMessage,
  DialConfirm,
  FromJambonz,
  JambonzError,
  SessionMessage,
  Verb,
  VerbHook,
  VerbStatus,
} from './protocol.ts'
import { type MessageReading, readMessage } from './read-message.ts'
import type { JambonzSession, OpenedCall, Refusal, SessionOptions } from './session-ports.ts'
import { FIRST_VERBS_MS, SETTLE_MS, HANG_UP_MS, AWAY_MS, AWAY_TRANSFERRED_MS } from './session-times.ts'
import { followTransfer, type TransferRun } from './transfer-run.ts'
import { createTurnRun, type TurnRun } from './turn-run.ts'
import { cutTexts, HOOKS, makeConfig, makeSay, makeTransfer, makeTranscribe, STOP_TRANSCRIBE } from './verbs.ts'
import type { Voice } from './voices.ts'

const summaryId = (transfer: TransferRun): string => `${transfer.request.id}.summary`

type Phase = 'new' | 'opening' | 'held' | 'over'

/**
 * Holds one call over jambonz: turns into gathers, hooks into events. Transport-free: frames come and go as objects, time by the clock.
 * Every hook is acked at once by its own msgid and answered by a command; the first verbs go in the ack of the session.
 */
export function createJambonzSession(options: SessionOptions): JambonzSession {
  const { link, clock, lines } = options
  const log = options.log ?? SILENT_LOG
  const utterance = createUtteranceTimer(clock)
  let voices = options.voices
  let phase: Phase = 'new'
  let call: OpenedCall | undefined
  let callId: string | undefined
  let isInbound = false
  let base: Voice | undefined
  /** jambonz has shown by a hook or status that the config verb is in force; until then it goes before all verbs. */
  let isConfigured = false
  let isTranscribing = false
  let openingMsgid: string | undefined
  let openingTimer: unknown
  let heldUntil = 0
  let heldTimer: unknown
  let isAway = false
  let awayTimer: unknown
  let lastVerbs: readonly Verb[] | undefined
  let isLastLost = false
  /** jambonz has shown by a hook or status that it runs the verbs sent last. */
  let isLastRunning = false
  let isHangingUp = false
  let hangUpTimer: unknown
  let run: TurnRun | undefined
  let earlierRun: TurnRun | undefined
  let transfer: TransferRun | undefined
  /** Gathers whose recogniser failed: jambonz forgets to stop their timers. */
  const failedIds = new Set<string>()

  const emit = (event: TelephoneEvent): void => {
    if (phase === 'over' || call === undefined) return
    try {
      call.receive(event)
    } catch (error) {
      log.error({ event: event.kind, error: error instanceof Error ? error.name : 'unknown' }, 'The call failed on an event')
    }
  }
  const reportUnknown = (what: string): void => {
    log.debug({ what }, 'Nothing follows from a message of jambonz')
    emit({ kind: 'unknown', what })
  }

  // ---------------------------------------------------------------- sending

  const transmit = (verbs: readonly Verb[]): void => {
    clock.clearTimeout(heldTimer)
    lastVerbs = verbs
    isLastLost = isAway
    isLastRunning = false
    if (openingMsgid !== undefined) {
      clock.clearTimeout(openingTimer)
      link.send({ type: 'ack', msgid: openingMsgid, data: verbs })
      openingMsgid = undefined
      phase = 'held'
      return
    }
    if (isAway) return
    const waitMs = heldUntil - clock.now()
    if (waitMs > 0) heldTimer = clock.setTimeout(() => transmit(verbs), waitMs)
    else link.send({ type: 'command', command: 'redirect', queueCommand: false, data: verbs })
  }
  const send = (verbs: readonly Verb[], listening?: { readonly voice: Voice; readonly hints: readonly string[] }): void => {
    if (phase === 'over' || phase === 'new') return
    const first: Verb[] = []
    if (!isConfigured && base !== undefined) first.push(makeConfig(base))
    if (listening !== undefined && !isTranscribing) first.push(makeTranscribe(listening.voice, listening.hints))
    if (listening === undefined && isTranscribing) first.push(STOP_TRANSCRIBE)
    isTranscribing = listening !== undefined
    transmit(prepareVerbs([...first, ...verbs], log))
  }

  // ---------------------------------------------------------------- the telephone

  const supersede = (): void => {
    if (run !== undefined && !run.isOver()) run.supersede()
    earlierRun = run
    run = undefined
    transfer = undefined
    utterance.reset()
  }
  const telephone: Telephone = {
    turn(turn: Turn) {
      if (phase === 'over' || isHangingUp) return
      supersede()
      const voice = voices.voiceOf(turn.language)
      base ??= voice
      const { hints } = turn.listen
      const host = { clock, context: { voice, base }, utterance, emit }
      run = createTurnRun(turn, { ...host, send: (verbs, isBehind) => send(verbs, isBehind ? { voice, hints } : undefined) })
      run.start()
    },
    transfer(request: TransferRequest) {
      if (phase === 'over' || isHangingUp) return
      supersede()
      const line = lines.findTransfer(request.to)
      if (line === undefined || !lines.isOpen(line, clock.now())) {
        if (line === undefined) log.error({ to: request.to }, 'A transfer has no entry in lines.yaml')
        const result = line === undefined ? 'failed' : 'closed'
        // Not before the call has finished asking.
        clock.setTimeout(() => emit({ kind: 'transfer', turn: request.id, result }), 0)
        return
      }
      const texts = cutTexts(request.say)
      const voice = voices.voiceOf(request.language)
      base ??= voice
      transfer = followTransfer(request, texts.length, clock, emit)
      send(makeTransfer(request, line, texts, { voice, base }))
    },
    hangUp() {
      if (phase === 'over' || isHangingUp) return
      isHangingUp = true
      supersede()
      // Without a word said the call is not answered yet, and jambonz would skip a hangup.
      if (openingMsgid !== undefined && isInbound) transmit([makeDecline()])
      else transmit([{ verb: 'hangup' }])
      hangUpTimer = clock.setTimeout(
        () => link.send({ type: 'command', command: 'call:status', data: { call_status: 'completed' } }),
        HANG_UP_MS,
      )
    },
  }

  // ---------------------------------------------------------------- beginning and end

  const finish = (): void => {
    phase = 'over'
    run?.supersede()
    for (const timer of [openingTimer, heldTimer, awayTimer, hangUpTimer]) clock.clearTimeout(timer)
    link.close()
  }
  const end = (by: 'caller' | 'us' | 'network', reason?: string): void => {
    if (phase === 'over') return
    transfer?.hangUp()
    emit(reason === undefined ? { kind: 'hangup', by } : { kind: 'hangup', by, reason })
    finish()
  }
  const refuse = (refusal: Refusal): void => {
    isHangingUp = true
    transmit(prepareVerbs(makeRefusal(refusal, !isInbound, voices), log))
  }
  const openCall = (message: SessionMessage): void => {
    const { data } = message
    callId = data.call_sid
    isInbound = data.direction === 'inbound' && data.call_status !== 'in-progress'
    voices = addLabels(voices, data.defaults)
    openingMsgid = message.msgid
    phase = 'opening'
    let opened: OpenedCall | Refusal
    try {
      opened = options.open(readSessionInfo(data, lines, clock.now()), telephone)
    } catch (error) {
      log.error({ call: callId, error: error instanceof Error ? error.name : 'unknown' }, 'Opening a call failed')
      opened = { refuse: 'opening it failed' }
    }
    if ('refuse' in opened) return refuse(opened)
    call = opened
    try {
      opened.start()
    } catch (error) {
      log.error({ call: callId, error: error instanceof Error ? error.name : 'unknown' }, 'A call did not start')
      if (openingMsgid !== undefined) return refuse({ refuse: 'it did not start' })
    }
    if (openingMsgid === undefined) return
    openingTimer = clock.setTimeout(() => {
      base ??= voices.voiceOf('pl')
      transmit(prepareVerbs(isInbound ? [{ verb: 'answer' }, makeConfig(base)] : [makeConfig(base)], log))
      heldUntil = clock.now() + SETTLE_MS
    }, FIRST_VERBS_MS)
  }

  // ---------------------------------------------------------------- hearing

  const hearSession = (message: SessionMessage): void => {
    if (message.type === 'session:reconnect') return reconnect(message)
    if (phase === 'new' && message.type !== 'session:adulting') return openCall(message)
    // jambonz wants verbs for nothing else; an empty ack is its "nothing to do".
    link.send({ type: 'ack', msgid: message.msgid })
    reportUnknown(`${message.type} in a running call`)
  }
  const reconnect = (message: SessionMessage): void => {
    isAway = false
    clock.clearTimeout(awayTimer)
    if (phase === 'opening') {
      openingMsgid = message.msgid
      return
    }
    // Where the first ack was lost with the socket, jambonz takes the verbs of this one; else it throws them away.
    const verbs = lastVerbs
    const isUnheard = phase === 'held' && !isConfigured
    link.send({ type: 'ack', msgid: message.msgid, ...(isUnheard && verbs !== undefined ? { data: verbs } : {}) })
    if (phase === 'new') {
      // A call of another process: nothing is known of it, and silence would be worse.
      log.warn({ call: message.data.call_sid }, 'A call came back that this process does not hold')
      link.send({ type: 'command', command: 'redirect', queueCommand: false, data: [{ verb: 'hangup' }] })
      return
    }
    if (verbs === undefined) return
    if (isLastLost) return transmit(verbs)
    if (isUnheard || isLastRunning) return
    // Verbs sent into a breaking socket may never have arrived; what jambonz held back meanwhile comes first and tells.
    clock.clearTimeout(heldTimer)
    heldTimer = clock.setTimeout(() => transmit(verbs), SETTLE_MS)
  }
  /** A hook or status of one of the verbs sent last. */
  const noteRunning = (id: string | undefined): void => {
    if (id === undefined || isLastRunning || lastVerbs?.some(verb => 'id' in verb && verb.id === id) !== true) return
    isLastRunning = true
    clock.clearTimeout(heldTimer)
  }
  const hearHook = (message: VerbHook): void => {
    link.send({ type: 'ack', msgid: message.msgid })
    const { hook, data } = message
    const id = data.verb_id
    if (id !== undefined) isConfigured = true
    noteRunning(id)
    if (data.type?.startsWith('amd_') === true) return hearDetector(data.type)
    const isCurrent = run !== undefined && id !== undefined && run.owns(id)
    if (hook === HOOKS.partial) return isCurrent ? hearPartial(run, data) : reportUnknown('a partial of an earlier turn')
    // Transcription ends a little after it is told to: only a turn that asked for it is answered by it.
    const isHeardBehind = run !== undefined && !run.isOver() && run.turn.listen.interrupt === 'never'
    if (hook === HOOKS.transcript)
      return isHeardBehind ? hearTranscript(run, data) : reportUnknown('a transcript of an earlier turn')
    if (hook === HOOKS.transfer && transfer !== undefined && id === transfer.request.id) return transfer.hearHook(data)
    if (hook === HOOKS.turn && isCurrent && run?.isOver() === false) return run.hearHook(data)
    if (hook === HOOKS.turn && id !== undefined && earlierRun?.owns(id) === true && earlierRun.hearLateHook(data)) return
    if (id !== undefined && data.reason === 'timeout' && failedIds.delete(id)) return hearDeafening()
    reportUnknown(hook === HOOKS.turn || hook === HOOKS.transfer ? 'a hook of an earlier turn' : 'a hook that was not asked for')
  }
  const hearPartial = (current: TurnRun | undefined, data: VerbHook['data']): void => {
    const text = data.speech?.alternatives[0]?.transcript ?? ''
    if (current === undefined || current.isOver() || text === '') return
    current.hearPartial()
    emit({ kind: 'partial', turn: current.turn.id, text })
  }
  const hearTranscript = (current: TurnRun | undefined, data: VerbHook['data']): void => {
    if (current === undefined || data.speech === undefined) return
    if (!data.speech.is_final) return hearPartial(current, data)
    current.hearTranscript(data.speech)
  }
  /** The timer of a gather whose recogniser failed has fired; jambonz thereby stops the ear of the gather that runs now. */
  const hearDeafening = (): void => {
    if (run === undefined || run.isOver()) return reportUnknown('a hook of an earlier turn')
    run.fail('an earlier recogniser failure stopped this one')
  }
  const hearDetector = (type: string): void => {
    if (type === 'amd_human_detected') emit({ kind: 'answered_by', by: 'human' })
    else if (type === 'amd_machine_detected') emit({ kind: 'answered_by', by: 'voicemail' })
    else reportUnknown(type)
  }
  const hearConfirm = (message: DialConfirm): void => {
    const summary = message.hook === HOOKS.confirm ? transfer?.request.summary : undefined
    if (summary === undefined || summary.trim() === '' || transfer === undefined) {
      transfer?.hearSummary('finished')
      return link.send({ type: 'ack', msgid: message.msgid })
    }
    const voice = voices.voiceOf(transfer.request.language)
    const texts = cutTexts([{ key: '', text: summary }])
    const say = makeSay(summaryId(transfer), texts, 'normal', { voice, base: base ?? voice })
    // The other leg reports events only when it is told to itself; the summary's end is the moment of connecting.
    const verbs = prepareVerbs(
      [
        { verb: 'config', notifyEvents: true },
        { verb: 'say', ...say },
      ],
      log,
    )
    link.send({ type: 'ack', msgid: message.msgid, data: verbs })
  }
  const isOfOtherLeg = (info: CallInfo): boolean =>
    info.parent_call_sid !== undefined || (callId !== undefined && info.call_sid !== undefined && info.call_sid !== callId)
  const hearCallStatus = (message: CallStatusMessage): void => {
    const { data } = message
    if (isOfOtherLeg(data)) return transfer?.hearLeg(data)
    switch (data.call_status) {
      case 'completed':
        if (data.call_termination_by === 'caller') return end('caller')
        return isHangingUp ? end('us') : end('network', data.call_termination_by === undefined ? 'completed' : 'ended by jambonz')
      case 'failed':
      case 'busy':
      case 'no-answer':
        return end('network', data.call_status)
      default:
        return
    }
  }
  const hearVerbStatus = (message: VerbStatus): void => {
    isConfigured = true
    const { event, id } = message.data
    noteRunning(id)
    if (transfer !== undefined && id === summaryId(transfer)) return transfer.hearSummary(event)
    if (!event.endsWith('-playback')) return
    if (id !== undefined && transfer?.request.id === id) return transfer.hearStatus(event)
    const named = id === undefined ? undefined : [run, earlierRun].find(one => one?.owns(id))
    const playing = id === undefined ? [earlierRun, run, transfer].find(one => one?.isPlaying()) : undefined
    const target = named ?? playing ?? (id === undefined ? (run ?? transfer) : undefined)
    target?.hearStatus(event)
  }
  const hearError = (message: JambonzError): void => {
    const { msg, id, failover, verb } = message.data
    const isFinal = failover !== 'in progress'
    log.warn({ call: callId, msg, failover, verb }, 'jambonz reported an error')
    const isGather = verb === 'gather' && isFinal && id !== undefined
    if (isGather && msg === 'ASR error') failedIds.add(id)
    if (isGather && run !== undefined && run.owns(id) && !run.isOver()) return run.fail(msg)
    if (verb === 'dial' && isFinal && transfer !== undefined && id === transfer.request.id) return transfer.failDial()
    if (verb === 'say' && isFinal && id !== undefined) {
      if (run?.owns(id) === true) run.failVoice()
      else if (transfer?.request.id === id) transfer.fail()
    }
    reportUnknown(`an error of jambonz: ${msg.slice(0, 80)}`)
  }
  const hear = (message: FromJambonz): void => {
    switch (message.type) {
      case 'session:new':
      case 'session:reconnect':
      case 'session:redirect':
      case 'session:adulting':
        return hearSession(message)
      case 'verb:hook':
        return hearHook(message)
      case 'dial:confirm':
        return hearConfirm(message)
      case 'call:status':
        return hearCallStatus(message)
      case 'verb:status':
        return hearVerbStatus(message)
      case 'jambonz:error':
        return hearError(message)
      default:
        return message satisfies never
    }
  }
  const hearReading = (reading: MessageReading): void => {
    if (reading.kind === 'message') return hear(reading.message)
    if (reading.kind === 'malformed') {
      log.warn({ call: callId, problem: reading.problem }, 'A frame of jambonz is malformed')
      return emit({ kind: 'unknown', what: 'a malformed frame' })
    }
    if (reading.msgid !== undefined) link.send({ type: 'ack', msgid: reading.msgid })
    reportUnknown(`a message of type ${reading.type}`)
  }
  return {
    receive: frame => hearReading(readMessage(frame)),
    hear: hearReading,
    closed(code) {
      if (phase === 'over') return
      if (code === 1000 || phase === 'new') return end(isHangingUp ? 'us' : 'caller')
      isAway = true
      clock.clearTimeout(awayTimer)
      awayTimer = clock.setTimeout(
        () => end('network', 'the connection was lost'),
        transfer === undefined || transfer.isOver() ? AWAY_MS : AWAY_TRANSFERRED_MS,
      )
    },
    isOver: () => phase === 'over',
  }
}
