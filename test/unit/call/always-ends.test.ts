import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CallSnapshot, Heard } from '../../../src/engine/call/index.ts'
import { askWhoFirst, compileSmallClinic } from './small-clinic.ts'
import { Rig, understanding } from './rig.ts'

/** Without the question who is on the telephone, and with it. */
const scenarios = [compileSmallClinic(), compileSmallClinic(askWhoFirst)] as const
/** The rig's, with signs of who speaks. */
const hearing: typeof understanding = {
  hear(hypotheses, context) {
    const heard = understanding.hear(hypotheses, context) as Heard
    const kind = (['voicemail', 'handing_over', 'another_person', 'picking_up'] as const).find(one => heard.text === one)
    return kind === undefined ? heard : { ...heard, who: { kind, because: kind } }
  },
}

const WORDS = [
  'yes',
  'no',
  'maybe yes',
  'tuesday',
  'thursday',
  'not thursday',
  'who is it',
  'hold on',
  'a person please',
  'stop calling',
  'say again',
  'slower',
  '7',
  'mhm',
  '',
  'blue carrots',
  'none of these',
  'yes but who is it',
  'nice weather',
  'are you a robot',
  'voicemail',
  'handing_over',
  'another_person',
  'picking_up',
]
const event = fc.oneof(
  fc.record({ does: fc.constant('says' as const), text: fc.constantFrom(...WORDS), early: fc.boolean(), stale: fc.boolean() }),
  fc.record({ does: fc.constant('presses' as const), digits: fc.constantFrom('1', '2', '3', '9', '#', '123') }),
  fc.record({
    does: fc.constantFrom(
      'silent' as const,
      'played' as const,
      'partial' as const,
      'speech_failed' as const,
      'voice_failed' as const,
      'cut' as const,
      'unknown' as const,
      'voicemail' as const,
      'beep' as const,
      'stopped' as const,
      'human' as const,
      'lost' as const,
      'unheard' as const,
      'restarts' as const,
    ),
  }),
  fc.record({
    does: fc.constant('transfer' as const),
    result: fc.constantFrom('bridged' as const, 'busy' as const, 'no_answer' as const, 'failed' as const, 'closed' as const),
  }),
  fc.record({ does: fc.constant('waits' as const), ms: fc.integer({ min: 1, max: 30_000 }) }),
)

test.each([0, 1] as const)(
  'for any sequence of telephone events, and of processes that die, a call ends in an outcome once the caller hangs up (%i)',
  which => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), events => {
        let rig = new Rig(scenarios[which], undefined, undefined, hearing)
        for (const one of events) {
          if (rig.result) break
          const turn = rig.call.snapshot().state.turn?.id ?? ''
          switch (one.does) {
            case 'says':
              rig.call.receive({
                kind: 'speech',
                turn: one.stale ? (rig.turns.at(-2)?.id ?? turn) : turn,
                hypotheses: [{ text: one.text }],
                beganAt: rig.clock.now() - (one.early ? 5_000 : 0),
              })
              break
            case 'presses':
              rig.call.receive({ kind: 'keys', turn, digits: one.digits })
              break
            case 'silent':
              rig.call.receive({ kind: 'silence', turn })
              break
            case 'played':
              rig.call.receive({ kind: 'prompt', turn, state: 'finished' })
              break
            case 'cut':
              rig.call.receive({ kind: 'prompt', turn, state: 'cut', heardMs: 700 })
              break
            case 'partial':
              rig.call.receive({ kind: 'partial', turn, text: 'ye' })
              break
            case 'speech_failed':
              rig.call.receive({ kind: 'speech_failed', turn, reason: 'vendor' })
              break
            case 'voice_failed':
              rig.call.receive({ kind: 'voice_failed', turn })
              break
            case 'unknown':
              rig.call.receive({ kind: 'unknown', what: 'a new thing' })
              break
            case 'voicemail':
            case 'beep':
            case 'stopped':
            case 'human':
              rig.call.receive({ kind: 'answered_by', by: one.does })
              break
            case 'lost':
            case 'unheard':
              rig.call.receive({ kind: 'interrupted', turn, heard: one.does === 'lost' })
              break
            case 'restarts': {
              const kept = JSON.parse(JSON.stringify(rig.call.snapshot())) as CallSnapshot
              rig.call.leave()
              const { journal } = rig
              rig = new Rig(scenarios[which], undefined, kept, hearing)
              rig.journal.unshift(...journal)
              break
            }
            case 'transfer':
              rig.call.receive({ kind: 'transfer', turn: rig.transfers.at(-1)?.id ?? '', result: one.result })
              break
            default:
              rig.clock.advanceTo(rig.clock.now() + one.ms)
          }
          rig.settle()
        }
        rig.hangsUp()
        rig.clock.advanceTo(rig.clock.now() + 60_000)
        expect(rig.result?.outcome).toBeTypeOf('string')
        expect(rig.result?.outcome).not.toBe('bot_fault')
        expect(rig.of('ended')).toHaveLength(1)
        expect(which === 1 ? rig.listTold() : []).toEqual([])
        const sideEffects = rig
          .of('service')
          .filter(({ state }) => state === 'called')
          .map(({ key }) => key)
        expect(new Set(sideEffects).size).toBe(sideEffects.length)
      }),
      { numRuns: 1_500 },
    )
  },
)
