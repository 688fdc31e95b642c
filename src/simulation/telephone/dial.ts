import type { CallInfo, CallStatus, Dial } from '../../engine/jambonz/protocol.ts'
import type { Exchange, RunningVerb } from './exchange.ts'
import { measureSpeech, readSpokenText } from './playback.ts'
import type { Sound } from './sounds.ts'

const ANSWERED_AFTER_MS = 3000
const TALK_MS = 20_000
const RING_TIMEOUT_S = 60

/** What jambonz says in the dial hook. A ring timeout comes out as `ringing`/180, as seen in running servers. */
const HOOK_RESULTS = {
  bridged: { dial_call_status: 'completed', dial_sip_status: 200 },
  busy: { dial_call_status: 'busy', dial_sip_status: 486 },
  failed: { dial_call_status: 'failed', dial_sip_status: 503 },
  no_answer: { dial_call_status: 'ringing', dial_sip_status: 180 },
} as const

/**
 * Runs a `dial` with a scripted other side. The other leg reports itself in `call:status` with `parent_call_sid`; the hook comes when
 * the attempt failed or the two have finished talking, also when it was the caller who hung up.
 */
export function runDial(exchange: Exchange, dial: Dial, done: () => void): RunningVerb {
  const { clock, wire, track } = exchange
  const script = exchange.dialled(dial)
  const parent = exchange.info()
  const childSid = `${parent.call_sid ?? ''}-dialled-${dial.id}`
  let sound: Sound = track.begin({ who: 'line', kind: 'ringing', text: '' })
  let timer: unknown
  let isBridged = false
  let isOver = false

  const tellChild = (call_status: CallStatus, sip_status: number): void => {
    const info: CallInfo & { call_status: CallStatus } = {
      call_sid: childSid,
      parent_call_sid: parent.call_sid ?? '',
      direction: 'outbound',
      call_status,
      sip_status,
    }
    wire.tell({ type: 'call:status', ...(parent.call_sid === undefined ? {} : { call_sid: parent.call_sid }), data: info })
  }
  const finish = (result: keyof typeof HOOK_RESULTS): void => {
    if (isOver) return
    isOver = true
    clock.clearTimeout(timer)
    track.end(sound)
    if (isBridged) tellChild('completed', 200)
    else if (result === 'busy' || result === 'failed') tellChild(result, HOOK_RESULTS[result].dial_sip_status)
    const data = { ...exchange.info(), ...HOOK_RESULTS[result], dial_call_sid: childSid, verb_id: dial.id }
    wire.ask('verb:hook', dial.actionHook, data, answer => {
      if (answer.kind === 'acked' && answer.verbs.length > 0) exchange.replace(answer.verbs)
      done()
    })
  }
  /** Verbs of the confirm hook run on the other leg, while the caller still hears it ring. */
  const confirm = (hook: string): void => {
    wire.ask('dial:confirm', hook, { call_sid: childSid, parent_call_sid: parent.call_sid }, answer => {
      if (isOver) return
      const says = answer.kind === 'acked' ? answer.verbs.filter(verb => verb.verb === 'say') : []
      const texts = says.flatMap(say => (typeof say.text === 'string' ? [say.text] : say.text))
      for (const text of texts) track.whisper(text)
      const ms = texts.reduce((sum, text) => sum + measureSpeech(readSpokenText(text)), 0)
      const speakOut = (): void => {
        for (const { id } of says) exchange.notify({ event: 'finished', id, name: 'say' })
        bridge()
      }
      timer = clock.setTimeout(() => exchange.enter(speakOut), ms)
    })
  }
  const answer = (): void => {
    tellChild('in-progress', 200)
    if (dial.confirmHook === undefined) bridge()
    else confirm(dial.confirmHook)
  }
  const bridge = (): void => {
    isBridged = true
    track.end(sound)
    sound = track.begin({ who: 'line', kind: 'bridged', text: '' })
    timer = clock.setTimeout(() => exchange.enter(() => finish('bridged')), script.talkMs ?? TALK_MS)
  }
  tellChild('trying', 100)
  tellChild('ringing', 180)
  const ringMs = (dial.timeout ?? RING_TIMEOUT_S) * 1000
  const waitMs = script.result === 'no_answer' ? ringMs : Math.min(ringMs, script.afterMs ?? ANSWERED_AFTER_MS)
  timer = clock.setTimeout(() => exchange.enter(() => (script.result === 'bridged' ? answer() : finish(script.result))), waitMs)
  return {
    kill() {
      finish(isBridged ? 'bridged' : 'no_answer')
    },
  }
}
