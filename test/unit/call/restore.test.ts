import { describe, expect, test } from 'vitest'
import type { CallSnapshot, Heard, ServiceAnswer, ServiceRequest, Understanding } from '../../../src/engine/call/index.ts'
import { Rig, THURSDAY } from './rig.ts'
import { compileSmallClinic } from './small-clinic.ts'

const scenario = compileSmallClinic()

/** A call that moves a visit: what the caller does at each question. */
const DOES: readonly ((rig: Rig) => Rig)[] = [
  rig => rig.silent(),
  rig => rig.played().says('who is it'),
  rig => rig.silent(),
  rig => rig.played().says('no'),
  rig => rig.played().says('thursday'),
  rig => rig.played().says('yes'),
  rig => rig.silent(),
]
/** As a store would keep it. */
const keep = (rig: Rig): CallSnapshot => JSON.parse(JSON.stringify(rig.call.snapshot())) as CallSnapshot
/** Another process takes the call up. */
const goOn = (
  kept: CallSnapshot,
  services?: (request: ServiceRequest) => ServiceAnswer | Promise<ServiceAnswer>,
  hearing?: Understanding,
): Rig => new Rig(scenario, services, kept, hearing).settle()
const interrupt = (rig: Rig, heard: boolean): Rig => {
  rig.call.receive({ kind: 'interrupted', turn: rig.turn.id, heard })
  return rig.settle()
}
const never = (): Promise<never> => new Promise(() => undefined)
/** At the read-back of the new time; "yes" calls `book`, which gives no answer. */
const bookWithoutAnswer = (): Rig => {
  const first = new Rig(scenario, request =>
    request.contract.name === 'free_times' ? { result: 'done', values: { result: [THURSDAY] } } : never(),
  )
  first.silent().played().says('no').played().says('thursday').played().says('yes')
  expect(first.asked.at(-1)?.contract.name).toBe('book')
  return first
}

describe('a call that was kept', () => {
  test('comes to the same outcome in another process, wherever it was cut off, and repeats no service', () => {
    for (let cut = 1; cut < DOES.length; cut += 1) {
      const first = new Rig(scenario)
      for (const act of DOES.slice(0, cut)) act(first)
      const second = goOn(keep(first))
      expect(second.of('resumed')).toHaveLength(1)
      for (const act of DOES.slice(cut)) act(second)
      expect(second.result, `cut after ${cut}`).toEqual({ outcome: 'moved', values: { new_time: THURSDAY } })
      const asked = [...first.asked, ...second.asked].map(({ idempotencyKey }) => idempotencyKey)
      expect(new Set(asked).size).toBe(asked.length)
    }
  })

  test('says nothing where the telephone still listens, and takes the answer of that turn', () => {
    const second = goOn(keep(new Rig(scenario).silent().played()))
    expect(second.turns).toEqual([])
    second.says('no')
    expect(second.said).not.toContain('cut off')
  })

  test('apologises and asks in short when what was said is lost', () => {
    const second = interrupt(goOn(keep(new Rig(scenario).silent().played())), true)
    expect(second.said).toBe('Sorry, we were cut off. Will you come?')
    expect(second.of('prompt').map(({ form }) => form)).toEqual(['interrupted', 'again'])
  })

  test('apologises once, and says what was never heard as it was', () => {
    const first = new Rig(scenario).silent()
    const second = interrupt(goOn(keep(first)), false)
    expect(second.said).toBe(`Sorry, we were cut off. ${first.said}`)
    expect(interrupt(second.played(), true).said).toBe('Sorry, we were cut off. Will you come?')
    second.silent()
    expect(second.said).not.toContain('cut off')
  })

  test('reads back again what waits for a yes', () => {
    const first = new Rig(scenario).silent().played().says('no').played().says('thursday')
    expect(interrupt(goOn(keep(first)), true).said).toBe('Sorry, we were cut off. 2026-05-07, is that right?')
  })

  test('goes on after a statement whose end is lost', () => {
    const first = new Rig(scenario)
    expect(interrupt(goOn(keep(first)), true).said).toMatch(/^Sorry, we were cut off\. .*\?$/)
  })

  test('judges what was said and acknowledged before its process died, and apologises for the wait', () => {
    const deaf: Understanding = { hear: () => new Promise<Heard>(() => undefined) }
    const asked = new Rig(scenario).silent().played()
    const first = goOn(keep(asked), undefined, deaf)
    first.says('no')
    const second = goOn(keep(first))
    expect(second.of('utterance').map(({ text }) => text)).toEqual(['no'])
    expect(second.said).toMatch(/^Sorry, we were cut off\. /)
    expect(second.asked.map(({ contract }) => contract.name)).toEqual(['free_times'])
  })

  test('hears a hang-up that waited', () => {
    const first = new Rig(scenario).silent().played()
    first.call.receive({ kind: 'hangup', by: 'caller' })
    expect(goOn(keep(first)).result?.outcome).toBe('hung_up_early')
  })

  test('ignores a break in a turn that is over', () => {
    const first = new Rig(scenario).silent().played()
    const { id } = first.turn
    first.says('no')
    first.call.receive({ kind: 'interrupted', turn: id, heard: true })
    first.settle()
    expect(first.said).not.toContain('cut off')
  })

  test('does nothing any more once it was left to another process', () => {
    const first = new Rig(scenario).silent().played()
    const before = first.journal.length
    first.call.leave()
    first.says('no').hangsUp()
    first.clock.advanceTo(first.clock.now() + 3_600_000)
    expect(first.journal).toHaveLength(before)
    expect([first.result, first.hungUp]).toEqual([undefined, false])
  })
})

