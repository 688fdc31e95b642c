import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import type { Verb } from '../../../src/engine/jambonz/protocol.ts'
import { measureSpeech, readSpokenText } from '../../../src/simulation/telephone/playback.ts'
import { startCall } from './scripted-app.ts'

const { validate } = createRequire(import.meta.url)('@jambonz/verb-specifications')
const findProblem = (verbs: readonly Verb[]): string | undefined => {
  try {
    validate({ info: () => undefined }, verbs)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'invalid'
  }
}
const types = (app: ReturnType<typeof startCall>): string[] =>
  app.got.map(one =>
    'call_status' in one.message.data && one.message.type === 'call:status'
      ? `call:status ${one.message.data.call_status}`
      : one.message.type,
  )

test('an outbound call rings, is answered, and then asks for its session', () => {
  const app = startCall({ customerData: { contact: 'A1' } })
  expect(types(app)).toEqual(['call:status trying', 'call:status ringing', 'call:status in-progress', 'session:new'])
  expect(app.got.at(-1)?.message).toMatchObject({
    call_sid: 'call-1',
    data: { direction: 'outbound', customerData: { contact: 'A1' } },
  })
})

test('an incoming call asks first, and the first verb that speaks answers it', () => {
  const app = startCall({ direction: 'inbound', acks: { 'session:new': [{ verb: 'say', text: 'Dzień dobry' }] } })
  expect(types(app)).toEqual(['session:new', 'call:status in-progress'])
})

test('an incoming call without verbs in time gets 480', () => {
  const empty = startCall({ direction: 'inbound' })
  expect(types(empty)).toEqual(['session:new', 'call:status failed'])
  expect(empty.closed).toEqual([{ at: 0, code: 1000 }])
  const late = startCall({ direction: 'inbound', acks: { 'session:new': 'never' } })
  late.pass(5000)
  expect(types(late)).toEqual(['session:new', 'call:status failed'])
})

test('sip:decline refuses an incoming call; hangup cannot', () => {
  const declined = startCall({ direction: 'inbound', acks: { 'session:new': [{ verb: 'sip:decline', status: 486 }] } })
  expect(declined.got.at(-1)?.message).toMatchObject({ data: { call_status: 'failed', sip_status: 486 } })
  const skipped = startCall({ direction: 'inbound', acks: { 'session:new': [{ verb: 'hangup' }] } })
  skipped.pass(60_000)
  expect(skipped.telephone.isOver).toBe(false)
})

test('verb:status comes only after notifyEvents, and tells of every text', () => {
  const app = startCall()
  app.redirect({ verb: 'say', text: 'Dzień dobry' })
  app.pass(5000)
  expect(app.statuses()).toEqual([])
  app.redirect({ verb: 'config', notifyEvents: true }, { verb: 'say', id: 's1', text: ['Raz', 'Dwa'] })
  app.pass(5000)
  expect(app.statuses()).toEqual(['finished', 'starting', 'start-playback', 'stop-playback', 'stop-playback', 'finished'])
})

test('the voice needs a second for fourteen characters, longer when slow, and SSML is not spoken', () => {
  expect(measureSpeech(readSpokenText('a'.repeat(28)))).toBe(2000)
  expect(measureSpeech(readSpokenText(`<speak><prosody rate="80%">${'a'.repeat(28)}</prosody></speak>`))).toBe(2500)
  expect(readSpokenText('<speak>Tak &amp; nie<break time="300ms"/></speak>')).toMatchObject({ text: 'Tak & nie', pauseMs: 300 })
})

test('a redirect replaces what runs and what is left; a queued one waits', () => {
  const app = startCall()
  app.redirect({ verb: 'say', text: 'pierwsze zdanie' }, { verb: 'say', text: 'drugie' })
  app.pass(100)
  app.redirect({ verb: 'pause', length: 1 }, { verb: 'say', text: 'trzecie' })
  app.send({ type: 'command', command: 'redirect', queueCommand: true, data: [{ verb: 'say', text: 'czwarte' }] })
  app.pass(5000)
  expect(app.telephone.track.sounds.map(sound => [sound.text, sound.from])).toEqual([
    ['pierwsze zdanie', 0],
    ['trzecie', 1100],
    ['czwarte', 1600],
  ])
})

