import type { SpokenSentence, TransferRequest } from '../call/ports.ts'
import { AGENT_TEXTS } from './agent-texts.ts'
import type { QueueSettings } from './lines.ts'
import type { Config, Dial, Enqueue, Gather, Say, SipRefer, Verb } from './protocol.ts'
import type { DialState, QueueState, ReferState } from './transfer-state.ts'
import { cutTexts, GUARD, HOOKS, makeSay, type VerbContext } from './verbs.ts'
import { NO_VOICE, type Voice } from './voices.ts'

/** What is told of a call: who and why, and the last words, or in which language they are. */
function listTold(request: TransferRequest): readonly string[] {
  const language = request.staffLanguage ?? request.language
  const agent = AGENT_TEXTS[language]
  const { summary = '', said } = request
  const last = said === undefined ? [] : [agent.said(trimEnd(said))]
  return [summary, ...(request.language === language ? last : [agent.speaks[request.language]])]
}

/** What whoever takes a caller out of a queue hears before. */
export function makeBriefing(request: TransferRequest, voice: Voice): readonly Verb[] {
  const texts = cutTexts(listTold(request).map(text => ({ key: '', text })))
  if (texts.length === 0) return []
  return [{ verb: 'say', ...makeSay(summaryId(request), texts, 'normal', { voice, base: NO_VOICE }) }]
}

/** How long whoever answered may think before the call goes to the next. */
const TAKING_S = 10
/** Between two things that a waiting caller hears. */
const BETWEEN_WAITS_S = 20
/** Sooner than all others in a queue. */
const FIRST = 0

/** What the caller hears before: nothing when `texts` is empty. */
export function makeGoodbye(request: TransferRequest, texts: readonly string[], context: VerbContext): readonly Say[] {
  return texts.length === 0 ? [] : [{ verb: 'say', ...makeSay(request.id, texts, 'normal', context) }]
}

/** Id of the dial of an attempt. The first has the transfer's own. */
export function dialId(request: TransferRequest, attempt: number): string {
  return attempt === 0 ? request.id : `${request.id}.${attempt + 1}`
}

/**
 * The ringing tone of most of Europe (ITU-T E.180), made by the media server. jambonz plays none by itself: without it the caller hears nothing while a
 * telephone rings, and while whoever answers is told what it is about.
 */
const RINGING = 'tone_stream://v=-13;%(1000,4000,425);loops=-1'

/** Dials those of one attempt. With a summary, each who answers is asked first (`HOOKS.confirm`). */
export function makeDial(request: TransferRequest, state: DialState): Dial {
  return {
    verb: 'dial',
    id: dialId(request, state.attempt),
    target: state.attempts[state.attempt] ?? [],
    actionHook: HOOKS.transfer,
    answerOnBridge: true,
    // Media that left the server could not be listened to or spoken into again.
    anchorMedia: true,
    dialMusic: RINGING,
    timeout: Math.max(5, Math.round(state.timeoutMs / 1000)),
    ...(state.callerId === undefined ? {} : { callerId: state.callerId }),
    ...(request.summary === undefined ? {} : { confirmHook: HOOKS.confirm }),
  }
}

/** Id of what is told to whoever answered. */
export const summaryId = (request: TransferRequest): string => `${request.id}.summary`
/** Id of the gather for their key. */
export const takeId = (request: TransferRequest): string => `${request.id}.take`

/**
 * What whoever answered hears before being connected, on their own leg. With a key: no key, or another, falls through to the hangup, and
 * jambonz takes a leg that is gone for declined. No config of the call holds on this leg, so the voice is named.
 */
export function makeWhisper(request: TransferRequest, takeKey: string | undefined, voice: Voice): readonly Verb[] {
  const agent = AGENT_TEXTS[request.staffLanguage ?? request.language]
  const context = { voice, base: NO_VOICE }
  // The other leg reports events only when it is told to itself.
  const config: Config = { verb: 'config', notifyEvents: true }
  const told = listTold(request)
  const texts = (more: readonly string[]): readonly string[] => cutTexts([...told, ...more].map(text => ({ key: '', text })))
  if (takeKey === undefined) return [config, { verb: 'say', ...makeSay(summaryId(request), texts([]), 'normal', context) }]
  const gather: Gather = {
    verb: 'gather',
    id: takeId(request),
    input: ['digits'],
    actionHook: HOOKS.take,
    timeout: TAKING_S,
    numDigits: 1,
    dtmfBargein: true,
    say: makeSay(summaryId(request), texts([agent.pressToTake]), 'normal', context),
  }
  return [config, gather, { verb: 'hangup' }]
}

function trimEnd(words: string): string {
  return words.trim().replace(/[.!?…]+$/, '')
}

/** In the ack of the key: takes the place of the hangup, so that the two are connected. */
export function makeTaken(request: TransferRequest, voice: Voice): readonly Verb[] {
  const { taken } = AGENT_TEXTS[request.staffLanguage ?? request.language]
  return [{ verb: 'say', ...makeSay(`${request.id}.taken`, [taken], 'normal', { voice, base: NO_VOICE }) }]
}

/** Listens behind for the key that asks for a call back; undefined where there is none. */
export function makeKeys({ callback }: QueueSettings): Config | undefined {
  if (callback === undefined) return undefined
  return { verb: 'config', bargeIn: { enable: true, input: ['digits'], numDigits: 1, actionHook: HOOKS.key } }
}

/** Lets the caller wait; where a key may ask for a call back, it is listened for behind. */
export function makeEnqueue(request: TransferRequest, { queue, isFirst }: QueueState): readonly Verb[] {
  const enqueue: Enqueue = {
    verb: 'enqueue',
    id: request.id,
    name: queue.name,
    actionHook: HOOKS.transfer,
    waitHook: HOOKS.wait,
    ...(isFirst === true ? { priority: FIRST } : {}),
  }
  const keys = makeKeys(queue)
  return keys === undefined ? [enqueue] : [keys, enqueue]
}

/** Ends the listening for a key. A gather that ends starts the guard against dead air, whatever else runs: it is set anew after it. */
export const STOP_KEYS: Config = { verb: 'config', bargeIn: { enable: false }, actionHookDelayAction: GUARD }
/** The same before a talk that begins now: there the guard, once started, would end the call, and nothing would stop it. */
export const STOP_KEYS_FOR_TALK: Config = {
  verb: 'config',
  bargeIn: { enable: false },
  actionHookDelayAction: { enabled: false },
}

/** What a waiting caller hears until the next waitHook: texts, then music for so many seconds, else a pause. The queue runs verbs without the call's config. */
export function makeWait(
  id: string,
  say: readonly SpokenSentence[],
  voice: Voice,
  music?: { readonly url: string; readonly seconds: number },
): readonly Verb[] {
  const texts = cutTexts(say)
  const context = { voice, base: NO_VOICE }
  const spoken: readonly Verb[] = texts.length === 0 ? [] : [{ verb: 'say', ...makeSay(`${id}.wait`, texts, 'normal', context) }]
  if (music === undefined) return [...spoken, { verb: 'pause', length: BETWEEN_WAITS_S }]
  const { url, seconds: timeoutSecs } = music
  return [...spoken, { verb: 'play', id: `${id}.music`, url, timeoutSecs, actionHook: HOOKS.music }]
}

/** Asks the network to connect the caller elsewhere. */
export function makeRefer(request: TransferRequest, { to }: ReferState): SipRefer {
  return { verb: 'sip:refer', id: request.id, referTo: to, actionHook: HOOKS.transfer, eventHook: HOOKS.referred }
}
