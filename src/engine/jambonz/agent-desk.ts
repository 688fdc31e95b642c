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
import type { WaitingCaller, WaitingRoom } from './waiting-room.ts'

/** How long the server looks for callers of other processes: once. */
const LOOK_S = 2
/** A caller who was promised is there, or is gone. */
const FETCH_S = 7
/** Between two looks, in which callers of this process are fetched at once. */
const BETWEEN_LOOKS_S = 4
const HOOK = '/dequeued'

/** What a desk is made of. */
export interface AgentDeskOptions extends Pick<SessionOptions, 'link' | 'clock' | 'voices' | 'log'> {
  readonly line: AgentLine
  readonly room: WaitingRoom
}

/**
 * Holds the call of one of the clinic's people who dialled an agents' number: they are told what the caller who waits longest wants, and are
 * connected; after the talk comes the next. Callers of other processes are connected without a word, since only theirs know them.
 */
export function createAgentDesk(options: AgentDeskOptions): JambonzSession {
  const { link, clock, line, room, log = SILENT_LOG } = options
  const texts = AGENT_TEXTS[line.language]
  let phase: 'new' | 'fetching' | 'looking' | 'waiting' | 'over' = 'new'
  let promised: WaitingCaller | undefined
  let count = 0
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
  /** Fetches who waits here, else looks for who waits elsewhere. */
  const takeNext = (first: readonly Verb[] = []): void => {
    clock.clearTimeout(timer)
    promised = room.promise(line.queue)
    if (promised === undefined) {
      phase = 'looking'
      const words = hasSaidThatNobodyWaits ? [] : [say(texts.wait)]
      hasSaidThatNobodyWaits = true
      return transmit([...first, ...words, dequeue(LOOK_S)])
    }
    phase = 'fetching'
    hasSaidThatNobodyWaits = false
    promised.expectAgent()
    const { request, callId } = promised
    transmit([
      ...first,
      ...makeBriefing(request, options.voices.voiceOf(request.staffLanguage ?? request.language)),
      dequeue(FETCH_S, callId),
    ])
  }
  const rest = (): void => {
    phase = 'waiting'
    timer = clock.setTimeout(() => takeNext(), BETWEEN_LOOKS_S * 1000)
    transmit([{ verb: 'pause', length: BETWEEN_LOOKS_S + 10 }])
  }
  const finish = (): void => {
    if (phase === 'over') return
    phase = 'over'
    clock.clearTimeout(timer)
    clock.clearTimeout(awayTimer)
    stopWatching()
    if (promised !== undefined) room.giveBack(promised)
    link.close()
  }
  const open = ({ msgid, data }: SessionMessage): void => {
    openingMsgid = msgid
    const { from } = data
    if (from !== undefined && line.agents.some(agent => isSameNumber(agent, from))) {
      log.info({ queue: line.queue }, 'Somebody takes calls from a queue')
      return takeNext([{ verb: 'answer' }, { verb: 'config', notifyEvents: true }])
    }
    // Numbers can be forged; whoever lets people from outside ring this number has more to do than this.
    log.warn({ queue: line.queue }, 'A telephone that is none of the agents of a queue was turned away')
    phase = 'waiting'
    transmit([say(texts.turnedAway), { verb: 'hangup' }])
  }
  const hearResult = (verbId: string | undefined, result: string | undefined): void => {
    if (verbId !== `dequeue-${count}`) return
    if (promised !== undefined) room.giveBack(promised)
    const wasLooking = phase === 'looking' && result === 'timeout'
    promised = undefined
    if (wasLooking) rest()
    else takeNext()
  }
  const hear = (reading: MessageReading): void => {
    if (phase === 'over') return
    if (reading.kind === 'unknown' && reading.msgid !== undefined) link.send({ type: 'ack', msgid: reading.msgid })
    if (reading.kind !== 'message') return
    const { message } = reading
    if (message.type === 'session:new' && phase === 'new') return open(message)
    if (message.type === 'session:reconnect') clock.clearTimeout(awayTimer)
    if ('msgid' in message) link.send({ type: 'ack', msgid: message.msgid })
    if (message.type === 'verb:hook' && message.hook === HOOK) hearResult(message.data.verb_id, message.data.dequeue_result)
    else if (message.type === 'call:status' && message.data.call_status === 'completed') finish()
  }
  const stopWatching = room.watch(line.queue, () => {
    if (phase === 'waiting' && timer !== undefined) takeNext()
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
    leave: () => undefined,
    isOver: () => phase === 'over',
  }
}
