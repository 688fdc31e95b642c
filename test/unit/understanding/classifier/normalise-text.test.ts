import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseText } from '../../../../src/engine/understanding/classifier/index.ts'

describe('normaliseText', () => {
  it.each([
    ['plain text', 'plain text'],
    ['Так, м’язи!', "так м'язи"],
    ['об`єкт — обʼєкт', "об'єкт об'єкт"],
    ["L'hora del col·legi", "l'hora del collegi"],
    ["'quoted' rock'n'roll'", "quoted rock'n'roll"],
    ['Ёлка, ёж', 'елка еж'],
    ['за́мок и\u0306', 'замок й'],
    ['ﬁne № 5 ½', 'fine no 5 1 2'],
    ['ＷＩＤＥ İ', 'wide i'],
    ['e-mail: a.b@c', 'e mail a b c'],
    ['  a \t\n b  ', 'a b'],
    ['\u0000\u001b[31m', '31m'],
    ['👍 so\u00ADft 中文', 'soft 中文'],
    ['\ud800', ''],
    ['\u0000', ''],
    ['\u0374', ''],
    ['a\u0000b', 'a b'],
    ['...', ''],
    ['', ''],
  ])('%j becomes %j', (text, words) => {
    expect(normaliseText(text)).toBe(words)
  })
  it('gives words with single spaces between them, which stay as they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), text => {
        const words = normaliseText(text)
        expect(words).toBe(words.trim())
        expect(words).not.toMatch(/ {2}|[^\p{L}\p{N}\p{M}' ]/u)
        expect(normaliseText(words)).toBe(words)
      }),
    )
  })
  it('reads texts of any length', () => {
    expect(normaliseText('A'.repeat(100_000))).toBe('a'.repeat(100_000))
    expect(normaliseText('Ж́ '.repeat(50_000))).toHaveLength(99_999)
  })
})
