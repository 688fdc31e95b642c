import { describe, expect, it } from 'vitest'
import type { Gather, Synthesizer } from '../../../src/engine/jambonz/protocol.ts'
import { createVoices } from '../../../src/engine/jambonz/voices.ts'
import { type Bench, CALL, makeTurn, setUpCall, speech, START } from './harness.ts'

const gatherOf = (bench: Bench): Gather => bench.lastVerbs().find((verb): verb is Gather => verb.verb === 'gather') as Gather

describe('a turn becomes a gather', () => {
  it('that speaks each sentence as a text, listens to words and keys, and names itself', () => {
    const bench = setUpCall()
    expect(gatherOf(bench)).toEqual({
      verb: 'gather',
      id: 't1',
      input: ['speech', 'digits'],
      actionHook: '/turn',
      partialResultHook: '/partial',
      timeout: 5,
      bargein: true,
      minBargeinWordCount: 1,
      dtmfBargein: true,
      minDigits: 1,
      maxDigits: 1,
      interDigitTimeout: 2,
      recognizer: { vendor: 'default', language: 'pl-PL', hints: ['tak', 'nie'] },
      say: { id: 't1', text: ['Dzień dobry, tu przychodnia.', 'Czy rozmawiam z panią Anną Nowak?'] },
    })
  })

  it('whose texts are not taken for the address of a file', () => {
    const texts = ['Adres: Polna 5.', 'Numer zgłoszenia: 7.', 'Zero: wcale nie.']
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { say: texts.map(text => ({ key: 's:a', text })) })) })
    expect(gatherOf(bench).say?.text).toEqual(['Adres : Polna 5.', 'Numer zgłoszenia: 7.', 'Zero : wcale nie.'])
  })

  it('that only a final stops, when the turn says so', () => {
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { listen: { interrupt: 'final' } })) })
    expect(gatherOf(bench)).toMatchObject({ bargein: false, partialResultHook: '/partial' })
  })

  it('that ends at the key that finishes a number', () => {
    const bench = setUpCall({
      onStart: phone => phone.turn(makeTurn('t1', { listen: { keys: { max: 9, finishOn: '#', betweenMs: 3000 } } })),
    })
    expect(gatherOf(bench)).toMatchObject({ maxDigits: 9, finishOnKey: '#', interDigitTimeout: 3, minDigits: 1 })
  })

  it('that hears no keys where none are expected', () => {
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { listen: { keys: { max: 0, betweenMs: 3000 } } })) })
    expect(gatherOf(bench)).toMatchObject({ input: ['speech'], dtmfBargein: false })
  })

  it('that waits at least a moment, because 0 would be for ever', () => {
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { listen: { silenceMs: 0 } })) })
    expect(gatherOf(bench).timeout).toBe(0.1)
  })

  it('that names its voice only when it is not the one that the call began with', () => {
    const bench = setUpCall()
    bench.telephone.turn(makeTurn('t2', { language: 'uk' }))
    expect(gatherOf(bench).say?.synthesizer).toEqual({ vendor: 'default', language: 'uk-UA' })
    expect(gatherOf(bench).recognizer?.language).toBe('uk-UA')
  })

  it('that speaks slowly by SSML, with signs escaped', () => {
    const bench = setUpCall({
      onStart: phone => phone.turn(makeTurn('t1', { pace: 'slow', say: [{ key: 's:a', text: 'Leki & zioła < 5.' }] })),
    })
    expect(gatherOf(bench).say?.text).toEqual(['<speak><prosody rate="80%">Leki &amp; zioła &lt; 5.</prosody></speak>'])
  })

  it('that speaks slowly by options of the vendor', () => {
    const recognizer = { vendor: 'default', language: 'pl-PL' }
    const pl = {
      recognizer,
      synthesizer: { vendor: 'elevenlabs', voice: 'v', options: { model: 'm' } },
      normal: { kind: 'none' },
      slow: { kind: 'options', options: { speed: 0.8 } },
    } as const
    const bench = setUpCall({ voices: createVoices({ pl }), onStart: phone => phone.turn(makeTurn('t1', { pace: 'slow' })) })
    expect(gatherOf(bench).say).toMatchObject({
      text: ['Dzień dobry, tu przychodnia.', 'Czy rozmawiam z panią Anną Nowak?'],
      synthesizer: { voice: 'v', options: { model: 'm', speed: 0.8 } },
    })
  })

  it('that has no say when there is nothing to say', () => {
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { say: [{ key: 's:a', text: ' ' }] })) })
    expect(gatherOf(bench)).not.toHaveProperty('say')
  })

  it('sent as one command that kills what runs', () => {
    const bench = setUpCall()
    bench.telephone.turn(makeTurn('t2'))
    expect(bench.sent.at(-1)).toMatchObject({ type: 'command', command: 'redirect', queueCommand: false })
  })
})

