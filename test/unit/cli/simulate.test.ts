import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

const SHIPPED = ['--scenarios', join(PROJECT, 'scenarios-yaml'), '--campaigns', join(PROJECT, 'campaigns-yaml')]
const GOOD = `simulation: says no
scenario: satisfaction-survey
languages: [pl]
contact: { patient: { name: Anna Nowak, phone: "+48600000000" } }
call:
  - bot: identity.hello
  - says: agree
  - bot: consent
  - hangs_up: true
check: { outcome: hung_up }
`

describe('trucada simulate', () => {
  it('holds the calls of files and says so', async () => {
    const folder = createFolder({ 'good.yaml': GOOD })
    const run = await runCli(['simulate', 'good.yaml', '--junit', 'report.xml', ...SHIPPED], { folder })
    expect(run.out).toBe('✓ 1 call as simulated\n')
    expect(run.code).toBe(0)
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain('<testcase name="says no (pl)"')
  })
  it('shows a call that goes otherwise, from both sides, and ends with 1', async () => {
    const folder = createFolder({ 'bad.yaml': GOOD.replace('outcome: hung_up', 'outcome: completed') })
    const run = await runCli(['simulate', 'bad.yaml', ...SHIPPED], { folder })
    expect(run.code).toBe(1)
    expect(run.out).toContain('bad.yaml:10')
    expect(run.out).toContain('expected  completed')
    expect(run.out).toContain('but       hung_up')
  })
  it('shows what no call exercised only when asked', async () => {
    const folder = createFolder({ 'good.yaml': GOOD })
    const run = await runCli(['simulate', '.', '--coverage', ...SHIPPED], { folder })
    expect(run.out).toContain('satisfaction-survey/scenario.yaml:')
  })
  it('names what no call exercised as seen from the working folder, and fits 80 columns', async () => {
    const folder = createFolder({ 'good.yaml': GOOD })
    const run = await runCli(['simulate', join(folder, 'good.yaml'), '--coverage'], { folder: PROJECT, columns: 80 })
    expect(run.out).toMatch(/^ {2}scenarios-yaml\/satisfaction-survey\/scenario\.yaml:\d+ /m)
    expect(run.out).not.toMatch(/[ (]satisfaction-survey\/scenario/)
    // Places are left whole, so that they can be clicked.
    expect(run.out.split('\n').filter(line => line.length > 80 && !line.startsWith('  scenarios-yaml/'))).toEqual([])
  })
  it('prints a report for programs', async () => {
    const folder = createFolder({ 'good.yaml': GOOD })
    const report: unknown = JSON.parse(
      (await runCli(['simulate', 'good.yaml', '--json', '--lang', 'pl', ...SHIPPED], { folder })).out,
    )
    expect(report).toMatchObject({ passed: true, results: [{ simulation: 'says no', outcome: 'hung_up' }] })
  })
  it('names the place of a fault in a file', async () => {
    const folder = createFolder({ 'bad.yaml': GOOD.replace('languages:', 'langauges:') })
    const run = await runCli(['simulate', '.', ...SHIPPED], { folder })
    expect(run.code).toBe(1)
    expect(run.out).toContain('bad.yaml:3:1 error')
  })
  it('does not call it a success when no call was held', async () => {
    const run = await runCli(['simulate', '.', '--lang', 'uk', ...SHIPPED], { folder: createFolder({ 'good.yaml': GOOD }) })
    expect([run.code, run.out]).toEqual([2, ''])
    expect(run.err).toContain('None of these simulations is held in uk.')
  })
  it.each([
    [['simulate', 'nowhere.yaml'], '"nowhere.yaml" cannot be read (ENOENT)'],
    [['simulate', '.'], 'There are no simulations there.'],
    [['simulate', '.', '--lang', 'xx'], '"xx" is no language that trucada speaks.'],
  ])('refuses %j', async (args, message) => {
    const run = await runCli([...args, ...SHIPPED], { folder: createFolder() })
    expect(run.code).toBe(2)
    expect(run.err).toContain(message)
  })
})
