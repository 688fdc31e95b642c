import type { Telephone, TelephoneEvent, Turn } from '../call/ports.ts'
import { createDetector } from './detector.ts'
import { createHearing } from './hearing.ts'
import { createKeeper } from './keeper.ts'
import { KEPT_FORMAT, type KeptSession, readKeptSession } from './kept-session.ts'
import { SILENT_LOG } from './log.ts'
import { addLabels, findScenario, makeDecline, makeRefusal, readSessionInfo } from './opening.ts'
import { prepareVerbs } from './prepare-verbs.ts'
import type { InboundLine } from './lines.ts'
import type { SessionMessage, Verb } from './protocol.ts'
import { type MessageReading, readMessage } from './read-message.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import type { JambonzSession, OpenedCall, Refusal, SessionInfo, SessionOptions } from './session-ports.ts'
import { AWAY_MS, AWAY_TRANSFERRED_MS, BACK_ACK_MS, HANG_UP_MS, SETTLE_MS } from './session-times.ts'
import { createRecorder } from './recorder.ts'
import { createTransfers } from './transfers.ts'
import { createTurns } from './turns.ts'
import { createVerbSender } from './verb-sender.ts'
import { cutTexts, makeSay } from './verbs.ts'

/**
 * Holds one call over jambonz: turns into gathers, hooks into events. Transport-free: frames come and go as objects, time by the clock.
 * Every hook is acked at once by its own msgid and answered by a command; the first verbs go in the ack of the session. Here a call
 * begins, comes back and ends, and messages are handed to the parts: turns, transfers, who answered.
 */
