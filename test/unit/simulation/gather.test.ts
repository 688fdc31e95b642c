import { expect, test } from 'vitest'
import type { Gather } from '../../../src/engine/jambonz/protocol.ts'
import { startCall } from './scripted-app.ts'

/** 28 characters: 2 s at 14 characters a second. */
const TWO_SECONDS = 'Czy termin jest aktualny, tu'
const ask = (more: Partial<Gather> = {}): Gather => ({
  verb: 'gather',
  id: 'turn-1',
  input: ['speech', 'digits'],
  actionHook: '/done',
  partialResultHook: '/partial',
  timeout: 5,
  say: { text: [TWO_SECONDS] },
  listenDuringPrompt: true,
  bargein: true,
  ...more,
})
const listen = (...parts: Partial<Gather>[]) => {
  const app = startCall()
  app.redirect({ verb: 'config', notifyEvents: true }, ask(Object.assign({}, ...parts)))
  return app
}

test('the silence timer starts when the prompt was played out', () => {
  const app = listen()
  app.pass(6999)
  expect(app.hooks('/done')).toEqual([])
  app.pass(1)
  expect(app.hooks('/done')).toMatchObject([{ at: 7000, data: { reason: 'timeout', verb_id: 'turn-1', call_sid: 'call-1' } }])
})

test('a timeout of zero waits for ever', () => {
  const app = listen({ timeout: 0 })
  app.pass(600_000)
  expect(app.hooks('/done')).toEqual([])
})

test('every partial restarts the silence timer', () => {
  const app = listen()
  app.pass(5000)
  app.telephone.caller.speak({ text: 'no wie Pani', wordsPerSecond: 1, partialsOnly: true })
  app.pass(3000)
  expect(app.hooks('/partial').map(one => one.at)).toEqual([6000, 7000, 8000])
  app.pass(4999)
  expect(app.hooks('/done')).toEqual([])
  app.pass(1)
  expect(app.hooks('/done')).toMatchObject([{ at: 13_000, data: { reason: 'timeout' } }])
})

test('bargein: a partial of enough words cuts the prompt, and the final ends the gather', () => {
  const app = listen({ minBargeinWordCount: 2 })
  app.pass(500)
  app.telephone.caller.speak({ text: 'tak oczywiście proszę', wordsPerSecond: 2, confidence: 0.9, finalAfterMs: 700 })
  app.pass(500)
  expect(app.statuses()).not.toContain('kill-playback')
  app.pass(500)
  expect(app.statuses()).toEqual(expect.arrayContaining(['speech-bargein-detected', 'stop-playback', 'kill-playback']))
  expect(app.telephone.playback).toBeUndefined()
  app.pass(1200)
  expect(app.hooks('/done')).toMatchObject([
    {
      at: 2700,
      data: {
        reason: 'speechDetected',
        speech: { is_final: true, alternatives: [{ transcript: 'tak oczywiście proszę', confidence: 0.9 }] },
      },
    },
  ])
  expect(app.telephone.track.sounds[0]).toMatchObject({ who: 'bot', from: 0, to: 1500, share: 0.75 })
})

test('without bargein partials do not cut the prompt, a final ends the gather all the same', () => {
  const app = listen({ bargein: false, minBargeinWordCount: 1 })
  app.telephone.caller.speak({ text: 'mhm', wordsPerSecond: 2, finalAfterMs: 500 })
  app.pass(999)
  expect(app.telephone.playback).toBeDefined()
  app.pass(1)
  expect(app.hooks('/done')).toMatchObject([{ at: 1000, data: { reason: 'speechDetected' } }])
  expect(app.statuses()).toContain('kill-playback')
})

test('without listenDuringPrompt nothing said or keyed during the prompt arrives', () => {
  const app = listen({ listenDuringPrompt: false })
  app.telephone.caller.speak({ text: 'tak', wordsPerSecond: 2, finalAfterMs: 100 })
  app.telephone.caller.press('1')
  app.pass(1900)
  expect(app.hooks()).toEqual([])
  expect(app.statuses()).not.toContain('kill-playback')
})

test('a recogniser that starts in the middle of an utterance hears the rest only', () => {
  const app = listen({ listenDuringPrompt: false })
  app.pass(1000)
  app.telephone.caller.speak({ text: 'nie nie chcę', wordsPerSecond: 1 })
  app.pass(6000)
  expect(app.hooks('/done')).toMatchObject([{ data: { speech: { alternatives: [{ transcript: 'nie chcę' }] } } }])
})

