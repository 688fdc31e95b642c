import type {
  CallInfo,
  CallStatusMessage,
  DialConfirm,
  FromJambonz,
  JambonzError,
  SessionMessage,
  VerbHook,
  VerbStatus,
} from './protocol.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import type { Transfers } from './transfers.ts'
import type { Turns } from './turns.ts'
import { HOOKS } from './verbs.ts'

/** What jambonz says when a hook's ack never came: the hook was sent and is lost. */
const LOST_HOOK = 'invalid actionHook response'

/** What hearing needs of the session. */
export interface HearingHost {
  readonly host: SessionHost
  readonly parts: readonly SessionPart[]
  readonly turns: Turns
  readonly transfers: Transfers
  callId(): string | undefined
  isHangingUp(): boolean
  /** Something has changed that must not be lost. */
  touch(): void
  /** Id of the turn or transfer that is under way. */
  underWay(): string | undefined
  interrupt(turn: string, heard: boolean): void
  end(by: 'caller' | 'us' | 'network', reason?: string): void
  /** A message that begins or brings back the call. */
  hearSession(message: SessionMessage): void
}

/** Creates what takes in the messages of jambonz: each is acked where it wants that, and handed to the part that it concerns. */
export function createHearing(session: HearingHost): (message: FromJambonz) => void {
  const { host, parts, turns, transfers, callId, isHangingUp, touch, underWay, interrupt, end, hearSession } = session
  const { log, sender, reportUnknown } = host

  const ackHook = (message: VerbHook | DialConfirm): void => {
    if (parts.some(part => part.keepAck?.(message) === true)) return
    let verbs: ReturnType<NonNullable<SessionPart['answer']>>
    for (const part of parts) verbs ??= part.answer?.(message)
    sender.ack(message.msgid, verbs)
  }
  const hearHook = (message: VerbHook): void => {
    const { hook, data } = message
    if (hook !== HOOKS.partial) touch()
    ackHook(message)
    if (sender.noteRunning(data.verb_id, data.verb_id !== undefined)) touch()
    if (parts.some(part => part.hearHook?.(data, hook))) return
    reportUnknown(hook === HOOKS.turn || hook === HOOKS.transfer ? 'a hook of an earlier turn' : 'a hook that was not asked for')
  }
  const isOfOtherLeg = (info: CallInfo): boolean =>
    info.parent_call_sid !== undefined || (callId() !== undefined && info.call_sid !== undefined && info.call_sid !== callId())
  const hearCallStatus = ({ data }: CallStatusMessage): void => {
    if (isOfOtherLeg(data)) return parts.forEach(part => part.hearLeg?.(data))
    switch (data.call_status) {
      case 'completed':
        if (data.call_termination_by === 'caller') return end('caller')
        return isHangingUp()
          ? end('us')
          : end('network', data.call_termination_by === undefined ? 'completed' : 'ended by jambonz')
      case 'failed':
      case 'busy':
      case 'no-answer':
        return end('network', data.call_status)
      default:
        return
    }
  }
  const hearVerbStatus = ({ data }: VerbStatus): void => {
    if (sender.noteRunning(data.id, true)) touch()
    if (parts.some(part => part.hearStatus?.(data)) || data.id !== undefined || !data.event.endsWith('-playback')) return
    // A playback without a name is of whoever plays.
    const current = turns.current() ?? transfers.current()
    const playing = [turns.earlier(), current].find(one => one?.isPlaying())
    ;(playing ?? current)?.hearStatus(data.event)
  }
  const hearError = ({ data }: JambonzError): void => {
    const { msg, failover, verb } = data
    log.warn({ call: callId(), msg, failover, verb }, 'jambonz reported an error')
    const turn = msg === LOST_HOOK ? underWay() : undefined
    const run = turns.current()
    if (turn !== undefined && data.id !== undefined && run?.owns(data.id) === true) return interrupt(turn, true)
    // What followed from that hook may have been lost with it.
    if (turn !== undefined && verb !== 'dial' && !sender.isRunning()) return interrupt(turn, false)
    if (parts.some(part => part.hearError?.(data, failover !== 'in progress'))) return
    reportUnknown(`an error of jambonz: ${msg.slice(0, 80)}`)
  }
  return (message: FromJambonz): void => {
    switch (message.type) {
      case 'session:new':
      case 'session:reconnect':
      case 'session:redirect':
      case 'session:adulting':
        return hearSession(message)
      case 'verb:hook':
        return hearHook(message)
      case 'dial:confirm':
        return ackHook(message)
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
}
