import type { Clock } from '../call/ports.ts'
import type { JambonzLink } from './link.ts'
import type { Log } from './log.ts'
import { prepareVerbs } from './prepare-verbs.ts'
import type { KeptVerbs } from './kept-session.ts'
import type { Amd, Config, Verb } from './protocol.ts'
import { DEAF_MS, FIRST_VERBS_MS, SETTLE_MS } from './session-times.ts'
import { makeConfig, makeTranscribe, STOP_TRANSCRIBE } from './verbs.ts'
import type { Voice } from './voices.ts'

/** How a call listens in the background while a prompt plays. */
export interface Background {
  readonly voice: Voice
  readonly hints: readonly string[]
}

/** The verbs of one call on their way to jambonz: in the ack of its first message, then by command; again where they were lost. */
export interface VerbSender {
  /** The voice that the call began with, which verbs need not name: the first that is asked for. */
  baseOf(voice: Voice): Voice
  /** The call's settings, in the voice that it begins with. */
  config(voice: Voice): Config
  /** Asks for the detector with the settings, once: told twice it would listen twice. */
  detect(ask: (voice: Voice) => Amd): void
  /** Sends what the call does now, before it the call's settings until jambonz has shown that they are in force. */
  send(verbs: readonly Verb[], background?: Background): void
  /** Puts verbs before those that are sent next. */
  precede(verbs: readonly Verb[]): void
  /** Sends verbs as they are. */
  transmit(verbs: readonly Verb[]): void
  /** Acks a message; the verbs are for the few that take them nowhere else. */
  ack(msgid: string, verbs?: readonly Verb[]): void
  /** The first message of the call, whose ack takes the first verbs. */
  open(msgid: string): void
  /**
   * The same for a message which says that the socket is back, where the first one may never have been acked: jambonz then takes the verbs of this
   * ack, and whatever it has to say waits for ever in a queue of its own, which only another reconnection empties (ws-requestor.js). Where it
   * stays silent, the socket is therefore broken once. `undefined`: it had to be acked already.
   */
  reopen(msgid: string | undefined): void
  isOpening(): boolean
  /** Acks the first message with `makeVerbs()` if the call has no words by then. */
  fillAck(makeVerbs: () => readonly Verb[]): void
  /** A hook or status came, of the verb with this id if it has one. `isOurs`: it shows that the config is in force. True: that is news. */
  noteRunning(id: string | undefined, isOurs: boolean): boolean
  /** The socket is away. */
  goAway(): void
  /** The socket is back: acks the message that says so, if it was not yet, and sends again what may have been lost. */
  comeBack(msgid: string | undefined): void
  keep(): KeptVerbs
  /** Goes on with verbs that another process sent. */
  restore(kept: KeptVerbs): void
  /** Calls back if jambonz does not show within a moment that it runs the verbs sent last. */
  expectRunning(onSilence: () => void): void
  isRunning(): boolean
  stop(): void
}

