import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskChances, restoreClassifier, trainClassifier } from '../../../../src/engine/understanding/classifier/index.ts'

const PHRASES: Readonly<Record<string, readonly string[]>> = {
  agree: ['yes', 'yes please', 'that suits me', 'sure', 'of course', 'all right then', 'yes that is fine'],
  decline: ['no', 'no thank you', 'that does not suit me', 'not really', 'I would rather not', 'no that is no good'],
  move: ['another day please', 'could we move it', 'can I come next week', 'a later time', 'put it off to another day'],
  cancel: ['cancel it', 'I will not come', 'call the visit off', 'I want to cancel', 'please cancel my visit'],
}
const EXAMPLES = Object.entries(PHRASES).flatMap(([label, texts]) => texts.map(text => ({ text, label })))
const OUTSIDE = ['what is the weather like', 'play some music', 'tell me a joke', 'how tall is the tower']
const trained = trainClassifier(EXAMPLES, { outside: OUTSIDE })

describe('trainClassifier', () => {
  it('ranks what is like the phrases of a label first', () => {
    const meant = (text: string): string | undefined => trained.rank(text).guesses[0]?.label
    expect(['Yes, please!', 'no, thanks', 'another day', 'cancel my visit'].map(meant)).toEqual([
      'agree',
      'decline',
      'move',
      'cancel',
    ])
  })
  it('gives the same bytes for the same examples', () => {
    expect(trainClassifier(EXAMPLES, { outside: OUTSIDE }).toBytes()).toEqual(trained.toBytes())
    expect(trainClassifier(EXAMPLES, { outside: OUTSIDE, seed: 2 }).toBytes()).not.toEqual(trained.toBytes())
  })
  it('says none, and does not throw, where it has nothing to go by', () => {
    expect(trainClassifier([]).rank('yes')).toEqual({ guesses: [], none: 1 })
    expect(trainClassifier([], { outside: OUTSIDE }).rank('yes')).toEqual({ guesses: [], none: 1 })
    const one = trainClassifier([{ text: 'yes', label: 'agree' }])
    expect(one.rank('yes').guesses).toHaveLength(1)
    expect(trainClassifier([{ text: '?', label: 'agree' }]).rank('').guesses).toHaveLength(1)
  })
  it('finds the strange less likely to be in scope than the known', () => {
    expect(trained.rank('yes please').none).toBeLessThan(trained.rank('zygomatic quux').none)
  })
})

describe('a ranking', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constantFrom('', ' ', '\0\u0007\u001b[31m', 'так yes ні 是', 'ha'.repeat(50_000), 'x '.repeat(50_000), '\ud800'),
  )
  it('is made of chances that sum to 1, sorted, whatever the text', () => {
    fc.assert(
      fc.property(texts, text => {
        const { guesses, none } = trained.rank(text)
        expect(guesses.map(guess => guess.label).sort()).toEqual(Object.keys(PHRASES).sort())
        const chances = guesses.map(guess => guess.p)
        expect([...chances].sort((one, other) => other - one)).toEqual(chances)
        expect(chances.reduce((sum, p) => sum + p, none)).toBeCloseTo(1, 9)
      }),
    )
  })
  it('is the same to the bit after a round trip through bytes', () => {
    const restored = restoreClassifier(trained.toBytes())
    fc.assert(
      fc.property(texts, text => {
        expect(restored?.rank(text)).toEqual(trained.rank(text))
        expect(restored?.score(text)).toEqual(trained.score(text))
      }),
    )
  })
})

describe('maskChances', () => {
  const chances = trained.weigh('please cancel my visit')
  const awaiting = (isAwaited: (label: string) => boolean) =>
    maskChances(
      chances,
      trained.labels.map(label => (isAwaited(label) ? label : undefined)),
    )
  it('keeps to the awaited labels and tells what was meant elsewhere', () => {
    const masked = awaiting(label => label === 'agree' || label === 'decline')
    expect(['agree', 'decline']).toContain(masked.best?.label)
    expect(masked.elsewhere?.label).toBe('cancel')
    expect(masked.elsewhere?.p).toBeGreaterThan(masked.best?.p ?? 1)
  })
  it('changes nothing when all is awaited, and leaves nothing when nothing is', () => {
    const all = awaiting(() => true)
    expect(all.elsewhere).toBeUndefined()
    expect(all.best?.label).toBe(trained.rank('please cancel my visit').guesses[0]?.label)
    expect(all.best?.p).toBeCloseTo(trained.rank('please cancel my visit').guesses[0]?.p ?? -1, 9)
    expect(all.none).toBeCloseTo(chances.none, 9)
    expect(awaiting(() => false).best).toBeUndefined()
    const nothing = { labels: [], chances: [], none: 0 }
    expect(maskChances(nothing, [])).toEqual({ best: undefined, elsewhere: undefined, none: 0 })
  })
  it('makes awaited labels likelier than they were', () => {
    for (const label of ['agree', 'decline'])
      expect(awaiting(one => one === label).best?.p).toBeGreaterThan(chances.chances[trained.labels.indexOf(label)] ?? 2)
  })
})

describe('restoreClassifier', () => {
  const bytes = trained.toBytes()
  it('reads bytes wherever they stand in memory', () => {
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    expect(restoreClassifier(shifted.subarray(1))?.rank('yes')).toEqual(trained.rank('yes'))
    expect(restoreClassifier(bytes)?.toBytes()).toEqual(bytes)
  })
  it('refuses what is cut off, of another format, or no model at all', () => {
    for (const wrong of [
      bytes.subarray(0, bytes.length - 4),
      bytes.subarray(0, 10),
      new Uint8Array(0),
      new TextEncoder().encode('{}\n'),
    ])
      expect(restoreClassifier(wrong)).toBeUndefined()
  })
  it('gives nothing back where the header lacks something', () => {
    const text = Buffer.from(bytes).toString('latin1')
    for (const name of ['labels', 'features', 'unseenIdf', 'calibration', 'byTop'])
      expect(
        restoreClassifier(new Uint8Array(Buffer.from(text.replace(`"${name}"`, `"${name.slice(1)} "`), 'latin1'))),
      ).toBeUndefined()
  })

  it('never throws on damaged bytes', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const damaged = Uint8Array.from(bytes)
        damaged[at] = value
        expect(() => restoreClassifier(damaged)?.rank('yes please')).not.toThrow()
      }),
    )
  })
})
