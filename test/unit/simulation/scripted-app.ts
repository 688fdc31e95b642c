import type { FromJambonz, ToJambonz, Verb } from '../../../src/engine/jambonz/protocol.ts'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'
import type { VirtualClock } from '../../../src/simulation/virtual-clock.ts'
import { createVirtualTelephone } from '../../../src/simulation/telephone/virtual-telephone.ts'
import type { VirtualTelephone, VirtualTelephoneOptions } from '../../../src/simulation/telephone/virtual-telephone.ts'
import type { TelephoneLink } from '../../../src/simulation/telephone/wire.ts'

/** What a test's application knows: everything it got, with times from the start of the call. */
export interface ScriptedApp {
  readonly clock: VirtualClock
  readonly telephone: VirtualTelephone
  readonly got: { readonly at: number; readonly message: FromJambonz }[]
  readonly closed: { at: number; code: number }[]
  send(message: ToJambonz): void
  close(code?: number): void
  redirect(...verbs: Verb[]): void
  /** Lets virtual time pass, ms. */
  pass(ms: number): void
  /** `verb:hook` messages of one hook so far, with their time. */
  hooks(hook?: string): { readonly at: number; readonly data: Record<string, unknown> }[]
  statuses(): string[]
  errors(): string[]
}

/** An application that acks everything at once (with `acks` for named hooks) and otherwise does what the test says. */
export function startCall(
  options: Partial<VirtualTelephoneOptions> & { acks?: Record<string, readonly Verb[] | 'never'> } = {},
): ScriptedApp {
  const clock = createVirtualClock(0)
  const got: ScriptedApp['got'] = []
  const closed: ScriptedApp['closed'] = []
  const { acks = {}, ...rest } = options
  let link: TelephoneLink | undefined
  const telephone = createVirtualTelephone({
    clock,
    callSid: 'call-1',
    direction: 'outbound',
    from: '+48600000001',
    to: '+48600000002',
    ...rest,
    connect(opened) {
      link = opened
      return {
        receive(message) {
          got.push({ at: clock.now(), message })
          if (!('msgid' in message)) return
          const ack = acks[message.type === 'verb:hook' ? (message.hook ?? '') : message.type]
          if (ack === 'never') return
          opened.send({ type: 'ack', msgid: message.msgid, ...(ack === undefined ? {} : { data: ack }) })
        },
        closed(code) {
          closed.push({ at: clock.now(), code })
        },
      }
    },
  })
  telephone.ring()
  const select = (type: string) => got.filter(one => one.message.type === type)
  return {
    clock,
    telephone,
    got,
    closed,
    send: message => link?.send(message),
    close: code => link?.close(code),
    redirect: (...verbs) => link?.send({ type: 'command', command: 'redirect', queueCommand: false, data: verbs }),
    pass: ms => clock.advanceTo(clock.now() + ms),
    hooks: hook =>
      select('verb:hook')
        .filter(one => hook === undefined || ('hook' in one.message && one.message.hook === hook))
        .map(one => ({ at: one.at, data: one.message.data as Record<string, unknown> })),
    statuses: () => select('verb:status').map(one => (one.message.data as { event: string }).event),
    errors: () => select('jambonz:error').map(one => (one.message.data as { msg: string }).msg),
  }
}