describe('what comes of a turn', () => {
  it('words, with all guesses and their confidence', () => {
    const bench = setUpCall()
    bench.wait(4000)
    const heard = {
      language_code: 'pl-PL',
      is_final: true,
      alternatives: [{ transcript: 'tak', confidence: 0.9 }, { transcript: 'dach' }],
    }
    bench.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: heard })
    expect(bench.events.at(-1)).toEqual({
      kind: 'speech',
      turn: 't1',
      hypotheses: [{ text: 'tak', confidence: 0.9 }, { text: 'dach' }],
      beganAt: START + 4000 - 300 - 280,
      language: 'pl-PL',
    })
  })

  it('words, begun 200 ms before the first partial', () => {
    const bench = setUpCall()
    bench.wait(3000)
    bench.hook('/partial', { verb_id: 't1', speech: speech('tak', undefined, false) })
    bench.wait(600)
    bench.hook('/partial', { verb_id: 't1', speech: speech('tak ale', undefined, false) })
    bench.wait(1000)
    bench.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak ale wolę czwartek') })
    expect(bench.events.filter(event => event.kind === 'partial').map(event => event.text)).toEqual(['tak', 'tak ale'])
    expect(bench.events.at(-1)).toMatchObject({ kind: 'speech', beganAt: START + 2800 })
  })

  it('low confidence is speech like any other', () => {
    const bench = setUpCall()
    bench.hook('/turn', { verb_id: 't1', reason: 'stt-low-confidence', speech: speech('yhm', 0.2) })
    expect(bench.events.at(-1)).toMatchObject({ kind: 'speech', hypotheses: [{ text: 'yhm', confidence: 0.2 }] })
  })

  it('speech without a guess is an empty one', () => {
    const bench = setUpCall()
    bench.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: { alternatives: 'none' } })
    expect(bench.events.at(-1)).toMatchObject({ kind: 'speech', hypotheses: [{ text: '' }] })
  })

  it('keys', () => {
    const bench = setUpCall()
    bench.hook('/turn', { verb_id: 't1', reason: 'dtmfDetected', digits: '12' })
    expect(bench.events.at(-1)).toEqual({ kind: 'keys', turn: 't1', digits: '12', at: START })
  })

  it('silence, after a prompt that was thus played out', () => {
    const bench = setUpCall()
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(bench.kinds()).toEqual(['prompt', 'silence'])
    expect(bench.events[0]).toMatchObject({ state: 'finished' })
  })

  it.each([[{ reason: 'error', details: 'no credits' }], [{ reason: 'something new' }], [{}]])('a failure for %j', data => {
    const bench = setUpCall()
    bench.hook('/turn', { verb_id: 't1', ...data })
    expect(bench.events.at(-1)).toMatchObject({ kind: 'speech_failed', turn: 't1' })
  })

  it('one end only: what comes twice is counted', () => {
    const bench = setUpCall()
    bench.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    bench.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(bench.kinds().filter(kind => kind === 'speech')).toHaveLength(1)
    expect(bench.events.at(-1)).toEqual({ kind: 'unknown', what: 'a hook of an earlier turn' })
  })

  it('is acked before the call hears of it', () => {
    const bench = setUpCall({ onEvent: (event, phone) => event.kind === 'silence' && phone.turn(makeTurn('t2')) })
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' }, 'm')
    expect(bench.sent.slice(1).map(message => message.type)).toEqual(['ack', 'command'])
  })
})

describe('what belongs to an earlier turn', () => {
  it('a silence that crossed with the next turn is dropped and counted', () => {
    const bench = setUpCall()
    bench.telephone.turn(makeTurn('t2'))
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(bench.events).toEqual([{ kind: 'unknown', what: 'a hook of an earlier turn' }])
  })

  it('words and keys that crossed are reported as the earlier turn, for the call to judge', () => {
    const bench = setUpCall()
    bench.telephone.turn(makeTurn('t2'))
    bench.hook('/turn', { verb_id: 't1', reason: 'dtmfDetected', digits: '1' })
    expect(bench.events).toEqual([{ kind: 'keys', turn: 't1', digits: '1', at: START }])
    bench.hook('/turn', { verb_id: 't2', reason: 'timeout' })
    expect(bench.events.at(-1)).toEqual({ kind: 'silence', turn: 't2' })
  })

  it('a partial is dropped', () => {
    const bench = setUpCall()
    bench.telephone.turn(makeTurn('t2'))
    bench.hook('/partial', { verb_id: 't1', speech: speech('ta', undefined, false) })
    expect(bench.events).toEqual([{ kind: 'unknown', what: 'a partial of an earlier turn' }])
  })
})

