import type { SipRefer } from '../../engine/jambonz/protocol.ts'
import type { Exchange, RunningVerb } from './exchange.ts'
import type { Sound } from './sounds.ts'

const ANSWERED_AFTER_MS = 5000
const FINAL = { bridged: 200, busy: 486, no_answer: 480, failed: 503, refused: 603, wrong_key: 200, hangs_up: 200 } as const

/** Runs a `sip:refer` (lib/tasks/sip_refer.js): the network takes it and tells how it gets on; when it has connected, the call's leg ends. */
export function runRefer(exchange: Exchange, refer: SipRefer, leave: () => void, done: () => void): RunningVerb {
  const { clock, wire, track } = exchange
  const script = exchange.dialled({ type: 'refer', to: refer.referTo })
  const sound: Sound = track.begin({ who: 'line', kind: 'ringing', text: '' })
  let isOver = false
  const tell = (call_status: number): void => {
    if (refer.eventHook === undefined) return
    wire.ask('verb:hook', refer.eventHook, { event: 'transfer-status', call_status }, () => undefined)
  }
  const end = (run: () => void): void => {
    if (isOver) return
    isOver = true
    clock.clearTimeout(timer)
    track.end(sound)
    run()
  }
  tell(100)
  const timer = clock.setTimeout(
    () =>
      exchange.enter(() =>
        end(() => {
          const status = FINAL[script.result]
          tell(status)
          const data = { ...exchange.info(), refer_status: 202, final_referred_call_status: status, verb_id: refer.id }
          wire.ask('verb:hook', refer.actionHook, data, answer => {
            if (answer.kind === 'acked' && answer.verbs.length > 0) exchange.replace(answer.verbs)
            done()
          })
          if (status === 200) leave()
        }),
      ),
    script.afterMs ?? ANSWERED_AFTER_MS,
  )
  return { kill: () => end(done) }
}
