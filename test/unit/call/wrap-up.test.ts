import { describe, expect, test } from 'vitest'
import { Rig } from './rig.ts'
import { compileSmallClinic } from './small-clinic.ts'

const scenario = compileSmallClinic()

describe('a call that the clinic ends', () => {
  test('says goodbye, whatever it was doing, and hangs up', () => {
    const rig = new Rig(scenario)
    rig.silent().played()
    rig.call.wrapUp()
    expect(rig.said).toMatch(/^I am sorry, I have to end this call now\./)
    expect(rig.hungUp).toBe(false)
    rig.played()
    expect(rig.result?.outcome).toBe('withdrawn')
    expect(rig.hungUp).toBe(true)
  })
  test('does nothing a second time, or once it is over', () => {
    const rig = new Rig(scenario)
    rig.silent().played()
    rig.call.wrapUp()
    const spoken = rig.of('prompt').length
    rig.call.wrapUp()
    expect(rig.of('prompt')).toHaveLength(spoken)
    rig.played()
    rig.call.wrapUp()
    expect(rig.of('ended')).toHaveLength(1)
  })
  test('is over at once for somebody who has hung up meanwhile', () => {
    const rig = new Rig(scenario)
    rig.silent().played()
    rig.call.wrapUp()
    rig.call.receive({ kind: 'hangup', by: 'caller' })
    rig.settle()
    expect(rig.result?.outcome).toBe('withdrawn')
  })
})