/** Creates the sender of one call. */
export function createVerbSender(link: JambonzLink, clock: Clock, log: Log): VerbSender {
  let base: Voice | undefined
  /** jambonz has shown by a hook or status that the config verb is in force; until then it goes before all verbs. */
  let isConfigured = false
  let isTranscribing = false
  let preceding: readonly Verb[] = []
  let askDetector: ((voice: Voice) => Amd) | undefined
  let openingMsgid: string | undefined
  let openingTimer: unknown
  let heldUntil = 0
  let heldTimer: unknown
  let isAway = false
  let lastVerbs: readonly Verb[] | undefined
  let lastIds: readonly string[] = []
  let isLastLost = false
  /** jambonz has shown by a hook or status that it runs the verbs sent last. */
  let isLastRunning = false
  let deafTimer: unknown
  let hasBrokenSocket = false

  const ack = (msgid: string, verbs?: readonly Verb[]): void =>
    link.send(verbs === undefined ? { type: 'ack', msgid } : { type: 'ack', msgid, data: verbs })
  const expectWords = (): void => {
    if (hasBrokenSocket) return
    clock.clearTimeout(deafTimer)
    deafTimer = clock.setTimeout(() => {
      hasBrokenSocket = true
      log.info({}, 'jambonz says nothing after a reconnection and is made to connect again')
      link.cut()
    }, DEAF_MS)
  }
  const reopen = (msgid: string | undefined): void => {
    openingMsgid = msgid
    expectWords()
  }
  const transmit = (verbs: readonly Verb[]): void => {
    clock.clearTimeout(heldTimer)
    lastVerbs = verbs
    lastIds = verbs.flatMap(verb => ('id' in verb && verb.id !== undefined ? [verb.id] : []))
    isLastLost = isAway
    isLastRunning = false
    if (openingMsgid !== undefined) {
      clock.clearTimeout(openingTimer)
      ack(openingMsgid, verbs)
      openingMsgid = undefined
      return
    }
    if (isAway) return
    const waitMs = heldUntil - clock.now()
    if (waitMs > 0) heldTimer = clock.setTimeout(() => transmit(verbs), waitMs)
    else link.send({ type: 'command', command: 'redirect', queueCommand: false, data: verbs })
  }
  const config = (voice: Voice): Config => {
    base ??= voice
    const amd = askDetector?.(base)
    askDetector = undefined
    return amd === undefined ? makeConfig(base) : { ...makeConfig(base), amd }
  }
  return {
    baseOf: voice => (base ??= voice),
    config,
    detect(ask) {
      askDetector = ask
    },
    send(verbs, background) {
      const first: Verb[] = []
      if (!isConfigured && base !== undefined) first.push(config(base))
      first.push(...preceding)
      preceding = []
      if (background !== undefined && !isTranscribing) first.push(makeTranscribe(background.voice, background.hints))
      if (background === undefined && isTranscribing) first.push(STOP_TRANSCRIBE)
      isTranscribing = background !== undefined
      transmit(prepareVerbs([...first, ...verbs], log))
    },
    precede(verbs) {
      preceding = [...preceding, ...verbs]
    },
    transmit,
    ack,
    open(msgid) {
      openingMsgid = msgid
    },
    reopen,
    isOpening: () => openingMsgid !== undefined,
    fillAck(makeVerbs) {
      openingTimer = clock.setTimeout(() => {
        transmit(prepareVerbs(makeVerbs(), log))
        heldUntil = clock.now() + SETTLE_MS
      }, FIRST_VERBS_MS)
    },
    noteRunning(id, isOurs) {
      const isNews = isOurs && !isConfigured
      if (isOurs) isConfigured = true
      clock.clearTimeout(deafTimer)
      if (id === undefined || isLastRunning || !lastIds.includes(id)) return isNews
      isLastRunning = true
      clock.clearTimeout(heldTimer)
      return true
    },
    goAway() {
      isAway = true
      clock.clearTimeout(deafTimer)
    },
    comeBack(msgid) {
      isAway = false
      if (openingMsgid !== undefined) return reopen(msgid)
      // Where the first ack was lost with the socket, jambonz takes the verbs of this one; else it throws them away.
      const verbs = lastVerbs
      const isUnheard = verbs !== undefined && !isConfigured && !hasBrokenSocket
      if (msgid !== undefined) ack(msgid, isUnheard ? verbs : undefined)
      if (isUnheard) expectWords()
      if (verbs === undefined) return
      if (isLastLost) return transmit(verbs)
      if (isUnheard || isLastRunning) return
      // Verbs sent into a breaking socket may never have arrived; what jambonz held back meanwhile comes first and tells.
      clock.clearTimeout(heldTimer)
      heldTimer = clock.setTimeout(() => transmit(verbs), SETTLE_MS)
    },
    keep: () => ({ ...(base ? { base } : {}), isConfigured, isTranscribing, ids: lastIds, isRunning: isLastRunning }),
    restore(kept) {
      clock.clearTimeout(heldTimer)
      isAway = false
      isLastLost = false
      base = kept.base
      isConfigured = kept.isConfigured
      isTranscribing = kept.isTranscribing
      lastVerbs = undefined
      lastIds = kept.ids
      isLastRunning = kept.isRunning
    },
    expectRunning(onSilence) {
      if (!isLastRunning) heldTimer = clock.setTimeout(onSilence, SETTLE_MS)
    },
    isRunning: () => isLastRunning,
    stop() {
      clock.clearTimeout(openingTimer)
      clock.clearTimeout(heldTimer)
      clock.clearTimeout(deafTimer)
    },
  }
}
