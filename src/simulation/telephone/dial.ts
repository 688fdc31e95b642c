import type { CallStatus, Dial } from '../../engine/jambonz/protocol.ts'
import type { Exchange, RunningVerb } from './exchange.ts'
import { type Leg, ringLeg } from './leg.ts'
import type { Sound } from './sounds.ts'

const TALK_MS = 20_000
const RING_TIMEOUT_S = 60

/**
 * Runs a `dial` as feature server 0.9.8 does (lib/tasks/dial.js), with its quirks: all targets ring at once; the first who answers stops
 * the timer of the ringing; the result is the last state of any leg until one is `completed`, thus `ringing`/180 where nobody answers,
 * `in-progress` where whoever answered was hung up on, and `completed` also where they hung up before they were connected. The hook comes
 * when the attempt failed or the two have finished talking, also when it was the caller who hung up.
 */
export function runDial(exchange: Exchange, dial: Dial, done: () => void): RunningVerb {
  const { clock, wire, track } = exchange
  // jambonz itself lets nobody hear that it rings.
  let sound: Sound | undefined =
    dial.dialMusic === undefined ? undefined : track.begin({ who: 'line', kind: 'ringing', text: '' })
  let results: { dial_call_status: CallStatus; dial_sip_status: number; dial_call_sid: string } | undefined
  let legs: Leg[] = []
  let winner: Leg | undefined
  let timer: unknown
  let isOver = false

  const finish = (): void => {
    if (isOver) return
    isOver = true
    clock.clearTimeout(timer)
    if (sound !== undefined) track.end(sound)
    for (const leg of legs) leg.kill()
    const data = { ...exchange.info(), ...results, verb_id: dial.id }
    wire.ask('verb:hook', dial.actionHook, data, answer => {
      if (answer.kind === 'acked' && answer.verbs.length > 0) exchange.replace(answer.verbs)
      done()
    })
  }
  const connect = (leg: Leg): void => {
    winner = leg
    for (const other of legs) if (other !== leg) other.kill()
    legs = [leg]
    results = { dial_call_status: 'completed', dial_sip_status: 200, dial_call_sid: leg.sid }
    if (sound !== undefined) track.end(sound)
    sound = track.begin({ who: 'line', kind: 'bridged', text: '' })
    timer = clock.setTimeout(() => exchange.enter(finish), leg.script.talkMs ?? TALK_MS)
  }
  const host = {
    exchange,
    confirmHook: dial.confirmHook,
    note(leg: Leg, dial_call_status: CallStatus, dial_sip_status: number) {
      if (dial_call_status === 'in-progress') clock.clearTimeout(timer)
      if (results?.dial_call_status !== 'completed') results = { dial_call_status, dial_sip_status, dial_call_sid: leg.sid }
    },
    over(leg: Leg, end: 'accepted' | 'declined' | 'busy' | 'failed') {
      if (isOver || winner !== undefined) return
      if (end === 'accepted') return connect(leg)
      legs = legs.filter(other => other !== leg)
      if (legs.length === 0) finish()
    },
  }
  timer = clock.setTimeout(() => exchange.enter(finish), (dial.timeout ?? RING_TIMEOUT_S) * 1000)
  const sid = exchange.info().call_sid ?? ''
  legs = dial.target.map((target, index) =>
    ringLeg(host, target, `${sid}-dialled-${dial.id}${index === 0 ? '' : `-${index + 1}`}`),
  )
  return { kill: finish }
}
