import type { TransferRequest, WaitingTurn } from '../call/ports.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { QueueState } from './transfer-state.ts'
import { makeEnqueue, makeWait } from './transfer-verbs.ts'
import type { TransferHost, TransferWay } from './transfer-way.ts'
import { HOOKS } from './verbs.ts'

/** The call says within this time what a waiting caller hears; the server waits five seconds. */
const ANSWER_MS = 3000
/** A key ends the waiting before its own hook comes. */
const KEY_MS = 1500
/** After the caller has hung up, the queue's result tells whether somebody had taken them out. */
const RESULT_MS = 1000
/** An enqueue that fails within jambonz ends without its hook; where there is one, it comes before the end. */
const HOOK_MS = 1000

/** Music is not played longer than this between two texts, s; nor is a call back offered, or the waiting ended, much later for it. */
const MOST_MUSIC_S = 60
const LEAST_MUSIC_S = 5

/** Lets the caller wait in a queue of the server until somebody takes them out, they ask to be called back, or it takes too long. */
export function followQueue(request: TransferRequest, state: QueueState, host: TransferHost): TransferWay {
  const { clock } = host
  const { queue } = state
  let keptMsgid: string | undefined
  let answerTimer: unknown
  let resultTimer: unknown
  /** The verb runs: what ends now is not the one whose place was lost to a key. */
  let isRunning = false
  /** Set once the caller has hung up: tells the call. */
  let tellHangUp: (() => void) | undefined

  const answer = (verbs: ReturnType<typeof makeWait>): void => {
    clock.clearTimeout(answerTimer)
    if (keptMsgid !== undefined) host.ack(keptMsgid, verbs)
    keptMsgid = undefined
  }
  const chooseMusic = (): Parameters<typeof makeWait>[3] => {
    if (queue.music === undefined || state.isMusicBroken === true) return undefined
    const waitedMs = clock.now() - state.since
    const next = [queue.callback?.afterMs ?? 0, queue.mostMs].filter(ms => ms > waitedMs).map(ms => (ms - waitedMs) / 1000)
    return { url: queue.music, seconds: Math.max(LEAST_MUSIC_S, Math.ceil(Math.min(MOST_MUSIC_S, ...next))) }
  }
  const speak = (say: WaitingTurn['say'], language: Language): ReturnType<typeof makeWait> =>
    makeWait(request.id, say, host.voiceOf(language), chooseMusic())
  const listen = (): ReturnType<typeof makeWait> => speak([], request.language)
  return {
    begin: () => makeEnqueue(request, state),
    keepAck({ msgid, hook, data }) {
      if (hook !== HOOKS.wait) return false
      answer(listen())
      const waitedMs = clock.now() - state.since
      if (waitedMs >= queue.mostMs) {
        state.leavesFor = 'queue_timeout'
        host.ack(msgid, [{ verb: 'leave' }])
        return true
      }
      keptMsgid = msgid
      answerTimer = clock.setTimeout(() => answer(listen()), ANSWER_MS)
      host.emit({
        kind: 'waiting',
        turn: request.id,
        position: (data.queue_position ?? 0) + 1,
        mayCallBack: queue.callback !== undefined && waitedMs >= queue.callback.afterMs,
      })
      return true
    },
    wait({ id, language, say }) {
      if (id === request.id) answer(speak(say, language))
    },
    hearHook(data, hook) {
      if (hook === HOOKS.wait) return true
      if (hook === HOOKS.music) {
        // The texts would follow each other without a pause.
        if (data.reason === 'playFailed') state.isMusicBroken = true
        return true
      }
      if (hook === HOOKS.key) {
        if (queue.callback === undefined || data.reason !== 'dtmfDetected') return true
        if (data.digits === queue.callback.key) {
          clock.clearTimeout(resultTimer)
          host.end({ result: 'callback' })
        } else {
          // jambonz has taken the caller out of the queue for it. The result of that comes after the key, or, at times, before it.
          if (resultTimer === undefined) state.isResultOwed = true
          clock.clearTimeout(resultTimer)
          resultTimer = undefined
          state.isFirst = true
          isRunning = false
          host.send(makeEnqueue(request, state))
        }
        return true
      }
      if (hook !== HOOKS.transfer || data.verb_id !== request.id) return false
      clock.clearTimeout(resultTimer)
      switch (data.queue_result) {
        case 'bridged':
          host.end(tellHangUp === undefined ? { result: 'bridged', agentLeft: true } : { result: 'bridged' })
          tellHangUp?.()
          break
        case 'leave':
          host.end({ result: state.leavesFor ?? 'queue_timeout' })
          break
        case 'hangup':
          if (tellHangUp !== undefined) tellHangUp()
          // Of the place that was lost to a key: the caller waits in another by now.
          else if (state.isResultOwed === true) delete state.isResultOwed
          // Perhaps by a key, whose hook follows or came before; else the call's end does.
          else resultTimer = clock.setTimeout(() => host.end({ result: 'failed' }), KEY_MS)
          break
        default:
          host.end({ result: 'failed' })
      }
      return true
    },
    hearVerb(event, id, name) {
      if (name !== 'enqueue' || id !== request.id) return false
      if (event === 'starting') isRunning = true
      else if (event === 'finished' && isRunning) {
        clock.clearTimeout(resultTimer)
        resultTimer = clock.setTimeout(() => host.end({ result: 'failed' }), HOOK_MS)
      }
      return true
    },
    failVerb(verb, id) {
      if (verb !== 'enqueue' || id !== request.id) return false
      host.end({ result: 'failed' })
      return true
    },
    hangUp(tell) {
      tellHangUp = tell
      clock.clearTimeout(resultTimer)
      resultTimer = clock.setTimeout(tell, RESULT_MS)
      return 'later'
    },
    stop() {
      clock.clearTimeout(answerTimer)
      clock.clearTimeout(resultTimer)
    },
  }
}
