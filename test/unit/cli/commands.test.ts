import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

/** A folder with scenarios of its own, which a test may spoil. */
const copyScenarios = (): string => {
  const folder = createFolder()
  cpSync(join(PROJECT, 'scenarios-yaml'), join(folder, 'scenarios-yaml'), { recursive: true })
  return folder
}
const SCENARIO = 'scenarios-yaml/satisfaction-survey/scenario.yaml'
const spoil = (folder: string, file: string, change: (text: string) => string): void => {
  const path = join(folder, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

describe('the command line', () => {
  it('shows every command in its help, and its version', async () => {
    const help = await runCli(['help'])
    expect(help.code).toBe(0)
    for (const name of [
      'serve',
      'talk',
      'check',
      'simulate',
      'speak',
      'lexicon',
      'texts',
      'diagram',
      'schema',
      'format',
      'new',
      'config',
    ])
      expect(help.out).toContain(`  ${name} `)
    expect((await runCli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
  it('names the command that was meant, and ends with 2', async () => {
    const run = await runCli(['chek'])
    expect(run.code).toBe(2)
    expect(run.err).toContain("unknown command 'chek'")
    expect(run.err).toContain('Did you mean check?')
  })
  it('refuses an unknown option with 2', async () => {
    expect((await runCli(['check', '--jsn'])).code).toBe(2)
  })
  it('names settings that cannot be used, with place and remedy, and ends with 2', async () => {
    const run = await runCli(['config', '--port', '70000'], { folder: createFolder({ 'trucada.yaml': 'prot: 1\n' }) })
    expect(run.code).toBe(2)
    expect(run.err).toContain('trucada.yaml:1:1: error: there is no setting "prot"')
    expect(run.err).toContain('Did you mean "port"?')
    expect(run.err).toContain('--port: error: "70000" is not a whole number, 0 to 65535')
  })
  it('colours only where it is asked to', async () => {
    expect((await runCli(['config'])).out).not.toContain('\u001b[')
    expect((await runCli(['config'], { env: { FORCE_COLOR: '1' } })).out).toContain('\u001b[')
  })
})

describe('a terminal of 80 columns', () => {
  it.each([['config'], ['help'], ['help', 'talk'], ['help', 'simulate'], ['help', 'check']])(
    'is not too narrow for %s %s',
    async (...args) => {
      const folder = join(createFolder(), 'a-name-that-is-so-long-that-nothing-fits-beside-it')
      const { out } = await runCli([...args], { folder, columns: 80 })
      const tooWide = out.split('\n').filter(line => line.length > 80 && !/^\w+ +\/\S+$/.test(line))
      expect([out === '', tooWide]).toEqual([false, []])
    },
  )
  it('gets findings that fit', async () => {
    const folder = copyScenarios()
    spoil(folder, SCENARIO, text => text.replace('title:', 'titel:'))
    const { out } = await runCli(['check'], { folder, columns: 80 })
    expect(out).toContain('Permitted here:')
    expect(out.split('\n').filter(line => line.length > 80)).toEqual([])
  })
})

describe('trucada config', () => {
  it('prints values with whence, for programs too, and no secret', async () => {
    const env = { TRUCADA_JAMBONZ_USER: 'jambonz', TRUCADA_JAMBONZ_PASSWORD: 'sesame-2026' }
    const text = await runCli(['config', '--port', '3100'], { env })
    expect(text.out).toMatch(/^port +3100 {2}\(command line; TRUCADA_PORT\)$/m)
    const json = await runCli(['config', '--json'], { env })
    expect(JSON.parse(json.out)).toContainEqual(
      expect.objectContaining({ key: 'jambonz_user', value: 'jambonz', origin: 'environment' }),
    )
    expect(text.out + json.out).not.toContain('sesame-2026')
  })
})

describe('trucada check', () => {
  it('has nothing to say against the shipped scenarios', async () => {
    const run = await runCli(['check'])
    expect(run.out).toMatch(/✓ (\d+) of \1 scenarios can be called/)
    expect(run.code).toBe(0)
  })
  it('shows what is wrong with its place, excerpt and remedy, and that nothing else is', async () => {
    const folder = copyScenarios()
    spoil(folder, SCENARIO, text => text.replace('title:', 'titel:'))
    const run = await runCli(['check'], { folder })
    expect(run.code).toBe(1)
    expect(run.out).toMatch(/scenarios-yaml\/satisfaction-survey\/scenario\.yaml:\d+:1 error/)
    expect(run.out).toContain('"title"')
    const [, good, all] = /(\d+) of (\d+) scenarios can be called/.exec(run.out) ?? []
    expect(Number(good)).toBe(Number(all) - 1)
  })
  it('reports only on the paths that are named', async () => {
    const folder = copyScenarios()
    spoil(folder, SCENARIO, text => text.replace('title:', 'titel:'))
    const other = await runCli(['check', 'scenarios-yaml/appointment-confirmation'], { folder })
    expect(other.code).toBe(0)
    const own = await runCli(['check', SCENARIO, '--json'], { folder })
    expect(own.code).toBe(1)
    const report = JSON.parse(own.out) as { errors: number; findings: { file: string; code: string }[] }
    expect(report.errors).toBeGreaterThan(0)
    expect(new Set(report.findings.map(finding => finding.file))).toEqual(new Set([SCENARIO]))
  })
  it('writes SARIF', async () => {
    const folder = copyScenarios()
    spoil(folder, SCENARIO, text => text.replace('title:', 'titel:'))
    const log = JSON.parse((await runCli(['check', '--sarif'], { folder })).out) as {
      version: string
      runs: { results: unknown[] }[]
    }
    expect(log.version).toBe('2.1.0')
    expect(log.runs[0]?.results.length).toBeGreaterThan(0)
  })
  it('checks voices and lines too', async () => {
    const folder = copyScenarios()
    spoil(folder, 'scenarios-yaml/voices.yaml', text => text.replace('slow:', 'slwo:'))
    const run = await runCli(['check'], { folder })
    expect(run.code).toBe(1)
    expect(run.out).toContain('scenarios-yaml/voices.yaml:')
  })
  it('finds numbers that no scenario answers and transfers to lines that are not, with their places', async () => {
    const folder = copyScenarios()
    cpSync(join(PROJECT, 'campaigns-yaml'), join(folder, 'campaigns-yaml'), { recursive: true })
    const lines = '"+48600000100": { scenario: home-visit-reqest, language: pl }'
    spoil(folder, 'campaigns-yaml/lines.yaml', text =>
      text.replace(/"\+48600000100": .*/, `${lines}\n  "+48600000109": { scenario: satisfaction-survey, language: uk }`),
    )
    spoil(folder, 'scenarios-yaml/satisfaction-survey/scenario.yaml', text => text.replace('also: [uk, ', 'also: ['))
    spoil(folder, 'scenarios-yaml/policies/clinic.yaml', text => text.replace('transfer: reception', 'transfer: receptoin'))
    const run = await runCli(['check', '--json'], { folder })
    expect(run.code).toBe(1)
    const report = JSON.parse(run.out) as { findings: { file: string; code: string; hint: string }[] }
    const findings = report.findings.filter(({ code }) => code.startsWith('lines/'))
    expect(findings.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'campaigns-yaml/lines.yaml lines/unknown-scenario',
      'campaigns-yaml/lines.yaml lines/unknown-language',
      'scenarios-yaml/policies/clinic.yaml lines/unknown-transfer',
    ])
    expect(findings[0]?.hint).toContain('Did you mean "home-visit-request"?')
    expect(findings[2]?.hint).toContain('Did you mean "reception"?')
    const text = (await runCli(['check'], { folder })).out
    expect(text).toMatch(/campaigns-yaml\/lines\.yaml:5:31 error/)
    expect(text).toMatch(/\^{17}\n/)
    const only = await runCli(['check', 'campaigns-yaml'], { folder })
    expect(only.out).toContain('2 errors in 1 file')
  })
  it('says nothing of transfers where there is no lines.yaml, and nothing of a faulty scenario twice', async () => {
    const folder = copyScenarios()
    expect((await runCli(['check', '--campaigns', 'none'], { folder })).code).toBe(0)
    writeFileSync(join(folder, 'scenarios-yaml/home-visit-request/scenario.yaml'), 'scenario: [\n')
    expect((await runCli(['check'], { folder })).out).not.toContain('lines/')
  })
  it('says what is the matter with a folder that is not there, and ends with 3', async () => {
    const run = await runCli(['check', '--scenarios', 'nowhere'], { folder: createFolder() })
    expect(run.code).toBe(3)
    expect(run.err).toMatch(/error: The folder ".*nowhere" is not there\.\n {2}help: Create it/)
  })
  it('refuses a path that is nothing, with 2', async () => {
    const run = await runCli(['check', 'nowhere.yaml'])
    expect(run.code).toBe(2)
    expect(run.err).toContain('"nowhere.yaml" cannot be checked (ENOENT)')
  })
})

describe('trucada schema', () => {
  it('lists the kinds, prints one, and writes all', async () => {
    expect((await runCli(['schema'])).out.split('\n')).toContain('scenario')
    expect(JSON.parse((await runCli(['schema', 'scenario'])).out)).toMatchObject({ title: 'Trucada scenario', type: 'object' })
    const folder = createFolder()
    await runCli(['schema', '--out', 'schemas'], { folder })
    expect(readdirSync(join(folder, 'schemas'))).toContain('policy.schema.json')
  })
  it('names the kind that was meant', async () => {
    const run = await runCli(['schema', 'scenaro'])
    expect([run.code, run.err]).toEqual([2, 'error: There is no kind of file "scenaro".\n  help: Did you mean "scenario"?\n'])
  })
})

describe('trucada format', () => {
  it('changes what is not canonical, keeps comments, and can only look', async () => {
    const folder = createFolder({ 'a.yaml': '# why\nb:   1\n', 'b.yaml': 'c: 1\n' })
    const look = await runCli(['format', '--check', '.'], { folder })
    expect([look.code, look.out]).toEqual([1, 'a.yaml\n'])
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('# why\nb:   1\n')
    expect((await runCli(['format', 'a.yaml'], { folder })).code).toBe(0)
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('# why\nb: 1\n')
    expect((await runCli(['format', '--check', '.'], { folder })).code).toBe(0)
  })
})

describe('trucada diagram', () => {
  it.each([
    ['mermaid', /stateDiagram|flowchart/],
    ['svg', /^<svg[^>]*>[\s\S]*<\/svg>\n$/],
  ])('draws %s', async (format, shape) => {
    const run = await runCli(['diagram', 'satisfaction-survey', '--format', format])
    expect(run.out).toMatch(shape)
  })
  it('prints the machine as XState takes it', async () => {
    const folder = createFolder()
    const out = join(folder, 'machine.json')
    expect((await runCli(['diagram', 'satisfaction-survey', '--format', 'json', '--out', out])).code).toBe(0)
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ id: 'satisfaction-survey', initial: 'steps' })
  })
  it('names the scenario that was meant', async () => {
    const run = await runCli(['diagram', 'satisfacton-survey'])
    expect([run.code, run.err]).toEqual([
      2,
      'error: There is no scenario "satisfacton-survey".\n  help: Did you mean "satisfaction-survey"?\n',
    ])
  })
})