describe('a recogniser that fails', () => {
  const failure = (id: string, failover = 'not available'): object => ({
    type: 'jambonz:error',
    data: { msg: 'ASR error', details: 'STT vendor error', failover, verb: 'gather', id },
  })

  it('ends the turn, since no hook will come', () => {
    const bench = setUpCall()
    bench.session.receive(failure('t1'))
    expect(bench.events.at(-1)).toEqual({ kind: 'speech_failed', turn: 't1', reason: 'ASR error' })
  })

  it('does not end the turn while jambonz tries another vendor', () => {
    const bench = setUpCall()
    bench.session.receive(failure('t1', 'in progress'))
    expect(bench.kinds()).toEqual(['unknown'])
  })

  it('leaves a timer behind that deafens the next gather: it is listened again, at once or when all is said, and nothing has failed anew', () => {
    const bench = setUpCall()
    bench.session.receive(failure('t1'))
    bench.telephone.turn(makeTurn('t2'))
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(bench.lastVerbs()).toMatchObject([{ verb: 'gather', id: 't2.listen' }])
    expect(bench.lastVerbs().at(-1)).not.toHaveProperty('say')
    expect(bench.kinds().filter(kind => kind !== 'prompt')).toEqual(['speech_failed'])

    const speaking = setUpCall()
    speaking.session.receive(failure('t1'))
    speaking.telephone.turn(makeTurn('t2'))
    speaking.status('start-playback', 't2')
    speaking.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(speaking.redirects()).toHaveLength(1)
    for (let text = 0; text < 2; text += 1) speaking.status('stop-playback', 't2')
    speaking.wait(100)
    expect(speaking.lastVerbs()).toMatchObject([{ verb: 'gather', id: 't2.listen' }])
  })

  it('a hook whose ack jambonz missed is lost with what was said', () => {
    const bench = setUpCall()
    bench.session.receive({ type: 'jambonz:error', data: { msg: 'invalid actionHook response', verb: 'gather', id: 't1' } })
    expect(bench.events.at(-1)).toEqual({ kind: 'interrupted', turn: 't1', heard: true })
  })
})

describe('how far a prompt was heard', () => {
  const prompts = (bench: Bench): readonly object[] => bench.events.filter(event => event.kind === 'prompt')

  it('to its end: after the last of its texts', () => {
    const bench = setUpCall()
    bench.status('start-playback', 't1')
    bench.wait(2000)
    bench.status('stop-playback', 't1')
    expect(prompts(bench)).toHaveLength(1)
    bench.wait(1500)
    bench.status('stop-playback', 't1')
    bench.wait(100)
    expect(prompts(bench)).toEqual([
      { kind: 'prompt', turn: 't1', state: 'started' },
      { kind: 'prompt', turn: 't1', state: 'finished', heardMs: 3500 },
    ])
  })

  it('until it was cut', () => {
    const bench = setUpCall()
    bench.status('start-playback', 't1')
    bench.wait(1200)
    bench.status('stop-playback', 't1')
    bench.status('kill-playback', 't1')
    bench.wait(100)
    expect(prompts(bench).at(-1)).toMatchObject({ kind: 'prompt', turn: 't1', state: 'cut', heardMs: 1200 })
  })

  it('until it was cut, also when the only text ends by the cut', () => {
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { say: [{ key: 's:a', text: 'Słucham.' }] })) })
    bench.status('start-playback', 't1')
    bench.wait(300)
    bench.status('stop-playback', 't1')
    bench.status('kill-playback', 't1')
    bench.wait(100)
    expect(prompts(bench).at(-1)).toMatchObject({ state: 'cut', heardMs: 300 })
  })

  it('to its end, also when the ending gather kills what was played out', () => {
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { say: [{ key: 's:a', text: 'Słucham.' }] })) })
    bench.status('start-playback', 't1')
    bench.wait(900)
    bench.status('stop-playback', 't1')
    bench.wait(5000)
    bench.status('kill-playback', 't1')
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(prompts(bench)).toMatchObject([{ state: 'started' }, { state: 'finished', heardMs: 900 }])
  })

  it('is said before what the caller said', () => {
    const bench = setUpCall()
    bench.status('start-playback', 't1')
    bench.wait(1000)
    bench.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(bench.kinds()).toEqual(['prompt', 'prompt', 'speech'])
    expect(bench.events[1]).toMatchObject({ state: 'cut', heardMs: 1000 })
  })

  it('by whole pieces, whatever speed a voice or a recording has', () => {
    const say = ['Dzień dobry, tu przychodnia.', 'Dzwonimy w sprawie jutrzejszej wizyty.', 'Czy ten termin jest aktualny?']
    const bench = setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { say: say.map(text => ({ key: 's:a', text })) })) })
    bench.status('start-playback', 't1')
    bench.wait(6000)
    bench.status('stop-playback', 't1')
    bench.wait(500)
    bench.status('kill-playback', 't1')
    const [cut] = prompts(bench).slice(-1)
    const { heardShare: share = 0 } = cut as { readonly heardShare?: number }
    // The first piece was slow, and took three times as long as a voice usually does; of the second a few letters were heard.
    const letters = say.map(text => text.length)
    expect(share * letters.reduce((sum, one) => sum + one, 0)).toBeCloseTo((letters[0] ?? 0) + 7, 5)
  })

  it('of a turn that the next one replaced', () => {
    const bench = setUpCall()
    bench.status('start-playback', 't1')
    bench.wait(1000)
    bench.telephone.turn(makeTurn('t2'))
    bench.status('kill-playback')
    bench.status('start-playback')
    expect(prompts(bench).slice(1)).toMatchObject([
      { kind: 'prompt', turn: 't1', state: 'cut', heardMs: 1000 },
      { kind: 'prompt', turn: 't2', state: 'started' },
    ])
  })

  it('not at all when the voice fails', () => {
    const bench = setUpCall()
    // Once more by the same voice, and then no more.
    for (let time = 0; time < 2; time += 1)
      bench.session.receive({
        type: 'jambonz:error',
        call_sid: CALL,
        data: { msg: 'TTS error', failover: 'not available', verb: 'say', id: 't1' },
      })
    expect(prompts(bench)).toEqual([{ kind: 'prompt', turn: 't1', state: 'cut', heardMs: 0, heardShare: 0 }])
    expect(bench.events).toContainEqual({ kind: 'voice_failed', turn: 't1' })
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(bench.kinds().at(-1)).toBe('silence')
  })
})

