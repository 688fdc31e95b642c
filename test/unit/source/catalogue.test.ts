import { describe, expect, it } from 'vitest'
import { CATALOGUE, type FindingEntry } from '../../../src/scenarios/source/index.ts'

describe('every kind of finding', () => {
  it.each(Object.entries<FindingEntry>(CATALOGUE))('%s has a code, a severity and a paragraph for the manual', (code, entry) => {
    expect(code).toMatch(/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(['error', 'warning', 'info']).toContain(entry.severity)
    expect(entry.manual.length).toBeGreaterThan(80)
    expect(entry.manual).toMatch(/[.!)]$/)
  })
})
