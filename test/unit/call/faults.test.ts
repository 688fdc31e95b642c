import { describe, expect, test } from 'vitest'
import type { CallOptions } from '../../../src/engine/call/call-options.ts'
import { compileSmallClinic } from './small-clinic.ts'
import { Rig, understanding } from './rig.ts'

const scenario = compileSmallClinic()
const broken = (): never => {
  throw new TypeError('Anna Nowak, +48600000000')
}

/** A call in which one port begins to throw as soon as the test says so. */
function rigWith(break_: (options: CallOptions, isBroken: () => boolean) => Partial<CallOptions>): { rig: Rig; breakIt(): void } {
  let isBroken = false
  const rig = new Rig(scenario, undefined, undefined, undefined, options => break_(options, () => isBroken))
  return {
    rig,
    breakIt: () => {
      isBroken = true
    },
  }
}
const ports: Readonly<Record<string, Parameters<typeof rigWith>[0]>> = {
  'the understanding': (_options, isBroken) => ({
    understanding: { hear: (hypotheses, context) => (isBroken() ? broken() : understanding.hear(hypotheses, context)) },
  }),
  'the understanding, later': (_options, isBroken) => ({
    understanding: {
      hear: (hypotheses, context) => (isBroken() ? Promise.reject(new Error('x')) : understanding.hear(hypotheses, context)),
    },
  }),
  'the speaking': ({ speaking }, isBroken) => ({
    speaking: { format: (...args) => (isBroken() ? broken() : speaking.format(...args)) },
  }),
  'the journal': ({ journal }, isBroken) => ({ journal: entry => (isBroken() ? broken() : journal(entry)) }),
  'the telephone': ({ telephone }, isBroken) => ({
    telephone: {
      turn: turn => (isBroken() ? broken() : telephone.turn(turn)),
      transfer: request => (isBroken() ? broken() : telephone.transfer(request)),
      hangUp: () => (isBroken() ? broken() : telephone.hangUp()),
    },
  }),
}

describe.each(Object.entries(ports))('a bug in %s', (name, break_) => {
  test('ends the call as a fault of the bot, with a word of regret where there is a way to say it', async () => {
    const { rig, breakIt } = rigWith(break_)
    rig.silent().played()
    breakIt()
    rig.says('no')
    await Promise.resolve()
    await Promise.resolve()
    rig.settle()
    // A telephone or a record that fails leaves nothing to say it with.
    const isSaid = rig.result === undefined
    expect([/ journal| telephone/.test(name), isSaid]).toEqual([!isSaid, !/ journal| telephone/.test(name)])
    expect(rig.said.startsWith('I am sorry, there is a technical problem')).toBe(isSaid)
    rig.played()
    expect(rig.result?.outcome).toBe('bot_fault')
    expect(rig.of('fault').length).toBeLessThan(2)
    expect(JSON.stringify(rig.of('fault'))).not.toMatch(/Nowak|600000000/)
  })
})

test('a bug at the first word ends the call in the same way', () => {
  const { rig } = rigWith(({ journal }) => ({
    journal: entry => (entry.kind === 'entered' ? broken() : journal(entry)),
  }))
  expect(rig.said).toMatch(/^I am sorry/)
  rig.played()
  expect(rig.result?.outcome).toBe('bot_fault')
  expect(rig.hungUp).toBe(true)
})

test('a clock that throws ends the call and nothing else', () => {
  const { rig, breakIt } = rigWith(({ clock }, isBroken) => ({
    clock: {
      now: clock.now,
      setTimeout: (run, ms) => (isBroken() ? broken() : clock.setTimeout(run, ms)),
      clearTimeout: timer => clock.clearTimeout(timer),
    },
  }))
  rig.silent().played()
  breakIt()
  rig.says('no')
  expect(rig.result?.outcome).toBe('bot_fault')
  expect(rig.hungUp).toBe(true)
})

test('a caller who hangs up on the regret has hung up, and the outcome stays', () => {
  const { rig, breakIt } = rigWith(ports['the understanding'] ?? (() => ({})))
  rig.silent().played()
  breakIt()
  rig.says('no').hangsUp()
  expect(rig.result?.outcome).toBe('bot_fault')
  expect(rig.of('hangup')).toHaveLength(1)
  expect(rig.hungUp).toBe(false)
})

test('a telephone that never tells the end of the regret does not hold the call', () => {
  const { rig, breakIt } = rigWith(ports['the understanding'] ?? (() => ({})))
  rig.silent().played()
  breakIt()
  rig.says('no')
  rig.clock.advanceTo(rig.clock.now() + 20_000)
  expect(rig.result?.outcome).toBe('bot_fault')
})

test('a service or a message that throws has failed, and the call goes on', () => {
  const { rig } = rigWith(() => ({ services: { call: broken }, messages: { send: broken } }))
  rig.silent().played().says('no')
  expect(rig.said).toBe('There is nothing, sorry.')
  expect(rig.of('fault')).toEqual([])
  expect(JSON.stringify(rig.of('service'))).not.toMatch(/Nowak/)
})

test('whatever it is that waits for the result may throw', () => {
  const { rig } = rigWith(() => ({ onEnd: broken }))
  rig.hangsUp()
  expect(rig.call.result?.outcome).toMatch(/^hung_up/)
})
