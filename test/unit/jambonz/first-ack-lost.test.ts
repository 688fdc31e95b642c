import { describe, expect, it } from 'vitest'
import type { TelephoneEvent } from '../../../src/engine/call/ports.ts'
import { createLines } from '../../../src/engine/jambonz/lines.ts'
import { createJambonzSession } from '../../../src/engine/jambonz/session.ts'
import type { JambonzSession } from '../../../src/engine/jambonz/session-ports.ts'
import { createVoices } from '../../../src/engine/jambonz/voices.ts'
import { createVirtualTelephone } from '../../../src/simulation/index.ts'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'
import { makeTurn, START } from './harness.ts'

/** A call whose first socket breaks with `session:new` on its way, held by the session with jambonz's stand-in. */
function breakFirstSocket(direction: 'inbound' | 'outbound', language: 'pl' | 'uk') {
  const clock = createVirtualClock(START)
  const events: TelephoneEvent[] = []
  const types: string[] = []
  let session: JambonzSession | undefined
  let sockets = 0
  const telephone = createVirtualTelephone({
    clock,
    callSid: 'call-1',
    direction,
    from: '+48600000001',
    to: '+48220000000',
    connect(link) {
      sockets += 1
      session ??= createJambonzSession({
        link: {
          // What is sent into the first socket is lost with it.
          send: message => (sockets === 1 ? undefined : link.send(message)),
          cut: () => link.close(1001),
          close: () => undefined,
        },
        clock,
        voices: createVoices({}),
        lines: createLines([], []),
        open: (_info, phone) => ({
          start: () => phone.turn({ ...makeTurn('t1'), language }),
          receive: event => void events.push(event),
        }),
      })
      const held = session
      return {
        receive(message) {
          types.push(message.type)
          held.receive(message)
        },
        closed: code => held.closed(code),
      }
    },
  })
  telephone.ring()
  telephone.caller.dropSocket()
  return { telephone, events, types, sockets: () => sockets, wait: (ms: number) => clock.advanceTo(clock.now() + ms) }
}

describe.each(['pl', 'uk'] as const)('a call whose socket broke before its first message was acked (%s)', language => {
  it.each(['inbound', 'outbound'] as const)('is heard all the same: %s', direction => {
    const { telephone, events, types, sockets, wait } = breakFirstSocket(direction, language)
    wait(700)
    expect(telephone.answeredAt).toBeDefined()
    telephone.caller.speak({ text: language === 'pl' ? 'tak' : 'так', confidence: 0.9 })
    wait(10_000)
    expect(sockets()).toBe(3)
    expect(types.filter(type => type.startsWith('session:'))).toEqual(['session:new', 'session:reconnect', 'session:reconnect'])
    expect(events).toContainEqual(expect.objectContaining({ kind: 'speech', turn: 't1' }))
    expect(telephone.problems).toEqual([])
  })
})