test('an invalid verb drops the whole redirect in silence', () => {
  const app = startCall({ findProblem })
  app.redirect({ verb: 'say', text: 'zostaje' })
  const before = app.got.length
  app.redirect({ verb: 'say', text: 'nie zabrzmi' }, {
    verb: 'gather',
    id: 'x',
    input: ['speech'],
    actionHook: '/a',
    timeout: 5,
    vad: {},
  } as unknown as Verb)
  app.pass(5000)
  expect(app.telephone.track.sounds.map(sound => sound.text)).toEqual(['zostaje'])
  expect(app.got.length).toBe(before)
  expect(app.telephone.problems).toEqual([expect.stringContaining('redirect dropped: gather: unknown property vad')])
})

test('the guard hangs up a call that nobody has work for', () => {
  const app = startCall()
  app.redirect(
    { verb: 'config', actionHookDelayAction: { enabled: true, noResponseGiveUpTimeout: 20 } },
    { verb: 'say', text: 'a'.repeat(14) },
  )
  app.pass(15_000)
  app.redirect({ verb: 'say', text: 'a'.repeat(14) })
  app.pass(20_999)
  expect(app.telephone.isOver).toBe(false)
  app.pass(1)
  expect(app.telephone.isOver).toBe(true)
  expect(app.got.at(-1)?.message).toMatchObject({
    type: 'call:status',
    data: { call_status: 'completed', call_termination_by: 'jambonz', duration: 36 },
  })
})

test('hangup ends the call; so does the caller, and nothing follows', () => {
  const app = startCall()
  app.redirect({ verb: 'say', text: 'Do widzenia' }, { verb: 'hangup' })
  app.pass(10_000)
  expect(app.got.at(-1)?.message).toMatchObject({ data: { call_status: 'completed', call_termination_by: 'jambonz' } })
  expect(app.closed).toMatchObject([{ code: 1000 }])
  const left = startCall()
  left.redirect({ verb: 'gather', id: 'g', input: ['speech'], actionHook: '/done', timeout: 5, say: { text: 'Halo' } })
  left.telephone.caller.speak({ text: 'tak' })
  left.pass(100)
  left.telephone.caller.hangUp()
  const { length } = left.got
  left.redirect({ verb: 'say', text: 'jeszcze' })
  left.pass(60_000)
  expect(left.got.length).toBe(length)
  expect(left.got.at(-1)?.message).toMatchObject({ data: { call_termination_by: 'caller' } })
  expect(left.clock.waiting).toBe(0)
})

test.each([
  ['bridged', 'completed', 200, 23_000],
  ['busy', 'busy', 486, 3000],
  ['failed', 'failed', 503, 3000],
  ['no_answer', 'ringing', 180, 30_000],
] as const)('dial: %s is reported as %s/%i', (result, status, sip, at) => {
  const app = startCall({ dialled: () => ({ result }) })
  app.redirect({
    verb: 'dial',
    id: 'd1',
    target: [{ type: 'phone', number: '+48600000100' }],
    actionHook: '/dialled',
    timeout: 30,
  })
  app.pass(60_000)
  expect(app.hooks('/dialled')).toMatchObject([{ at, data: { dial_call_status: status, dial_sip_status: sip, verb_id: 'd1' } }])
  const child = app.got
    .filter(one => one.message.data && 'parent_call_sid' in one.message.data)
    .map(one => (one.message.data as { call_status: string }).call_status)
  expect(child.includes('in-progress')).toBe(result === 'bridged')
})

