import { describe, expect, test } from 'vitest'
import { createCaller, HALVES, readAnswers } from '../bench/answers/hold-calls.ts'
import { LANGUAGES } from '../src/scenarios/model/documents.ts'

/** The whole, in all scenarios that call out, is `npm run bench:answers`. */
const SCENARIO = 'appointment-confirmation'
const caller = createCaller()

describe.each(HALVES)('machines and strangers that answer (%s)', half => {
  test.each(LANGUAGES)('are told nothing in %s', async language => {
    const lines = readAnswers(half, language).filter(({ who }) => who !== 'person')
    expect(lines).toHaveLength(30)
    expect(new Set(lines.map(({ text }) => text)).size).toBe(30)
    for (const line of lines) {
      for (const { told, isVerified, faults, when } of await caller.hold(line, SCENARIO))
        expect({ ...line, when, told, isVerified, faults }).toEqual({ ...line, when, told: [], isVerified: false, faults: [] })
    }
  })
})

test('the patient is told', async () => {
  const lines = LANGUAGES.flatMap(language => readAnswers('development', language)).filter(({ who }) => who === 'person')
  const calls = (await Promise.all(lines.map(line => caller.hold(line, SCENARIO)))).flat().filter(({ when }) => when === 'asked')
  const known = calls.filter(({ isVerified, told }) => isVerified && told.length > 0)
  // A greeting with more in it than a yes is asked again.
  expect(known.length / calls.length).toBeGreaterThan(0.9)
})