test('the first digit stops the prompt and the recogniser', () => {
  const app = listen({ minDigits: 1, maxDigits: 3, interDigitTimeout: 2 })
  app.pass(500)
  app.telephone.caller.press('1')
  app.telephone.caller.speak({ text: 'tak', wordsPerSecond: 2, finalAfterMs: 100 })
  expect(app.telephone.playback).toBeUndefined()
  expect(app.statuses()).toContain('dtmf-bargein-detected')
  app.pass(2000)
  expect(app.hooks()).toMatchObject([{ at: 2500, data: { reason: 'dtmfDetected', digits: '1' } }])
})

test('with dtmfBargein false a key does not stop the prompt at once, but its timer does', () => {
  const app = listen({ input: ['digits'], dtmfBargein: false, minDigits: 1, interDigitTimeout: 1 })
  app.pass(500)
  app.telephone.caller.press('7')
  expect(app.telephone.playback).toBeDefined()
  app.pass(1000)
  expect(app.hooks('/done')).toMatchObject([{ at: 1500, data: { reason: 'dtmfDetected', digits: '7' } }])
})

test.each([
  ['numDigits', { numDigits: 2 }, '12', { reason: 'dtmfDetected', digits: '12' }, 2250],
  ['maxDigits', { minDigits: 1, maxDigits: 2 }, '123', { reason: 'dtmfDetected', digits: '12' }, 2250],
  ['finishOnKey is not in digits', { minDigits: 1, finishOnKey: '#' }, '12#', { reason: 'dtmfDetected', digits: '12' }, 2500],
  [
    'interDigitTimeout with minDigits',
    { minDigits: 1, interDigitTimeout: 2 },
    '12',
    { reason: 'dtmfDetected', digits: '12' },
    4250,
  ],
  ['minDigits at the timeout', { minDigits: 1 }, '12', { reason: 'dtmfDetected', digits: '12' }, 7000],
  ['digits before the timeout are lost without minDigits', {}, '12', { reason: 'timeout' }, 7000],
  ['interDigitTimeout sleeps without minDigits', { interDigitTimeout: 2 }, '12', { reason: 'timeout' }, 7000],
])('keys: %s', (_name, options, keys, data, at) => {
  const app = listen(options)
  app.pass(2000)
  app.telephone.caller.press(keys)
  app.pass(10_000)
  expect(app.hooks('/done')).toMatchObject([{ at, data }])
  expect(app.hooks('/done')[0]?.data['digits']).toBe('digits' in data ? data.digits : undefined)
})

test('a killed gather gives no hook', () => {
  const app = listen()
  app.pass(500)
  app.redirect({ verb: 'say', text: 'Chwileczkę' })
  app.pass(60_000)
  expect(app.hooks()).toEqual([])
  expect(app.telephone.track.sounds.map(sound => sound.text)).toEqual([TWO_SECONDS, 'Chwileczkę'])
})

test('an empty or blank transcript is no answer', () => {
  const app = listen()
  app.telephone.caller.speak({ text: '  ' })
  app.pass(6900)
  expect(app.hooks()).toEqual([])
})

test('the same final can come twice: the second reaches the gather that runs then', () => {
  const app = listen({ say: { text: '' } })
  app.telephone.caller.speak({ text: 'tak', wordsPerSecond: 2, finalAfterMs: 500, twiceAfterMs: 300 })
  app.pass(1000)
  app.redirect(ask({ id: 'turn-2', say: { text: 'Dziękuję' } }))
  app.pass(300)
  expect(app.hooks('/done')).toMatchObject([
    { at: 1000, data: { verb_id: 'turn-1' } },
    { at: 1300, data: { verb_id: 'turn-2', speech: { alternatives: [{ transcript: 'tak' }] } } },
  ])
})

test('verbs in the ack of the hook replace the rest; an empty ack goes on with it', () => {
  const replaced = startCall({ acks: { '/done': [{ verb: 'say', text: 'nowe' }] } })
  replaced.redirect(ask({ timeout: 1 }), { verb: 'say', text: 'stare' })
  replaced.pass(5000)
  expect(replaced.telephone.track.sounds.map(sound => sound.text)).toEqual([TWO_SECONDS, 'nowe'])
  const kept = startCall()
  kept.redirect(ask({ timeout: 1 }), { verb: 'say', text: 'stare' })
  kept.pass(5000)
  expect(kept.telephone.track.sounds.map(sound => sound.text)).toEqual([TWO_SECONDS, 'stare'])
})

test('a hook that nobody acks for five seconds ends the gather with an error', () => {
  const app = startCall({ acks: { '/done': 'never' } })
  app.redirect(ask({ timeout: 1 }), { verb: 'say', text: 'dalej' })
  app.pass(7999)
  expect(app.errors()).toEqual([])
  app.pass(1)
  expect(app.errors()).toEqual(['invalid actionHook response'])
  expect(app.telephone.track.sounds.map(sound => sound.text)).toEqual([TWO_SECONDS, 'dalej'])
})
