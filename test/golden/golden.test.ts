import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATALOGUE, formatFindingsAsText } from '../../src/scenarios/source/index.ts'
import { BASE, checkFiles, GOLDEN, listCases, readCase } from './overlay.ts'

test('nothing is found in the base', () => {
  const { findings, sources } = checkFiles(BASE)
  expect(formatFindingsAsText(findings, sources)).toBe('')
})

test('every finding of the language has a bad and a good example', () => {
  expect(listCases()).toEqual(Object.keys(CATALOGUE).sort())
})

describe.each(listCases())('%s', code => {
  test('is found in the bad example, as recorded', async () => {
    const { findings, sources } = checkFiles(readCase(code, 'bad'))
    const found = findings.filter(finding => finding.code === code)
    expect(found, `instead: ${[...new Set(findings.map(finding => finding.code))].join(', ')}`).not.toEqual([])
    await expect(formatFindingsAsText(found, sources)).toMatchFileSnapshot(join(GOLDEN, code, 'expected.txt'))
  })

  test('is not found in the good example, and no error either', () => {
    const { findings } = checkFiles(readCase(code, 'good'))
    const left = findings.filter(finding => finding.code === code || finding.severity === 'error')
    expect(left.map(finding => `${finding.file}:${finding.span.line} ${finding.code} ${finding.message}`)).toEqual([])
  })
})