describe('a service whose answer was lost with its process', () => {
  test('that may not be repeated is not: it counts as failed, and its step says who looks into it', () => {
    const second = goOn(keep(bookWithoutAnswer()))
    expect(second.said).toBe('Sorry, we were cut off. There is nothing, sorry.')
    expect(second.asked).toEqual([])
    expect(second.of('service').map(({ state }) => state)).toEqual(['verified', 'failed'])
  })

  test('that may not be repeated is looked up where that is possible', async () => {
    const kept = keep(bookWithoutAnswer())
    const second = goOn(
      kept,
      Object.assign(() => never(), { verify: () => Promise.resolve({ result: 'done', values: {} }) }),
    )
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    second.settle().silent()
    expect(second.asked).toEqual([])
    expect(second.result).toEqual({ outcome: 'moved', values: { new_time: THURSDAY } })
  })

  test('that never came there is called after all', () => {
    const kept = keep(bookWithoutAnswer())
    const services = Object.assign(() => ({ result: 'done', values: {} }), { verify: () => 'not_done' as const })
    const second = goOn(kept, services).silent()
    expect(second.asked.map(({ contract }) => contract.name)).toEqual(['book'])
    expect(second.result?.outcome).toBe('moved')
  })

  test('that does no harm twice is asked again, by the same key', () => {
    const first = new Rig(scenario, never)
    first.silent().played().says('no')
    const second = goOn(keep(first))
    expect(second.asked.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
      first.asked.map(({ idempotencyKey }) => idempotencyKey),
    )
    expect(second.said).toMatch(/^Sorry, we were cut off\. /)
  })
})

test('a call begun by another version of its scenario goes where the policy leads when a call cannot go on', () => {
  const second = new Rig(scenario, undefined, undefined, undefined, () => ({ handOver: true })).settle()
  expect(second.of('resumed')).toMatchObject([{ scenario: 'changed' }])
  expect(second.turns).toEqual([])
  expect(second.result?.outcome).toBe('no_answer')
})

describe('a call that waits for the end of a voicemail greeting', () => {
  test('leaves its message after the greeting, in another process too', () => {
    const first = new Rig(scenario)
    first.call.receive({ kind: 'answered_by', by: 'voicemail' })
    first.settle()
    const kept = keep(first)
    expect(kept.state.voicemail).toEqual({ isWaiting: true, isRepeated: false, isDetected: true })
    const second = goOn(kept)
    expect(second.turns).toEqual([])
    second.clock.advanceTo(second.clock.now() + 20_100)
    expect(second.said).toContain('Please call us back')
  })
})
