import { describe, expect, test } from 'vitest'
import type { CallSnapshot } from '../../../src/engine/call/index.ts'
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

describe('a call that was kept', () => {
  test('comes to the same outcome in another process, wherever it was cut off, and repeats no service', () => {
    for (let cut = 1; cut < DOES.length; cut += 1) {
      const first = new Rig(scenario)
      for (const act of DOES.slice(0, cut)) act(first)
      const second = new Rig(scenario, undefined, keep(first))
      expect(second.of('resumed')).toHaveLength(1)
      for (const act of DOES.slice(cut)) act(second)
      expect(second.result, `cut after ${cut}`).toEqual({ outcome: 'moved', values: { new_time: THURSDAY } })
      const asked = [...first.asked, ...second.asked].map(({ idempotencyKey }) => idempotencyKey)
      expect(new Set(asked).size).toBe(asked.length)
    }
  })

  test('speaks again what was owed: the question in its short form, the read-back as it was', () => {
    const asked = new Rig(scenario).silent().played()
    expect(new Rig(scenario, undefined, keep(asked)).said).toBe('Will you come?')
    const readBack = asked.says('no').played().says('thursday')
    expect(new Rig(scenario, undefined, keep(readBack)).said).toBe('2026-05-07, is that right?')
  })

  test('does not call a service again of which nobody knows whether it was done', () => {
    const first = new Rig(scenario, request =>
      request.contract.name === 'free_times' ? { result: 'done', values: { result: [THURSDAY] } } : new Promise(() => undefined),
    )
    first.silent().played().says('no').played().says('thursday').played().says('yes')
    expect(first.asked.at(-1)?.contract.name).toBe('book')
    const second = new Rig(scenario, undefined, keep(first))
    expect(second.said).toBe('There is nothing, sorry.')
    expect(second.asked).toEqual([])
  })
})
