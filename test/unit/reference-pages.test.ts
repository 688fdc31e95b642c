import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { REFERENCE_PAGES } from '../../scripts/reference/index.ts'

describe('the reference says what the code does (npm run reference writes it)', () => {
  it.each(REFERENCE_PAGES)('$file', ({ file, write }) => {
    expect(readFileSync(file, 'utf8')).toBe(write())
  })
})