test('background transcription hears through prompts that do not listen', () => {
  const app = startCall()
  app.redirect(
    {
      verb: 'config',
      transcribe: { enable: true, transcriptionHook: '/heard', recognizer: { vendor: 'default', language: 'pl-PL' } },
    },
    { verb: 'say', text: 'a'.repeat(140) },
  )
  app.pass(1000)
  app.telephone.caller.speak({ text: 'halo kto mówi', confidence: 0.8 })
  app.pass(5000)
  expect(app.hooks('/heard')).toMatchObject([
    { data: { speech: { is_final: true, language_code: 'pl-PL', alternatives: [{ transcript: 'halo kto mówi' }] } } },
  ])
  app.redirect({ verb: 'config', transcribe: { enable: false } }, { verb: 'pause', length: 10 })
  app.telephone.caller.speak({ text: 'halo' })
  app.pass(5000)
  expect(app.hooks('/heard').length).toBe(1)
})

test('the detector and the tag verb', () => {
  const app = startCall()
  app.redirect({ verb: 'tag', data: { visit: 7 } }, { verb: 'pause', length: 60 })
  app.telephone.caller.answeredBy('voicemail')
  expect(app.hooks()).toMatchObject([{ data: { type: 'amd_machine_detected', customerData: { visit: 7 } } }])
})

test('a broken socket: jambonz comes back, the verb goes on, messages wait', () => {
  const app = startCall()
  app.redirect(
    { verb: 'config', notifyEvents: true },
    { verb: 'gather', id: 'g', input: ['speech'], actionHook: '/done', timeout: 1, say: { text: 'a'.repeat(14) } },
  )
  app.pass(900)
  app.telephone.caller.dropSocket()
  expect(app.closed).toEqual([{ at: 900, code: 1006 }])
  app.pass(300)
  const { length } = app.got
  app.pass(199)
  expect(app.got.length).toBe(length)
  app.pass(1)
  expect(app.got.slice(length).map(one => one.message.type)).toEqual(['session:reconnect', 'verb:status'])
  app.pass(5000)
  expect(app.hooks('/done')).toMatchObject([{ data: { reason: 'timeout' } }])
})

test('a socket that breaks before session:new is acked: the verbs of the next ack run, and all that follows waits until it breaks again', () => {
  const app = startCall({
    acks: {
      'session:new': 'never',
      'session:reconnect': [
        { verb: 'config', notifyEvents: true },
        { verb: 'gather', id: 'g', input: ['digits'], actionHook: '/done', timeout: 1, numDigits: 1 },
      ],
    },
  })
  app.telephone.caller.dropSocket()
  app.pass(500)
  expect(app.got.at(-1)?.message.type).toBe('session:reconnect')
  app.telephone.caller.press('1')
  app.pass(5000)
  expect(app.got.at(-1)?.message.type).toBe('session:reconnect')
  expect(app.telephone.isOver).toBe(false)
  app.close(1001)
  app.pass(1000)
  expect(app.statuses()).toEqual(['finished', 'starting', 'finished'])
  expect(app.hooks('/done')).toMatchObject([{ data: { reason: 'dtmfDetected', digits: '1' } }])
})

test('closing with 1000 ends the call after the running verb', () => {
  const app = startCall()
  app.redirect({ verb: 'say', text: 'a'.repeat(28) })
  app.pass(500)
  app.close(1000)
  app.pass(1000)
  expect(app.telephone.isOver).toBe(false)
  app.pass(500)
  expect(app.telephone.isOver).toBe(true)
})

test('the longest silence is measured between what both sides say', () => {
  const app = startCall()
  app.redirect({ verb: 'say', text: 'a'.repeat(14) }, { verb: 'pause', length: 9 })
  app.pass(4000)
  app.telephone.caller.speak({ text: 'tak', wordsPerSecond: 1 })
  app.pass(3000)
  expect(app.telephone.track.measureLongestSilence(0, app.clock.now())).toBe(3000)
})
