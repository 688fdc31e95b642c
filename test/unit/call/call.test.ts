import { describe, expect, test } from 'vitest'
import { compileSmallClinic } from './small-clinic.ts'
import { Rig, THURSDAY, TUESDAY } from './rig.ts'

const scenario = compileSmallClinic()
/** A call that has come to its first question, which was heard. */
const atVisit = (rig = new Rig(scenario)): Rig => rig.silent().played()

describe('a call', () => {
  test('goes from the greeting to the ending and hangs up', () => {
    const rig = atVisit().says('yes').played().says('9').silent()
    expect(rig.result).toEqual({ outcome: 'confirmed', values: { mark: 9 } })
    expect(rig.hungUp).toBe(true)
  })

  test('keeps a chosen time after it was read back', () => {
    const rig = atVisit().says('no')
    expect(rig.said).toContain('2026-05-05')
    rig.played().says('thursday')
    expect(rig.said).toBe('2026-05-07, is that right?')
    rig.played().says('yes')
    expect(rig.asked.map(({ contract, input }) => [contract.name, input])).toEqual([
      ['free_times', { limit: 3 }],
      ['book', { at: THURSDAY }],
    ])
    expect(rig.silent().result).toEqual({ outcome: 'moved', values: { new_time: THURSDAY } })
  })

  test('keeps nothing of a list when none of it suits', () => {
    const rig = atVisit().says('no').played().says('none of these').silent()
    expect(rig.result).toEqual({ outcome: 'no_answer', values: {} })
  })

  test('a value rejected at its read-back is asked for again', () => {
    const rig = atVisit().says('no').played().says('thursday').played().says('no')
    expect(rig.said).toContain('Which one?')
    rig.played().says('tuesday').played().says('yes')
    expect(rig.asked.at(-1)?.input).toEqual({ at: TUESDAY })
  })

  test('a value corrected at its read-back is read back anew', () => {
    const rig = atVisit().says('no').played().says('thursday').played().says('no tuesday')
    expect(rig.said).toBe('2026-05-05, is that right?')
    expect(rig.asked.map(({ contract }) => contract.name)).not.toContain('book')
  })

  test('climbs the silence ladder and leaves by its last rung', () => {
    const rig = atVisit()
    rig.call.receive({ kind: 'silence', turn: rig.turn.id })
    rig.settle()
    expect(rig.said).toBe('Will you come?')
    rig.silent()
    expect(rig.said).toBe('Hello, can you hear me? Will you come?')
    expect(rig.silent().result?.outcome).toBe('no_answer')
  })

  test('tells what is understood but not on offer from what is not understood', () => {
    const rig = atVisit().says('nice weather')
    expect(rig.said).toBe('That I cannot do here. Will you come?')
    rig.played().says('blue carrots')
    expect(rig.said).toBe('Will you come?')
  })

  test('an optional question is skipped after its second failure', () => {
    const rig = atVisit().says('yes').silent()
    expect(rig.said).toBe('From zero to ten, how do you like us?')
    expect(rig.silent().silent().result).toEqual({ outcome: 'confirmed', values: {} })
  })

  test('hands over, and comes back from nobody', () => {
    const rig = atVisit().says('a person please')
    expect(rig.transfers.map(({ to }) => to)).toEqual(['reception'])
    rig.call.receive({ kind: 'transfer', turn: rig.transfers[0]?.id ?? '', result: 'no_answer' })
    rig.settle()
    expect(rig.said).toBe('Nobody is free now.')
    expect(rig.silent().result?.outcome).toBe('no_answer')
  })

  test('a caller who hangs up on the person that they were connected to was handed over', () => {
    const rig = atVisit().says('a person please')
    rig.call.receive({ kind: 'transfer', turn: rig.transfers[0]?.id ?? '', result: 'bridged' })
    rig.call.receive({ kind: 'hangup', by: 'caller' })
    rig.settle()
    expect(rig.result?.outcome).toBe('handed_over')
  })

  test("a failing and a throwing service lead to the step's failed", () => {
    const rejecting = atVisit(
      new Rig(scenario, () => {
        throw new Error('down')
      }),
    ).says('no')
    expect(rejecting.said).toBe('There is nothing, sorry.')
    expect(rejecting.of('service').map(({ state }) => state)).toEqual(['called', 'failed'])
  })

  test('an empty list takes the branch for it, a named result its own', () => {
    expect(atVisit(new Rig(scenario, () => ({ result: 'done', values: { result: [] } }))).says('no').said).toBe(
      'There is nothing, sorry.',
    )
    let booked = 0
    const rig = atVisit(
      new Rig(scenario, request => {
        if (request.contract.name === 'free_times') return { result: 'done', values: { result: [TUESDAY, THURSDAY] } }
        booked += 1
        return { result: booked === 1 ? 'taken' : 'done', values: {} }
      }),
    )
    rig.says('no').played().says('tuesday').played().says('yes')
    expect(rig.said).toContain('Which one?')
    expect(new Set(rig.asked.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(rig.asked.length)
  })

  test('takes what is due at one instant by its urgency, however it came', () => {
    const hangUp = atVisit()
    hangUp.call.receive({ kind: 'speech', turn: hangUp.turn.id, hypotheses: [{ text: 'no' }], beganAt: hangUp.clock.now() })
    expect(hangUp.hangsUp().result?.outcome).toMatch(/^hung_up/)
    expect(hangUp.asked).toEqual([])

    const stop = atVisit()
    stop.call.receive({ kind: 'keys', turn: stop.turn.id, digits: '2' })
    stop.says('stop calling')
    expect(stop.asked.map(({ contract }) => contract.name)).toEqual(['stop_calling'])

    const final = atVisit()
    final.call.receive({ kind: 'silence', turn: final.turn.id })
    expect(final.says('no').asked.map(({ contract }) => contract.name)).toEqual(['free_times'])
  })

  test('gives the rung of a silence back when late words show that it was none', () => {
    const rig = atVisit()
    rig.call.receive({ kind: 'silence', turn: rig.turn.id })
    rig.settle()
    rig.says('who is it', rig.clock.now() - 5_000).silent()
    expect(rig.said).toBe('Will you come?')
    expect(rig.silent().said).toBe('Will you come?')
    expect(rig.silent().said).toContain('can you hear me')
  })

  test('lets the first noise at a question pass, and counts the second', () => {
    const rig = atVisit().says('')
    expect(rig.of('rung')).toEqual([])
    rig.says('mhm')
    expect(rig.of('rung')).toMatchObject([{ ladder: 'not_understood', rung: 1 }])
  })

  test('drops keys typed ahead before a service that changes something', () => {
    const bookFirst = compileSmallClinic({
      'visit/scenario.yaml': text =>
        text.replace('    then: visit\n', '    then: book\n').replace('done: bye_moved', 'done: visit'),
    })
    const rig = new Rig(bookFirst).presses('1')
    expect(rig.asked.map(({ contract }) => contract.name)).toEqual(['book'])
    expect(rig.said).toContain('Will you come?')
    expect(new Rig(scenario).presses('1').said).toContain('From zero to ten')
  })

  test('too many failures in one call end it', () => {
    const rig = atVisit()
    for (let index = 0; index < 12 && !rig.result; index += 1)
      rig
        .says(index % 2 ? 'who is it' : 'blue carrots')
        .silent()
        .played()
    expect(rig.result?.outcome).toBe('no_answer')
  })

  test('a key that crosses with the next turn answers the question that is asked now', () => {
    const afterStatement = new Rig(scenario)
    const [statement] = afterStatement.turns
    afterStatement.silent()
    afterStatement.call.receive({ kind: 'keys', turn: statement?.id ?? '', digits: '1' })
    expect(afterStatement.settle().said).toContain('From zero to ten')

    const afterSilence = atVisit()
    const question = afterSilence.turn.id
    afterSilence.call.receive({ kind: 'silence', turn: question })
    afterSilence.settle()
    afterSilence.call.receive({ kind: 'keys', turn: question, digits: '1' })
    expect(afterSilence.settle().said).toContain('From zero to ten')
  })

  test('a key that crosses with the question after its own answers nothing', () => {
    const rig = atVisit()
    const question = rig.turn.id
    rig.says('yes')
    rig.call.receive({ kind: 'keys', turn: question, digits: '9' })
    expect(rig.settle().of('keys')).toEqual([])
    expect(rig.result).toBeUndefined()
  })

  test('the first key of a date that is typed ahead counts with those that follow', () => {
    const born = compileSmallClinic({
      'visit/scenario.yaml': text =>
        text.replace(
          '    then: visit\n',
          '    then: born\n  born: { ask: "When were you born?", listen_for: { born: date }, then: visit }\n',
        ),
    })
    const rig = new Rig(born).presses('1')
    expect(rig.said).toBe('When were you born?')
    // The telephone waits for more keys before it tells of them.
    rig.clock.advanceTo(rig.clock.now() + 4_000)
    rig.presses('2051980')
    expect(rig.of('kept')).toMatchObject([{ name: 'born', value: '1980-05-12' }])
    expect(rig.said).toContain('Your visit')
  })
})