describe('a voice that fails', () => {
  const error = (failover: string) => ({
    type: 'jambonz:error',
    call_sid: CALL,
    data: { msg: 'TTS error', failover, verb: 'say', id: 't1' },
  })
  const own = { vendor: 'microsoft', language: 'pl-PL', voice: 'pl-PL-ZofiaNeural' }
  const voiceWith = (synthesizer: Synthesizer) =>
    createVoices({ pl: { recognizer: { vendor: 'default' }, synthesizer, normal: { kind: 'none' }, slow: { kind: 'none' } } })
  const said = (bench: ReturnType<typeof setUpCall>) =>
    bench.lastVerbs().flatMap(verb => (verb.verb === 'gather' && verb.say ? [verb.say.synthesizer] : []))

  it('gives way to its spare, which speaks what was lost, and stays', () => {
    const voices = voiceWith({ ...own, fallbackVendor: 'google', fallbackVoice: 'pl-PL-Standard-A' })
    const bench = setUpCall({ voices })
    bench.session.receive(error('not available'))
    expect(said(bench)).toEqual([{ vendor: 'google', language: 'pl-PL', voice: 'pl-PL-Standard-A' }])
    expect(bench.lastVerbs().at(-1)).toMatchObject({ verb: 'gather', id: 't1' })
    bench.status('start-playback', 't1')
    expect(bench.events.at(-1)).toMatchObject({ kind: 'prompt', turn: 't1', state: 'started' })
    bench.telephone.turn(makeTurn('t2'))
    expect(said(bench)).toMatchObject([{ vendor: 'google' }])
  })

  it("gives way to the application's own voice where jambonz has tried the spare, or there is none", () => {
    const tried = setUpCall({ voices: voiceWith({ ...own, fallbackVendor: 'google', fallbackVoice: 'pl-PL-Standard-A' }) })
    tried.session.receive(error('in progress'))
    expect(tried.redirects()).toHaveLength(0)
    tried.session.receive(error('not available'))
    expect(said(tried)).toEqual([{ vendor: 'default', language: 'pl-PL' }])
    const bare = setUpCall({ voices: voiceWith(own) })
    bare.session.receive(error('not available'))
    expect(said(bare)).toEqual([{ vendor: 'default', language: 'pl-PL' }])
  })

  it('gives way once a call; without another, what was lost is said once more, and no further', () => {
    const bench = setUpCall({ voices: voiceWith(own) })
    bench.session.receive(error('not available'))
    bench.session.receive(error('not available'))
    expect(bench.redirects()).toHaveLength(2)
    expect(said(bench)).toEqual([{ vendor: 'default', language: 'pl-PL' }])
    expect(bench.kinds()).not.toContain('prompt')
    bench.session.receive(error('not available'))
    expect(bench.redirects()).toHaveLength(2)
    expect(bench.events).toContainEqual(expect.objectContaining({ kind: 'prompt', turn: 't1', state: 'cut' }))
    bench.telephone.turn(makeTurn('t2'))
    bench.session.receive({ ...error('not available'), data: { ...error('').data, failover: 'not available', id: 't2' } })
    expect(bench.redirects()).toHaveLength(4)
  })
})
