import type { CallInfo, CallStatus, DialTarget, Gather, Say, Verb } from '../../engine/jambonz/protocol.ts'
import type { DialScript, Exchange } from './exchange.ts'
import { measureSpeech, readSpokenText } from './playback.ts'

const ANSWERED_AFTER_MS = 3000
/** From the end of what is told to the key. */
const THINKING_MS = 800
const SIP = { busy: 486, failed: 503 } as const
const STRAY_KEY = '9'
const TAKE_KEY = '1'

/** What became of a leg. */
export type LegEnd = 'accepted' | 'declined' | 'busy' | 'failed'

/** One telephone that rings for a dial. */
export interface Leg {
  readonly sid: string
  readonly script: DialScript
  /** It is rung no longer, or hung up on. */
  kill(): void
  tell(status: CallStatus, sip: number, duration?: number): void
}

/** What a leg needs of its dial. */
export interface LegHost {
  readonly exchange: Exchange
  readonly confirmHook: string | undefined
  /** Every state of the leg, before the application is told of it. */
  note(leg: Leg, status: CallStatus, sip: number): void
  over(leg: Leg, end: LegEnd): void
}

/**
 * Rings one telephone and, when it answers, runs the verbs of the confirm hook on it: a gather's hook may put others in their place, and
 * whoever is still there at their end has accepted (lib/utils/place-outdial.js).
 */
export function ringLeg(host: LegHost, target: DialTarget, sid: string): Leg {
  const { exchange } = host
  const { clock, wire, track } = exchange
  const script = exchange.dialled(target)
  const parent = exchange.info()
  let timer: unknown
  let isGone = false
  let answeredAt: number | undefined

  const later = (ms: number, run: () => void): void => {
    timer = clock.setTimeout(() => exchange.enter(run), ms)
  }
  const tell = (call_status: CallStatus, sip_status: number, duration?: number): void => {
    host.note(leg, call_status, sip_status)
    const info: CallInfo & { call_status: CallStatus } = {
      call_sid: sid,
      parent_call_sid: parent.call_sid ?? '',
      direction: 'outbound',
      call_status,
      sip_status,
      ...(duration === undefined ? {} : { duration }),
    }
    wire.tell({ type: 'call:status', ...(parent.call_sid === undefined ? {} : { call_sid: parent.call_sid }), data: info })
  }
  const end = (result: LegEnd): void => {
    if (isGone) return
    isGone = result !== 'accepted'
    host.over(leg, result)
  }
  const secondsSince = (): number => Math.round((clock.now() - (answeredAt ?? clock.now())) / 1000)
  /** How long it takes; undefined: the voice failed, and whoever answered hears nothing. */
  const speak = (say: Pick<Say, 'id' | 'text'>): number | undefined => {
    if (exchange.takeVoiceFailure()) {
      exchange.tellFailure({ msg: 'TTS error', verb: 'say', id: say.id })
      return undefined
    }
    const texts = typeof say.text === 'string' ? [say.text] : say.text
    for (const text of texts) track.whisper(text)
    return texts.reduce((sum, text) => sum + measureSpeech(readSpokenText(text)), 0)
  }
  /** The leg's verbs run on without whoever has hung up, `restMs` long. */
  const hangUpAfter = (ms: number, restMs: number): void =>
    later(ms, () => {
      tell('completed', 200, secondsSince())
      later(restMs, () => end('declined'))
    })
  const gather = (verb: Gather, rest: readonly Verb[]): void => {
    const told = verb.say === undefined ? 0 : speak(verb.say)
    const toldMs = told ?? 0
    if (script.result === 'hangs_up') return hangUpAfter(toldMs / 2, verb.timeout * 1000)
    const key = script.result === 'bridged' ? TAKE_KEY : script.result === 'wrong_key' ? STRAY_KEY : undefined
    const digits = told === undefined ? undefined : key
    const waitMs = digits === undefined ? verb.timeout * 1000 : THINKING_MS
    later(toldMs + waitMs, () => {
      const data = {
        call_sid: sid,
        parent_call_sid: parent.call_sid,
        verb_id: verb.id,
        ...(digits === undefined ? { reason: 'timeout' } : { reason: 'dtmfDetected', digits }),
      }
      wire.ask('verb:hook', verb.actionHook, data, answer =>
        run(answer.kind === 'acked' && answer.verbs.length > 0 ? answer.verbs : rest),
      )
    })
  }
  const run = (verbs: readonly Verb[]): void => {
    const [verb, ...rest] = verbs
    if (isGone) return
    if (verb === undefined) return end('accepted')
    if (verb.verb === 'gather') return gather(verb, rest)
    // Hung up from here: the other side of the server is not told.
    if (verb.verb === 'hangup') return end('declined')
    if (verb.verb !== 'say') return run(rest)
    const toldMs = speak(verb) ?? 0
    if (script.result === 'hangs_up') return hangUpAfter(toldMs / 2, 0)
    later(toldMs, () => {
      exchange.notify({ event: 'finished', id: verb.id, name: 'say' })
      run(rest)
    })
  }
  const answer = (): void => {
    answeredAt = clock.now()
    tell('in-progress', 200)
    if (host.confirmHook === undefined) return end('accepted')
    wire.ask('dial:confirm', host.confirmHook, { call_sid: sid, parent_call_sid: parent.call_sid }, result =>
      // Without an answer nobody is connected to whom nobody asked.
      result.kind === 'acked' ? run(result.verbs) : end('declined'),
    )
  }
  const leg: Leg = {
    sid,
    script,
    tell,
    kill() {
      clock.clearTimeout(timer)
      if (!isGone && answeredAt !== undefined) tell('completed', 200, secondsSince())
      isGone = true
    },
  }
  tell('trying', 100)
  tell('ringing', 180)
  const { result } = script
  if (result !== 'no_answer')
    later(script.afterMs ?? ANSWERED_AFTER_MS, () => {
      if (result !== 'busy' && result !== 'failed') return answer()
      tell(result, SIP[result])
      end(result)
    })
  return leg
}
