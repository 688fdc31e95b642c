import type { WaitingCaller } from '../call/waiting-room.ts'
import { AGENT_TEXTS } from './agent-texts.ts'
import type { AgentLine } from './lines.ts'
import { isSameNumber } from './lines.ts'
import { SILENT_LOG } from './log.ts'
import { prepareVerbs } from './prepare-verbs.ts'
import type { SessionMessage, Verb } from './protocol.ts'
import { type MessageReading, readMessage } from './read-message.ts'
import type { JambonzSession, SessionOptions } from './session-ports.ts'
import { AWAY_TRANSFERRED_MS } from './session-times.ts'
import { makeBriefing } from './transfer-verbs.ts'
import { makeSay } from './verbs.ts'
import { NO_VOICE } from './voices.ts'

/** How long the server looks for callers that the room does not know: once. */
const LOOK_S = 2
/** A caller who was promised is there, or is gone. */
const FETCH_S = 7
/** Between two looks, in which callers that the room knows are fetched at once. */
const BETWEEN_LOOKS_S = 4
const HOOK = '/dequeued'

/** What a desk is made of. */
export interface AgentDeskOptions extends Pick<SessionOptions, 'link' | 'clock' | 'voices' | 'log' | 'room'> {
  readonly line: AgentLine
}

/**
 * Holds the call of one of the clinic's people who dialled an agents' number: they are told what the caller who waits longest wants, and are
 * connected; after the talk comes the next. Callers that the room does not know are connected without a word.
 */
