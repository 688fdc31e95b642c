import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSegments } from '../../../src/engine/messages/index.ts'

describe('the parts of an SMS', () => {
  it.each([
    ['', 'gsm-7', 1],
    ['a'.repeat(160), 'gsm-7', 1],
    ['a'.repeat(161), 'gsm-7', 2],
    ['a'.repeat(306), 'gsm-7', 2],
    ['a'.repeat(307), 'gsm-7', 3],
    // € takes two places, and is not torn apart: 152 and 1 do not hold it.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm-7', 3],
    ['€'.repeat(80), 'gsm-7', 1],
    ['€'.repeat(81), 'gsm-7', 2],
    ['ą'.repeat(70), 'ucs-2', 1],
    ['ą'.repeat(71), 'ucs-2', 2],
    ['я'.repeat(135), 'ucs-2', 3],
    ['👍'.repeat(35), 'ucs-2', 1],
    ['👍'.repeat(36), 'ucs-2', 2],
    // 67 places hold 33 whole ones.
    ['👍'.repeat(67), 'ucs-2', 3],
  ])('are counted as networks do: %#', (text, encoding, segments) => {
    expect(countSegments(text)).toMatchObject({ encoding, segments })
  })
  it('name the signs that make it long', () => {
    expect(countSegments('Wizyta: łąka, ł').foreign).toEqual(['ł', 'ą'])
  })
  it('never grow fewer by a longer text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ maxLength: 40 }), (text, more) => {
        expect(countSegments(text + more).segments).toBeGreaterThanOrEqual(countSegments(text).segments)
      }),
    )
  })
})
