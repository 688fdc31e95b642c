import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVariantChooser } from '../../../src/engine/campaigns/lists/choose-variant.ts'

const VARIANTS = [
  { name: 'A', share: 0.5 },
  { name: 'B', share: 0.3 },
  { name: 'C', share: 0.2 },
]
const contacts = fc.array(fc.tuple(fc.constantFrom('pl', 'uk', 'ca'), fc.uuid()), { maxLength: 200 })

describe('variants', () => {
  it('keep their shares in every language, wherever the list ends', () => {
    fc.assert(
      fc.property(contacts, list => {
        const chooser = createVariantChooser(VARIANTS, [])
        const counts = new Map<string, number>()
        for (const [language, key] of list) {
          const variant = chooser.choose(language, key)
          counts.set(`${language} ${variant}`, (counts.get(`${language} ${variant}`) ?? 0) + 1)
          const own = VARIANTS.map(({ name }) => counts.get(`${language} ${name}`) ?? 0)
          const total = own.reduce((sum, count) => sum + count, 0)
          for (const [index, { share }] of VARIANTS.entries()) expect(Math.abs((own[index] ?? 0) - share * total)).toBeLessThan(1)
        }
      }),
    )
  })
  it('are the same for the same list', () => {
    fc.assert(
      fc.property(contacts, list => {
        const [one, other] = [createVariantChooser(VARIANTS, []), createVariantChooser(VARIANTS, [])]
        const chosen = list.map(([language, key]) => one.choose(language, key))
        expect(list.map(([language, key]) => other.choose(language, key))).toEqual(chosen)
      }),
    )
  })
  it('go on from contacts that have theirs', () => {
    const chooser = createVariantChooser(VARIANTS, [
      { stratum: 'pl', variant: 'A', count: 10 },
      { stratum: 'pl', variant: null, count: 3 },
    ])
    const chosen = Array.from({ length: 10 }, (_, index) => chooser.choose('pl', `key ${index}`))
    expect(chosen.sort().join('')).toBe('BBBBBBCCCC')
    expect(createVariantChooser([], []).choose('pl', 'x')).toBeNull()
  })
})