export function createJambonzSession(options: SessionOptions): JambonzSession {
  const { clock, lines, keeping } = options
  const log = options.log ?? SILENT_LOG
  let voices = options.voices
  let phase: 'new' | 'begun' | 'over' = 'new'
  /** Messages that wait until it is known who has the call. */
  let early: MessageReading[] | undefined
  let call: OpenedCall | undefined
  let callId: string | undefined
  let isInbound = false
  /** What the caller is yet to hear first, by language. */
  let announcement: InboundLine['announcement']
  let awayTimer: unknown
  let isHangingUp = false
  /** The call has ended, and something of it is still to come. */
  let isEnding = false
  let hangUpTimer: unknown

  const keeper =
    keeping &&
    createKeeper({
      link: options.link,
      clock,
      log,
      keeping,
      callId: () => callId,
      makeState: () => keepCall(),
      onMoved: () => leave(),
    })
  const link = keeper ?? options.link
  const sender = createVerbSender(link, clock, log)

  const emit = (event: TelephoneEvent): void => {
    if (phase === 'over' || call === undefined) return
    // How a prompt gets on can be lost.
    if (event.kind !== 'partial' && event.kind !== 'prompt') keeper?.touch()
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
  const host: SessionHost = {
    clock,
    log,
    lines,
    sender,
    ...(options.room === undefined ? {} : { room: options.room }),
    callId: () => callId ?? '',
    voiceOf: language => voices.voiceOf(language),
    isMute: () => turns.isMute(),
    emit,
    reportUnknown,
    command({ verb: _verb, ...data }) {
      link.send({ type: 'command', command: 'config', data })
    },
  }
  const turns = createTurns(host)
  const transfers = createTransfers(host)
  const recorder = createRecorder(host, () => telephone.hangUp())
  const detector = createDetector(host)
  const parts: readonly SessionPart[] = [detector, recorder, transfers, turns]

  // ---------------------------------------------------------------- the telephone

  const supersede = (): void => parts.forEach(part => part.supersede?.())
  const isDeaf = (): boolean => phase === 'over' || isHangingUp || isEnding
  /** The line's own words go before the first of the call. */
  const announce = ({ language }: Turn): readonly Verb[] => {
    const text = announcement?.[language]
    announcement = undefined
    if (text === undefined) return []
    const voice = voices.voiceOf(language)
    const context = { voice, base: sender.baseOf(voice) }
    return [{ verb: 'say', ...makeSay(`${callId ?? ''}.announcement`, cutTexts([{ key: '', text }]), 'normal', context) }]
  }
  const telephone: Telephone = {
    turn(turn: Turn) {
      if (isDeaf()) return
      const before = recorder.prepare(turn)
      if (before === 'unlawful') return telephone.hangUp()
      supersede()
      sender.precede([...announce(turn), ...before])
      turns.begin(turn)
    },
    transfer(request) {
      if (isDeaf()) return
      const before = recorder.prepare(undefined)
      supersede()
      if (before !== 'unlawful') sender.precede(before)
      transfers.begin(request)
    },
    wait(turn) {
      if (!isDeaf()) transfers.wait(turn)
    },
    hangUp() {
      if (isDeaf()) return
      isHangingUp = true
      supersede()
      // Without a word said the call is not answered yet, and jambonz would skip a hangup.
      sender.transmit([sender.isOpening() && isInbound ? makeDecline() : { verb: 'hangup' }])
      hangUpTimer = clock.setTimeout(
        () => link.send({ type: 'command', command: 'call:status', data: { call_status: 'completed' } }),
        HANG_UP_MS,
      )
    },
  }

  // ---------------------------------------------------------------- beginning and end

  const end = (by: 'caller' | 'us' | 'network', reason?: string): void => {
    if (phase === 'over' || isEnding) return
    const finish = (): void => finishCall(by, reason)
    isEnding = parts.some(part => part.hangUp?.(finish) === 'later')
    if (!isEnding) finish()
  }
  const finishCall = (by: 'caller' | 'us' | 'network', reason: string | undefined): void => {
    if (phase === 'over') return
    emit(reason === undefined ? { kind: 'hangup', by } : { kind: 'hangup', by, reason })
    phase = 'over'
    supersede()
    sender.stop()
    clock.clearTimeout(awayTimer)
    clock.clearTimeout(hangUpTimer)
    link.close()
  }
  const refuse = (refusal: Refusal, isAnswered: boolean | 'perhaps'): void => {
    isHangingUp = true
    sender.transmit(prepareVerbs(makeRefusal(refusal, isAnswered, voices), log))
  }
  /** Whether jambonz takes verbs from the ack of a reconnection or throws them away cannot be known here: they are sent in both ways. */
  const refuseForGood = (refusal: Refusal): void => {
    const isInAck = sender.isOpening()
    refuse(refusal, isInbound ? 'perhaps' : true)
    if (isInAck) hangUpTimer = clock.setTimeout(() => refuse(refusal, isInbound ? 'perhaps' : true), SETTLE_MS)
  }
  const keepNow = (): Promise<boolean> => keeper?.keep() ?? Promise.resolve(true)
  /** What the message says of the call, before anything is decided about it. */
  const noteCall = ({ data }: SessionMessage): void => {
    callId = data.call_sid
    isInbound = data.direction === 'inbound' && data.call_status !== 'in-progress'
    const scenario = findScenario(readSessionInfo(data, lines, clock.now()))
    voices = addLabels(scenario === undefined ? options.voices : options.voices.ofScenario(scenario), data.defaults)
  }
  const planRecording = ({ data }: SessionMessage): void => {
    const { call_sid: id, account_sid: accountSid } = data
    const ours = isInbound ? data.to : data.from
    const plan = lines.planRecording(ours === undefined ? undefined : lines.findLine(ours))
    if (plan !== undefined) recorder.begin({ plan, id, ...(accountSid === undefined ? {} : { accountSid }) })
  }
  /** Asks for the call and starts it; undefined: it is refused. */
  const startCall = (message: SessionMessage, ask: (info: SessionInfo) => OpenedCall | Refusal): Refusal | undefined => {
    phase = 'begun'
    keeper?.touch()
    let opened: OpenedCall | Refusal
    try {
      opened = ask(readSessionInfo(message.data, lines, clock.now()))
    } catch (error) {
      log.error({ call: callId, error: error instanceof Error ? error.name : 'unknown' }, 'Opening a call failed')
      opened = { refuse: 'opening it failed' }
    }
    if ('refuse' in opened) return opened
    call = opened
    try {
      opened.start()
    } catch (error) {
      log.error({ call: callId, error: error instanceof Error ? error.name : 'unknown' }, 'A call did not start')
      if (sender.isOpening()) return { refuse: 'it did not start' }
    }
    return undefined
  }
  /** `msgid`: of the message whose ack takes the first verbs. */
  const openCall = (message: SessionMessage, openSender: () => void = () => sender.open(message.msgid)): void => {
    noteCall(message)
    planRecording(message)
    openSender()
    if (!isInbound && options.detects !== false) sender.detect(detector.ask)
    const refusal = startCall(message, info => {
      announcement = info.line?.announcement
      return options.open(info, telephone, keepNow)
    })
    if (refusal !== undefined) return refuse(refusal, !isInbound)
    if (!sender.isOpening()) return
    sender.fillAck(() => {
      const config = sender.config(voices.voiceOf('pl'))
      return isInbound ? [{ verb: 'answer' }, config] : [config]
    })
  }

  // ---------------------------------------------------------------- coming back

  const keepCall = (): string | undefined => {
    const own = call?.keep?.()
    if (own === undefined) return undefined
    const [turn, transfer, recording] = [turns.keep(), transfers.snapshot(), recorder.keep()]
    return JSON.stringify({
      format: KEPT_FORMAT,
      verbs: sender.keep(),
      ...(turn ? { turn } : {}),
      ...(transfer ? { transfer } : {}),
      ...(recording ? { recording } : {}),
      isHangingUp,
      call: own,
    } satisfies KeptSession)
  }
  const leave = (): void => {
    if (phase === 'over') return
    call?.leave?.()
    call = undefined
    finishCall('network', undefined)
  }
  /** Id of the turn or transfer that is under way. */
  const underWay = (): string | undefined => {
    const [run, transfer] = [turns.current(), transfers.current()]
    if (run !== undefined) return run.isOver() ? undefined : run.turn.id
    return transfer === undefined || transfer.isOver() ? undefined : transfer.request.id
  }
  const interrupt = (turn: string, heard: boolean): void => emit({ kind: 'interrupted', turn, heard })
  /** Goes on with a call that another process began (`msgid`: of the message that is still to be acked): silently where jambonz still runs what it was told, else with what is owed. */
  const takeUp = (message: SessionMessage, state: string | undefined, msgid: string | undefined): void => {
    const kept = state === undefined ? undefined : readKeptSession(state)
    const isUnheard = kept?.verbs.isConfigured === false
    if (isUnheard) sender.reopen(msgid)
    else if (kept === undefined && msgid !== undefined) sender.open(msgid)
    else if (msgid !== undefined) sender.ack(msgid)
    if (kept !== undefined) {
      sender.restore(kept.verbs)
      turns.restore(kept.turn)
      recorder.restore(kept.recording)
      if (kept.transfer !== undefined) transfers.restore(kept.transfer)
    }
    const before = underWay()
    const refusal = startCall(message, info =>
      options.resume === undefined ? { refuse: 'it cannot be resumed' } : options.resume(info, telephone, keepNow, kept?.call),
    )
    keeping?.count(refusal === undefined ? 'resumed' : 'unknown')
    if (refusal !== undefined) {
      log.warn({ call: callId, reason: refusal.refuse }, 'A call came back that this process cannot go on with')
      return refuseForGood(refusal)
    }
    log.info({ call: callId }, 'A call of another process goes on here')
    if (kept?.isHangingUp === true) return telephone.hangUp()
    const turn = underWay()
    if (turn === undefined || turn !== before) return
    // Where the first ack was lost with the socket, jambonz takes the verbs of this one.
    if (sender.isOpening()) turns.current()?.start()
    else sender.expectRunning(() => interrupt(turn, false))
  }
  const reconnect = (message: SessionMessage): void => {
    clock.clearTimeout(awayTimer)
    if (keeper === undefined) {
      if (phase !== 'new') return sender.comeBack(message.msgid)
      noteCall(message)
      return takeUp(message, undefined, message.msgid)
    }
    callId ??= message.data.call_sid
    early ??= []
    let msgid: string | undefined = message.msgid
    const ackTimer = clock.setTimeout(() => {
      sender.ack(message.msgid)
      msgid = undefined
    }, BACK_ACK_MS)
    void keeper.claim().then(claimed => {
      clock.clearTimeout(ackTimer)
      if (phase === 'over') return
      const state = claimed.kind === 'other' ? claimed.state : undefined
      if (claimed.kind === 'ours' || (phase !== 'new' && state === undefined)) sender.comeBack(msgid)
      // Whoever should have begun it is gone, and nothing was said.
      else if (claimed.kind === 'new') openCall(message, () => sender.reopen(msgid))
      else {
        call?.leave?.()
        supersede()
        noteCall(message)
        takeUp(message, state, msgid)
      }
      const waiting = early ?? []
      early = undefined
      for (const reading of waiting) hearReading(reading)
    })
  }

  // ---------------------------------------------------------------- hearing

  const hearSession = (message: SessionMessage): void => {
    if (message.type === 'session:reconnect') return reconnect(message)
    if (phase === 'new' && message.type !== 'session:adulting') return openCall(message)
    // jambonz wants verbs for nothing else; an empty ack is its "nothing to do".
    sender.ack(message.msgid)
    reportUnknown(`${message.type} in a running call`)
  }
  const hear = createHearing({
    host,
    parts,
    turns,
    transfers,
    callId: () => callId,
    isHangingUp: () => isHangingUp,
    touch: () => keeper?.touch(),
    underWay,
    interrupt,
    end,
    hearSession,
  })
  const hearReading = (reading: MessageReading): void => {
    const isBack = reading.kind === 'message' && reading.message.type === 'session:reconnect'
    if (early !== undefined && !isBack) {
      early.push(reading)
      return
    }
    if (reading.kind === 'message') return hear(reading.message)
    if (reading.kind === 'malformed') {
      log.warn({ call: callId, problem: reading.problem }, 'A frame of jambonz is malformed')
      return emit({ kind: 'unknown', what: 'a malformed frame' })
    }
    if (reading.msgid !== undefined) sender.ack(reading.msgid)
    reportUnknown(`a message of type ${reading.type}`)
  }
  return {
    receive: frame => hearReading(readMessage(frame)),
    hear: hearReading,
    closed(code) {
      if (phase === 'over') return
      if (code === 1000 || phase === 'new') return end(isHangingUp ? 'us' : 'caller')
      sender.goAway()
      clock.clearTimeout(awayTimer)
      const transfer = transfers.current()
      awayTimer = clock.setTimeout(
        () => end('network', 'the connection was lost'),
        transfer === undefined || transfer.isOver() ? AWAY_MS : AWAY_TRANSFERRED_MS,
      )
    },
    leave() {
      keeper?.leave()
      if (keeper !== undefined) leave()
    },
    hold: () => keeper?.hold(),
    isOver: () => phase === 'over',
  }
}
