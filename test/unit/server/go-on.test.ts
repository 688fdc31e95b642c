import { describe, expect, it } from 'vitest'
import type { CallResult, Telephone, TelephoneEvent } from '../../../src/engine/call/index.ts'
import { type Further, goOn } from '../../../src/server/calls/go-on.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'

/** A conversation that ends when it is told so. */
function open(isSamePerson = true) {
  const log: string[] = []
  const clock = createVirtualClock(0)
  const telephone: Telephone = {
    turn: ({ say }) => void log.push(`robot: ${say.map(({ text }) => text).join(' ')}`),
    transfer: () => undefined,
    hangUp: () => void log.push('hung up'),
  }
  const ends: ((outcome: string, isIdentified?: boolean) => void)[] = []
  const makeFurther = (name: string): Further => ({
    number: 1,
    keep: () => ({ next: 1 }),
    leave: () => void log.push(`${name} left`),
    language: 'pl',
    isSamePerson,
    open(own, onEnd, stayed) {
      ends.push((outcome, isIdentified = true) => {
        // As a call does it: first the line, then the result.
        own.hangUp()
        onEnd({ outcome, values: {} } satisfies CallResult, isIdentified)
      })
      return {
        start: () => void log.push(`${name} begins${stayed === undefined ? '' : `: ${stayed}`}`),
        receive: (event: TelephoneEvent) => void log.push(`${name} hears ${event.kind}`),
      }
    },
    drop: () => void log.push(`${name} dropped`),
  })
  const next = [makeFurther('second')]
  const call = goOn({ callId: 'c', clock, telephone, takeNext: () => next.shift() }, { first: makeFurther('first') })
  call.start()
  return { call, log, clock, end: (outcome: string, isIdentified?: boolean) => ends.at(-1)?.(outcome, isIdentified) }
}

describe('several conversations in one call', () => {
  it('follow each other on the same line, which is hung up after the last', () => {
    const { call, log, end } = open()
    end('confirmed')
    call.receive({ kind: 'silence', turn: 'c-on-1' })
    call.receive({ kind: 'silence', turn: 'c-and-2-1' })
    end('confirmed')
    expect(log).toEqual([
      'first begins',
      'robot: Proszę się jeszcze nie rozłączać, mam jeszcze jedną sprawę.',
      'second begins: same_person',
      'second hears silence',
      'hung up',
    ])
  })
  it('say that it is for somebody else', () => {
    const { call, log, end } = open(false)
    end('confirmed')
    expect(log.at(-1)).toContain('dla innej osoby')
    call.receive({ kind: 'silence', turn: 'c-on-1' })
    expect(log.at(-1)).toBe('second begins: someone_else')
  })
  it('begin as a call of their own with somebody who has not shown who they are', () => {
    const { call, log, end } = open()
    end('completed', false)
    call.receive({ kind: 'silence', turn: 'c-on-1' })
    expect(log.at(-1)).toBe('second begins')
  })
  it.each(['opted_out', 'emergency', 'handed_over', 'callback', 'bot_fault'])(
    'end with the first when it ended as %s',
    outcome => {
      const { log, end } = open()
      end(outcome)
      expect(log).toEqual(['first begins', 'hung up'])
    },
  )
  it('end when the person hangs up before the next', () => {
    const { call, log, clock, end } = open()
    end('confirmed')
    call.receive({ kind: 'hangup', by: 'caller' })
    clock.advanceTo(60_000)
    expect(log).not.toContain('second begins')
    expect(log.at(-1)).toBe('second dropped')
  })
  it('go on though nobody told that the words were said', () => {
    const { log, clock, end } = open()
    end('confirmed')
    while (clock.nextDue() !== undefined) clock.step()
    expect(log.at(-1)).toBe('second begins: same_person')
  })
})
