import { describe, expect, it } from 'vitest'
import { suggest } from '../../../src/scenarios/source/index.ts'

describe('did you mean', () => {
  it.each([
    ['anwers', 'answers'],
    ['asnwers', 'answers'],
    ['Answers', 'answers'],
    ['then_', 'then'],
    ['sya', 'say'],
    ['listen-for', 'listen_for'],
    ['potwierdź', 'potwierdz'],
  ])('%s → %s', (word, meant) => {
    expect(suggest(word, ['ask', 'answers', 'then', 'say', 'listen_for', 'potwierdz'])).toBe(meant)
  })
  it('proposes nothing far away, and never the word itself', () => {
    expect(suggest('telephone', ['ask', 'say'])).toBeUndefined()
    expect(suggest('ask', ['ask'])).toBeUndefined()
    expect(suggest('', ['ask'])).toBeUndefined()
    expect(suggest('es', ['en', 'ru'])).toBeUndefined()
  })
})
