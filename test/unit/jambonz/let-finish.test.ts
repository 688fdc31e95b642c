import { describe, expect, it } from 'vitest'
import { type Bench, makeTurn, setUpCall, speech, START } from './harness.ts'

const setUpPrompt = (): Bench => setUpCall({ onStart: phone => phone.turn(makeTurn('t1', { listen: { interrupt: 'never' } })) })
const hear = (bench: Bench, words: string, isFinal = true, confidence?: number): void =>
  bench.hook('/transcript', { speech: speech(words, confidence, isFinal) })
const promptEnds = (bench: Bench, more: object = { reason: 'timeout' }): void => bench.hook('/turn', { verb_id: 't1', ...more })

describe('a prompt that nothing stops', () => {
  it('is a gather for keys alone, heard behind by a transcription', () => {
    const bench = setUpPrompt()
    expect(bench.lastVerbs()).toMatchObject([
      { verb: 'config', notifyEvents: true },
      {
        verb: 'config',
        transcribe: { enable: true, transcriptionHook: '/transcript', recognizer: { interim: true, hints: ['tak', 'nie'] } },
      },
      { verb: 'gather', id: 't1', input: ['digits'], dtmfBargein: false, minDigits: 1, timeout: 0.1 },
    ])
    expect(bench.lastVerbs()[2]).not.toHaveProperty('maxDigits')
    expect(bench.lastVerbs()[2]).not.toHaveProperty('recognizer')
  })

  it('lets keys wait longer than the prompt lasts, so that they do not end it', () => {
    const text = 'Proszę posłuchać. '.repeat(20)
    const bench = setUpCall({
      onStart: phone => phone.turn(makeTurn('t1', { say: [{ key: 's:a', text }], listen: { interrupt: 'never' } })),
    })
    const gather = bench.lastVerbs().at(-1)
    expect(gather).toMatchObject({ verb: 'gather' })
    // At the slowest reading, 8 characters a second.
    expect(gather?.verb === 'gather' && gather.interDigitTimeout).toBeGreaterThan(text.length / 8)
  })

  it('reports what was said meanwhile when it is out, not before', () => {
    const bench = setUpPrompt()
    bench.wait(1000)
    hear(bench, 'a kto', true, 0.8)
    bench.wait(1000)
    hear(bench, 'mówi', true, 0.6)
    expect(bench.kinds()).not.toContain('speech')
    bench.wait(2000)
    promptEnds(bench)
    expect(bench.events.at(-1)).toEqual({
      kind: 'speech',
      turn: 't1',
      hypotheses: [{ text: 'a kto mówi', confidence: 0.6 }],
      beganAt: START + 1000 - 300 - 2 * 280,
      language: 'pl-PL',
    })
    expect(bench.events.find(event => event.kind === 'prompt')).toMatchObject({ state: 'finished' })
  })

  it('waits for somebody who is speaking when it ends', () => {
    const bench = setUpPrompt()
    bench.wait(3000)
    hear(bench, 'chwi', false)
    promptEnds(bench)
    expect(bench.redirects()).toHaveLength(0)
    bench.wait(800)
    hear(bench, 'chwileczkę')
    expect(bench.events.at(-1)).toMatchObject({ kind: 'speech', hypotheses: [{ text: 'chwileczkę' }], beganAt: START + 2800 })
  })

  it('listens in the usual way once it is out and nobody has spoken', () => {
    const bench = setUpPrompt()
    promptEnds(bench)
    expect(bench.redirects().at(-1)?.data).toMatchObject([
      { verb: 'config', transcribe: { enable: false } },
      { verb: 'gather', id: 't1.listen', input: ['speech', 'digits'], timeout: 5 },
    ])
    bench.hook('/turn', { verb_id: 't1.listen', reason: 'timeout' })
    expect(bench.events.at(-1)).toEqual({ kind: 'silence', turn: 't1' })
  })

  it('listens on when the final of somebody who spoke never comes', () => {
    const bench = setUpPrompt()
    hear(bench, 'chwi', false)
    promptEnds(bench)
    bench.wait(3000)
    expect(bench.redirects().at(-1)?.data.at(-1)).toMatchObject({ id: 't1.listen' })
  })

  it('takes a transcript that comes late as the answer', () => {
    const bench = setUpPrompt()
    promptEnds(bench)
    hear(bench, 'tak')
    expect(bench.events.at(-1)).toMatchObject({ kind: 'speech', turn: 't1' })
  })

  it('reports keys when it is out', () => {
    const bench = setUpPrompt()
    promptEnds(bench, { reason: 'dtmfDetected', digits: '1' })
    expect(bench.kinds()).toEqual(['prompt', 'keys'])
    expect(bench.events[0]).toMatchObject({ state: 'finished' })
  })

  it('is not waited for when its hook does not come', () => {
    const bench = setUpPrompt()
    bench.status('start-playback', 't1')
    bench.wait(1000)
    bench.status('stop-playback', 't1')
    bench.wait(1000)
    bench.status('stop-playback', 't1')
    bench.wait(2100)
    expect(bench.redirects().at(-1)?.data.at(-1)).toMatchObject({ id: 't1.listen' })
  })

  it('ends the transcription with the next turn', () => {
    const bench = setUpPrompt()
    hear(bench, 'tak')
    promptEnds(bench)
    bench.telephone.turn(makeTurn('t2'))
    expect(bench.lastVerbs()).toMatchObject([
      { verb: 'config', transcribe: { enable: false } },
      { verb: 'gather', id: 't2' },
    ])
    hear(bench, 'tak')
    expect(bench.events.at(-1)).toEqual({ kind: 'unknown', what: 'a transcript of an earlier turn' })
  })
})