export function createAgentDesk(options: AgentDeskOptions): JambonzSession {
  const { link, clock, line, room, log = SILENT_LOG } = options
  const texts = AGENT_TEXTS[line.language]
  let phase: 'new' | 'asking' | 'fetching' | 'looking' | 'waiting' | 'over' = 'new'
  let promised: WaitingCaller | undefined
  /** Who was not there to be fetched: another comes first. */
  let missed: string | undefined
  let count = 0
  /** Another process has sent what runs. */
  let isTakenOver = false
  let timer: unknown
  let awayTimer: unknown
  let hasSaidThatNobodyWaits = false
  let openingMsgid: string | undefined

  const transmit = (verbs: readonly Verb[]): void => {
    const data = prepareVerbs(verbs, log)
    if (openingMsgid === undefined) link.send({ type: 'command', command: 'redirect', queueCommand: false, data })
    else link.send({ type: 'ack', msgid: openingMsgid, data })
    openingMsgid = undefined
  }
  const say = (text: string): Verb => {
    const context = { voice: options.voices.voiceOf(line.language), base: NO_VOICE }
    return { verb: 'say', ...makeSay(`desk-${count}`, [text], 'normal', context) }
  }
  const dequeue = (timeout: number, callSid?: string): Verb => {
    count += 1
    const whom = callSid === undefined ? {} : { callSid }
    return { verb: 'dequeue', id: `dequeue-${count}`, name: line.queue, actionHook: HOOK, timeout, beep: true, ...whom }
  }
  /** Fetches whom the room knows, else looks for who waits besides. */
  const takeNext = async (first: readonly Verb[] = []): Promise<void> => {
    clock.clearTimeout(timer)
    phase = 'asking'
    isTakenOver = false
    const found = await room?.promise(line.queue, missed)
    missed = undefined
    promised = typeof found === 'object' ? found : undefined
    // The agent may have hung up meanwhile.
    if (isOver()) return promised && room?.giveBack(promised.callId)
    if (promised === undefined) {
      const words = hasSaidThatNobodyWaits ? [] : [say(texts.wait)]
      hasSaidThatNobodyWaits = true
      // Who looks takes anybody, also a caller that another agent is being told of.
      if (found === 'taken') return rest([...first, ...words])
      phase = 'looking'
      return transmit([...first, ...words, dequeue(LOOK_S)])
    }
    phase = 'fetching'
    hasSaidThatNobodyWaits = false
    const { request, callId } = promised
    transmit([
      ...first,
      ...makeBriefing(request, options.voices.voiceOf(request.staffLanguage ?? request.language)),
      dequeue(FETCH_S, callId),
    ])
  }
  const rest = (first: readonly Verb[] = []): void => {
    phase = 'waiting'
    timer = clock.setTimeout(() => void takeNext(), BETWEEN_LOOKS_S * 1000)
    transmit([...first, { verb: 'pause', length: BETWEEN_LOOKS_S + 10 }])
  }
  const isOver = (): boolean => phase === 'over'
  const stop = (): void => {
    phase = 'over'
    clock.clearTimeout(timer)
    clock.clearTimeout(awayTimer)
    stopWatching?.()
  }
  const finish = (): void => {
    if (isOver()) return
    stop()
    if (promised !== undefined) room?.giveBack(promised.callId)
    link.close()
  }
  const open = ({ msgid, data }: SessionMessage): void => {
    openingMsgid = msgid
    const { from } = data
    if (from !== undefined && line.agents.some(agent => isSameNumber(agent, from))) {
      log.info({ queue: line.queue }, 'Somebody takes calls from a queue')
      return void takeNext([{ verb: 'answer' }, { verb: 'config', notifyEvents: true }])
    }
    // Numbers can be forged; whoever lets people from outside ring this number has more to do than this.
    log.warn({ queue: line.queue }, 'A telephone that is none of the agents of a queue was turned away')
    phase = 'waiting'
    transmit([say(texts.turnedAway), { verb: 'hangup' }])
  }
  const hearResult = (verbId: string | undefined, result: string | undefined): void => {
    if (verbId !== `dequeue-${count}` && !isTakenOver) return
    const isFetched = result === 'complete'
    if (promised !== undefined && isFetched) room?.fulfil(promised.callId)
    if (promised !== undefined && !isFetched) {
      room?.giveBack(promised.callId)
      missed = promised.callId
    }
    const wasLooking = phase === 'looking' && result === 'timeout' && !isTakenOver
    promised = undefined
    if (wasLooking) rest()
    else void takeNext()
  }
  /** Another process spoke with this agent: what runs goes on, a talk above all, and then comes the next caller. */
  const takeOver = ({ msgid }: SessionMessage): void => {
    isTakenOver = true
    phase = 'looking'
    hasSaidThatNobodyWaits = true
    link.send({ type: 'ack', msgid })
  }
  const hear = (reading: MessageReading): void => {
    if (isOver()) return
    if (reading.kind === 'unknown' && reading.msgid !== undefined) link.send({ type: 'ack', msgid: reading.msgid })
    if (reading.kind !== 'message') return
    const { message } = reading
    if (message.type === 'session:new' && phase === 'new') return open(message)
    if (message.type === 'session:reconnect') clock.clearTimeout(awayTimer)
    if (message.type === 'session:reconnect' && phase === 'new') return takeOver(message)
    if ('msgid' in message) link.send({ type: 'ack', msgid: message.msgid })
    if (message.type === 'verb:hook' && message.hook === HOOK) hearResult(message.data.verb_id, message.data.dequeue_result)
    // It rested, and nothing runs any more.
    else if (message.type === 'verb:status' && isTakenOver && message.data.event === 'finished' && message.data.name === 'pause')
      void takeNext()
    else if (message.type === 'call:status' && message.data.call_status === 'completed') finish()
  }
  const stopWatching = room?.watch(line.queue, () => {
    if (phase === 'waiting' && timer !== undefined) void takeNext()
  })
  return {
    receive: frame => hear(readMessage(frame)),
    hear,
    closed(code) {
      if (code === 1000 || phase === 'new') return finish()
      clock.clearTimeout(awayTimer)
      awayTimer = clock.setTimeout(finish, AWAY_TRANSFERRED_MS)
    },
    hold: () => undefined,
    leave: stop,
    isOver,
  }
}
