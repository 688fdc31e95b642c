import type { TransferRequest, WaitingTurn } from '../call/ports.ts'
import type { Lines, TransferLine } from './lines.ts'
import { prepareVerbs } from './prepare-verbs.ts'
import type { SessionHost, SessionPart } from './session-part.ts'
import { followTransfer, type TransferRun } from './transfer-run.ts'
import type { TransferState } from './transfer-state.ts'
import { makeKeys, STOP_KEYS, STOP_KEYS_FOR_TALK } from './transfer-verbs.ts'
import { GUARD } from './verbs.ts'

/** The transfers of a call, of which one at most is under way. */
export interface Transfers extends SessionPart {
  begin(request: TransferRequest): void
  /** What a caller who waits in a queue hears next. */
  wait(turn: WaitingTurn): void
  current(): TransferRun | undefined
  /** The transfer under way as plain JSON; undefined when there is none. */
  snapshot(): TransferState | undefined
  /** Goes on following a transfer that this or another process began; nothing is sent. */
  restore(state: TransferState): void
}

/** Creates the part that connects the caller with people. */
export function createTransfers(host: SessionHost): Transfers {
  const { clock, log, lines, sender, emit } = host
  let transfer: TransferRun | undefined
  /** Out of the waiting room. */
  let leaveRoom: (() => void) | undefined

  /** Whoever takes the caller out of a queue shall know what it is about. */
  const enterRoom = ({ request, way }: TransferState): void => {
    leaveRoom?.()
    if (way.kind !== 'queue') return
    const { queue, since } = way
    // A key would end the talk: jambonz cannot tell it from one in the queue.
    const expectAgent = (isComing: boolean): void => {
      const keys = makeKeys(queue)
      if (keys !== undefined) host.command(isComing ? STOP_KEYS_FOR_TALK : { ...keys, actionHookDelayAction: GUARD })
    }
    leaveRoom = host.room?.enter(queue.name, { callId: host.callId(), since, request }, expectAgent)
  }
  const follow = (state: TransferState): TransferRun => {
    const run = followTransfer(state, {
      clock,
      emit,
      send: verbs => sender.send(verbs),
      ack: (msgid, verbs) => sender.ack(msgid, prepareVerbs(verbs, log)),
      voiceOf: host.voiceOf,
      isMute: host.isMute,
    })
    transfer = run
    enterRoom(state)
    return run
  }
  return {
    current: () => transfer,
    begin(request) {
      const line = lines.findTransfer(request.to)
      const way = line === undefined ? undefined : chooseWay(line, lines, clock.now())
      if (line === undefined || way === undefined) {
        if (line === undefined) log.error({ to: request.to }, 'A transfer has no entry in lines.yaml')
        const result = line === undefined ? 'failed' : 'closed'
        // Not before the call has finished asking.
        clock.setTimeout(() => emit({ kind: 'transfer', turn: request.id, result }), 0)
        return
      }
      const voice = host.voiceOf(request.language)
      follow({ request, way }).begin({ voice, base: sender.baseOf(voice) })
    },
    wait: turn => transfer?.wait?.(turn),
    snapshot: () =>
      transfer === undefined || transfer.isOver() ? undefined : (JSON.parse(JSON.stringify(transfer.state)) as TransferState),
    restore: state => void follow(state),
    supersede() {
      if (transfer === undefined) return
      leaveRoom?.()
      leaveRoom = undefined
      transfer.stop()
      const { way } = transfer.state
      if (way.kind === 'queue' && way.queue.callback !== undefined) sender.precede([STOP_KEYS])
      transfer = undefined
    },
    answer(message) {
      const verbs = transfer?.isOver() === false ? transfer.answer?.(message) : undefined
      return verbs === undefined ? undefined : prepareVerbs(verbs, log)
    },
    keepAck: message => message.type === 'verb:hook' && transfer?.isOver() === false && transfer.keepAck?.(message) === true,
    hearHook: (data, hook) => transfer?.hearHook(data, hook) === true,
    hearStatus({ event, id, name }) {
      if (transfer === undefined || id === undefined) return false
      if (id === transfer.request.id && event.endsWith('-playback')) {
        transfer.hearStatus(event)
        return true
      }
      return !transfer.isOver() && transfer.hearVerb?.(event, id, name) === true
    },
    hearLeg: info => transfer?.hearLeg?.(info),
    hearError({ id, verb }, isFinal) {
      if (!isFinal || transfer === undefined || id === undefined) return false
      if (verb === 'say' && id === transfer.request.id) transfer.fail()
      return verb !== undefined && !transfer.isOver() && transfer.failVerb?.(verb, id) === true
    },
    hangUp: later => transfer?.hangUp(later),
  }
}

/** How a line is reached now; undefined when nobody is on duty. */
function chooseWay(line: TransferLine, lines: Lines, now: number): TransferState['way'] | undefined {
  if (!lines.isOpen(line, now)) return undefined
  const { reach, timeoutMs, callerId, takeKey } = line
  if (reach.kind === 'queue') return { kind: 'queue', queue: reach.queue, since: now }
  if (reach.kind === 'refer') return { kind: 'refer', to: reach.to }
  const targets = lines.findTargets(line, now)
  if (targets.length === 0) return undefined
  return {
    kind: 'dial',
    attempts: reach.ring === 'all' ? [targets] : targets.map(target => [target]),
    timeoutMs,
    ...(callerId === undefined ? {} : { callerId }),
    ...(takeKey === undefined ? {} : { takeKey }),
    attempt: 0,
    results: [],
    asked: [],
  }
}
