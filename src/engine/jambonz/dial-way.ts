import type { TransferResult } from '../call/handover.ts'
import type { TransferRequest } from '../call/ports.ts'
import type { CallInfo, DialConfirm, HookData, Verb, VerbHook } from './protocol.ts'
import type { DialState, TransferEnd } from './transfer-state.ts'
import { dialId, makeDial, makeTaken, makeWhisper, summaryId, takeId } from './transfer-verbs.ts'
import type { TransferHost, TransferWay } from './transfer-way.ts'
import { HOOKS } from './verbs.ts'

/** Longer than any summary and the time to take the call: by then the dial's hook was lost. */
const ASKING_MS = 90_000
/** A dial that fails within jambonz ends without its hook; where there is one, it comes before the end. */
const HOOK_MS = 1000
/** What a transfer came to whose attempts ended differently: the first of these that one of them has. */
const TELLING: readonly TransferResult[] = ['refused', 'no_answer', 'busy', 'failed']

/** Rings telephones, asks those who answer to take the call, and goes on to the next when nobody does. */
export function followDial(request: TransferRequest, state: DialState, host: TransferHost): TransferWay {
  const { clock } = host
  const isAsked = request.summary !== undefined
  const staffVoice = (): ReturnType<TransferHost['voiceOf']> => host.voiceOf(request.staffLanguage ?? request.language)
  let guard: unknown

  const watchFor = (ms: number, run: () => void): void => {
    clock.clearTimeout(guard)
    guard = clock.setTimeout(run, ms)
  }
  const watch = (ms: number): void => watchFor(ms, () => finishAttempt(state.asked.length > 0 ? 'refused' : 'no_answer'))
  const watchRinging = (): void => watch(state.timeoutMs + ASKING_MS)
  const begin = (): readonly Verb[] => {
    watchRinging()
    return [makeDial(request, state)]
  }
  const connect = (): void => {
    clock.clearTimeout(guard)
    state.connectedAt ??= clock.now()
  }
  const finishAttempt = (result: TransferResult): void => {
    clock.clearTimeout(guard)
    state.results.push(result)
    if (state.attempt + 1 >= state.attempts.length)
      return host.end({ result: TELLING.find(one => state.results.includes(one)) ?? result })
    state.attempt += 1
    state.asked = []
    delete state.isDeclined
    delete state.isTelling
    host.send(begin())
  }
  const talk = (): Pick<TransferEnd, 'talkMs'> => {
    const talkMs = state.talkMs ?? (state.connectedAt === undefined ? undefined : clock.now() - state.connectedAt)
    return talkMs === undefined ? {} : { talkMs }
  }
  /** No result will come. One that was lost with its socket was of a talk, where there was one. */
  const fail = (): void => {
    if (state.connectedAt !== undefined) host.end({ result: 'bridged', agentLeft: true, ...talk() })
    else finishAttempt('failed')
  }
  /** Bridged only if somebody took the call: jambonz says `completed` also when whoever was asked has hung up. */
  const judge = (data: HookData): TransferResult => {
    const result = readDialResult(data)
    if (!isAsked) return result
    if (state.takeKey !== undefined && state.takenBy === undefined && state.asked.length > 0) return 'refused'
    return result === 'bridged' && state.isDeclined === true ? 'refused' : result
  }
  // Also of a dial that another process began.
  if (state.connectedAt === undefined) watchRinging()
  return {
    begin,
    answer(message: VerbHook | DialConfirm) {
      const leg = message.data.call_sid ?? ''
      if (message.type === 'dial:confirm') {
        // Without a voice nobody could be asked: whoever answers is connected, which is better than nobody.
        const isMute = host.isMute() || state.isUnheard === true
        if (message.hook !== HOOKS.confirm || (request.summary ?? '').trim() === '' || isMute) {
          connect()
          return undefined
        }
        state.asked.push(leg)
        watch(ASKING_MS)
        return makeWhisper(request, state.takeKey, staffVoice())
      }
      if (message.hook !== HOOKS.take || message.data.verb_id !== takeId(request)) return undefined
      const { reason, digits } = message.data
      const isTaken = reason === 'dtmfDetected' ? digits === state.takeKey : state.isUnheard === true && reason === 'timeout'
      // Of several who take it, the first has it.
      if (!isTaken || state.takenBy !== undefined) return undefined
      state.takenBy = leg
      connect()
      return makeTaken(request, staffVoice())
    },
    hearHook(data, hook) {
      if (hook === HOOKS.take) return data.verb_id === takeId(request)
      if (hook !== HOOKS.transfer) return false
      // A hook of an attempt that was given up.
      if (data.verb_id !== dialId(request, state.attempt)) return state.attempt > 0
      const result = judge(data)
      if (result === 'bridged') host.end({ result, agentLeft: true, ...talk() })
      else finishAttempt(result)
      return true
    },
    hearVerb(event, id, name) {
      if (name === 'dial' && event === 'finished' && id === dialId(request, state.attempt)) {
        watchFor(HOOK_MS, fail)
        return true
      }
      if (id !== summaryId(request)) return false
      if (state.takeKey !== undefined) return true
      state.isTelling = true
      if (event === 'finished') connect()
      return true
    },
    hearLeg(info: CallInfo) {
      // With a summary the other side is asked before it is connected, so answering is not yet being connected.
      if (info.call_status === 'in-progress' && !isAsked) connect()
      if (info.call_status !== 'completed') return
      state.isDeclined = state.isTelling === true && state.connectedAt === undefined
      const isTheirs = state.takenBy === undefined || state.takenBy === info.call_sid
      // Their leg runs its verbs to the end without them: the caller need not wait for that where nobody else rings.
      const isAlone = state.attempts[state.attempt]?.length === 1
      if (isAlone && state.takeKey !== undefined && state.takenBy === undefined && state.asked.includes(info.call_sid ?? ''))
        return finishAttempt('refused')
      // The server counts from the answer: with a summary that is too long.
      if (isTheirs && !isAsked && info.duration !== undefined) state.talkMs = info.duration * 1000
    },
    failVerb(verb, id) {
      if (verb === 'say' && (id === request.id || id === summaryId(request))) {
        state.isUnheard = true
        return true
      }
      if (verb !== 'dial' || id !== dialId(request, state.attempt)) return false
      fail()
      return true
    },
    hangUp: () => (state.connectedAt === undefined ? undefined : { result: 'bridged', ...talk() }),
    stop: () => clock.clearTimeout(guard),
  }
}

/**
 * Bridged only if jambonz says `completed`. A line that rings out comes back as the last state it had (`ringing`, 180), since the
 * dialled leg gets no final status; 408 and 480 mean nobody there, 600 busy everywhere.
 */
function readDialResult(data: HookData): TransferResult {
  const { dial_call_status: status, dial_sip_status: code } = data
  if (status === 'completed') return 'bridged'
  if (status === 'busy') return 'busy'
  if (status === 'no-answer' || status === 'ringing' || status === 'trying' || status === 'early-media') return 'no_answer'
  return readSipResult(code)
}

/** What a final SIP status means for the caller. */
export function readSipResult(code: number | undefined): TransferResult {
  if (code === 486 || code === 600) return 'busy'
  return code === 408 || code === 480 || code === 487 ? 'no_answer' : 'failed'
}
