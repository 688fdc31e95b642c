import { describe, expect, it } from 'vitest'
import { SILENT_LOG } from '../../../src/engine/jambonz/log.ts'
import { prepareVerbs } from '../../../src/engine/jambonz/prepare-verbs.ts'
import { MAX_FRAME_BYTES, type Gather, type Verb } from '../../../src/engine/jambonz/protocol.ts'
import { cutTexts } from '../../../src/engine/jambonz/verbs.ts'

const gather: Gather = {
  verb: 'gather',
  id: 't1',
  input: ['speech'],
  actionHook: '/turn',
  timeout: 5,
  say: { id: 't1', text: ['Dzień dobry.'] },
}
const size = (verbs: readonly Verb[]): number =>
  Buffer.byteLength(JSON.stringify({ type: 'command', command: 'redirect', queueCommand: false, data: verbs }))
const prepare = (verbs: readonly unknown[]): { readonly verbs: readonly Verb[]; readonly errors: readonly object[] } => {
  const errors: object[] = []
  const log = { ...SILENT_LOG, error: (facts: object) => void errors.push(facts) }
  return { verbs: prepareVerbs(verbs as readonly Verb[], log), errors }
}

describe('verbs that jambonz would refuse', () => {
  it('valid ones are sent as they are', () => {
    expect(prepare([gather])).toEqual({ verbs: [gather], errors: [] })
  })

  it('a gather is replaced by the plainest that does the same', () => {
    const { verbs, errors } = prepare([{ ...gather, recognizer: { language: 'pl-PL' }, bargein: 'yes' }])
    expect(verbs).toEqual([gather])
    expect(errors).toEqual([{ verb: 'gather', fault: 'recognizer: missing value for vendor', replaced: true }])
  })

  it('a say loses its voice rather than its words', () => {
    expect(prepare([{ verb: 'say', text: 'Do widzenia.', synthesizer: { voice: 'x' } }]).verbs).toEqual([
      { verb: 'say', text: 'Do widzenia.' },
    ])
  })

  it('what cannot be mended is left out, so that the rest of the list runs', () => {
    const { verbs, errors } = prepare([{ verb: 'pause', length: 'long' }, gather])
    expect(verbs).toEqual([gather])
    expect(errors).toMatchObject([{ verb: 'pause', replaced: false }])
  })

  it('a verb is not let through because one like it was valid', () => {
    expect(prepare([gather]).errors).toEqual([])
    for (const faulty of [{ id: 7 }, { say: { id: 't1', text: 7 } }, { say: { id: 7, text: [] } }, { timeout: '5' }])
      expect(prepare([{ ...gather, ...faulty }]).errors).toHaveLength(1)
  })

  it('an unknown property is a fault', () => {
    expect(prepare([{ ...gather, vad: {} }]).errors).toMatchObject([{ fault: 'gather: unknown property vad' }])
  })
})

describe('frames under 24 KiB', () => {
  const withHints = (count: number, word: string): Gather => ({
    ...gather,
    recognizer: { vendor: 'default', hints: Array.from({ length: count }, (_, index) => `${word}${index}`) },
  })

  it('hundreds of hints fit', () => {
    const verb = withHints(500, 'słowo ')
    expect(prepare([verb]).verbs).toEqual([verb])
  })

  it('too many hints are trimmed, the first are kept', () => {
    const { verbs, errors } = prepare([withHints(3000, 'проверочное слово ')])
    expect(size(verbs)).toBeLessThan(MAX_FRAME_BYTES)
    expect((verbs[0] as Gather).recognizer?.hints?.slice(0, 2)).toEqual(['проверочное слово 0', 'проверочное слово 1'])
    expect(errors).toEqual([])
  })

  it('hints go before words do', () => {
    const text = Array.from({ length: 20 }, () => 'ж'.repeat(500))
    const { verbs, errors } = prepare([{ ...withHints(50, 'ж'.repeat(200)), say: { text } }])
    expect((verbs[0] as Gather).say?.text).toEqual(text)
    expect((verbs[0] as Gather).recognizer?.hints).toEqual([])
    expect(errors).toEqual([])
  })

  it('a prompt that no frame can hold is cut, and that is an error', () => {
    const { verbs, errors } = prepare([{ ...gather, say: { text: Array.from({ length: 60 }, () => 'ж'.repeat(800)) } }])
    expect(size(verbs)).toBeLessThan(MAX_FRAME_BYTES)
    expect((verbs[0] as Gather).say?.text.length).toBeGreaterThan(10)
    expect(errors).toHaveLength(1)
  })
})

describe('texts of a prompt', () => {
  it('long sentences are cut between words, under the length at which jambonz cuts them itself', () => {
    const text = 'słowo '.repeat(400).trim()
    const texts = cutTexts([{ key: 's:a', text }])
    expect(texts.join(' ')).toBe(text)
    expect(Math.max(...texts.map(one => one.length))).toBeLessThan(900)
  })

  it('a text without a space is cut all the same', () => {
    const texts = cutTexts([{ key: 's:a', text: 'x'.repeat(2000) }])
    expect(texts.join('')).toBe('x'.repeat(2000))
    expect(Math.max(...texts.map(one => one.length))).toBeLessThan(900)
  })

  it('empty ones are left out', () => {
    expect(
      cutTexts([
        { key: 's:a', text: '  ' },
        { key: 's:a', text: ' Tak. ' },
      ]),
    ).toEqual(['Tak.'])
  })
})
