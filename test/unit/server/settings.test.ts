import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  describeSettings,
  readLogin,
  readSettings,
  readWebAccess,
  SETTINGS,
  type Setting,
  SettingsError,
} from '../../../src/server/settings/index.ts'

const createFolder = (yaml?: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-settings-'))
  if (yaml !== undefined) writeFileSync(join(folder, 'trucada.yaml'), yaml)
  return folder
}
const read = (yaml?: string, flags: Record<string, string> = {}, env: Record<string, string> = {}) =>
  readSettings({ flags, env, folder: createFolder(yaml) })
const problemsOf = (yaml?: string, flags: Record<string, string> = {}, env: Record<string, string> = {}): readonly string[] => {
  try {
    read(yaml, flags, env)
  } catch (error) {
    if (error instanceof SettingsError)
      return error.problems.map(({ place, message, remedy }) => `${place}: ${message} / ${remedy}`)
    throw error
  }
  return []
}

describe('settings come from the strongest source that gives them', () => {
  it('takes defaults when nobody says anything', () => {
    const { settings, origins } = read()
    expect(settings.port).toBe(3000)
    expect(settings.host).toBe('127.0.0.1')
    expect(origins.port).toBe('default')
    expect(settings.jambonz_password).toBeUndefined()
  })
  it('prefers trucada.yaml to defaults, the environment to the file, the command line to all', () => {
    const yaml = 'port: 4001\nhost: 10.0.0.1\nlog_level: warn\n'
    const { settings, origins } = read(yaml, { port: '4003' }, { TRUCADA_PORT: '4002', TRUCADA_HOST: '10.0.0.2' })
    expect([settings.port, settings.host, settings.log_level]).toEqual([4003, '10.0.0.2', 'warn'])
    expect([origins.port, origins.host, origins.log_level]).toEqual(['command line', 'environment', 'trucada.yaml'])
  })
  it('takes an empty variable for absent', () => {
    expect(read('port: 4001', {}, { TRUCADA_PORT: '' }).settings.port).toBe(4001)
  })
  it('counts folders from the working folder', () => {
    const folder = createFolder()
    mkdirSync(join(folder, 'mine'))
    expect(readSettings({ flags: { scenarios: 'mine' }, env: {}, folder }).settings.scenarios).toBe(join(folder, 'mine'))
  })
  it('takes the shipped scenarios where the working folder has none, but never a data folder', () => {
    const folder = createFolder()
    const { settings, origins } = readSettings({ flags: {}, env: {}, folder })
    expect(origins.scenarios).toBe('shipped')
    expect(settings.data).toBe(join(folder, '.trucada'))
    mkdirSync(join(folder, 'scenarios-yaml'))
    expect(readSettings({ flags: {}, env: {}, folder }).settings.scenarios).toBe(join(folder, 'scenarios-yaml'))
  })
})

describe('settings that cannot be used are named with place and remedy', () => {
  it('names an unknown key and the one that was meant', () => {
    expect(problemsOf('host: x\nprot: 3000\n')).toEqual(['trucada.yaml:2:1: there is no setting "prot" / Did you mean "port"?'])
  })
  it.each([
    ['70000', '--port: "70000" is not a whole number, 0 to 65535'],
    ['30x', '--port: "30x" is not a whole number, 0 to 65535'],
    ['-1', '--port: "-1" is not a whole number, 0 to 65535'],
    ['', '--port: "" is not a whole number, 0 to 65535'],
  ])('refuses the port %j', (port, message) => {
    expect(problemsOf(undefined, { port })[0]).toContain(message)
  })
  it('names the line of a bad value in the file', () => {
    expect(problemsOf('host: a\nlog_level: loud\n')[0]).toMatch(/^trucada\.yaml:2:12: "loud" is not one of trace, debug,/)
    expect(problemsOf('port: [1]\n')[0]).toMatch(/^trucada\.yaml:1:1: .* is not a whole number/)
  })
  it('names a file that is not YAML, or no list of names', () => {
    expect(problemsOf('port: "3000\n')[0]).toMatch(/^trucada\.yaml:\d+:\d+: this is not YAML/)
    expect(problemsOf('- port\n')[0]).toContain('settings are names with values')
  })
  it('tells all problems at once', () => {
    expect(problemsOf('prot: 1\nhots: 2\n', { 'log-level': 'loud' }, { TRUCADA_KEEP_CALLS: 'many' })).toHaveLength(4)
  })
  it('wants user and password of jambonz together, but only of those who ask for the login', () => {
    const half = read('jambonz_user: jambonz\n').settings
    expect(() => readLogin(half)).toThrow(/TRUCADA_JAMBONZ_PASSWORD: .* this one is missing/)
    expect(() => readLogin(read(undefined, {}, { TRUCADA_JAMBONZ_PASSWORD: 'x' }).settings)).toThrow(/TRUCADA_JAMBONZ_USER: /)
    expect(readLogin(read().settings)).toBeUndefined()
  })
  it('says so when trucada.yaml may not be read', () => {
    const folder = createFolder()
    mkdirSync(join(folder, 'trucada.yaml'))
    chmodSync(join(folder, 'trucada.yaml'), 0o700)
    expect(() => readSettings({ flags: {}, env: {}, folder })).toThrow(/trucada\.yaml cannot be read \(EISDIR\)/)
  })
})

describe('the list of settings', () => {
  it('is read whole', () => {
    expect(Object.keys(read().settings).sort()).toEqual(SETTINGS.map(setting => setting.key).sort())
  })
  it('names each setting alike everywhere', () => {
    for (const { key, flag, env } of SETTINGS as readonly Setting[]) {
      expect(flag).toBe(key.replaceAll('_', '-'))
      // Names that other programs use for the same thing keep them.
      const isCommon = /^(openai_|azure_|redis_|database_|jambonz_(api|account|application|webhook|requests))/.test(key)
      expect(env).toBe(isCommon ? key.toUpperCase() : `TRUCADA_${key.toUpperCase()}`)
    }
  })
  it('never shows a secret', () => {
    const secret = 'sesame-2026'
    const inForce = read(undefined, { 'jambonz-user': 'u' }, { TRUCADA_JAMBONZ_PASSWORD: secret })
    expect(inForce.settings.jambonz_password).toBe(secret)
    expect(JSON.stringify(describeSettings(inForce))).not.toContain(secret)
    expect(describeSettings(inForce).find(line => line.key === 'jambonz_password')?.value).toBe('••••••')
  })
})

describe('readWebAccess', () => {
  const read = (api_origins: string | undefined, trusted_proxies = 'none') => readWebAccess({ api_origins, trusted_proxies })
  it('reads origins as browsers send them, and networks of proxies', () => {
    const { origins, proxies } = read('https://www.example.org/  http://localhost:8080', 'loopback, 192.0.2.0/24 2001:db8::/32')
    expect([...origins]).toEqual(['https://www.example.org', 'http://localhost:8080'])
    expect(proxies).toEqual(['loopback', '192.0.2.0/24', '2001:db8::/32'])
    expect(read(undefined)).toEqual({ origins: new Set(), proxies: [] })
  })
  it.each(['www.example.org', '*', 'https://www.example.org/form', 'ftp://example.org'])('takes no %s for an origin', text => {
    expect(() => read(text)).toThrow(`"${text}" is no origin`)
  })
  it.each(['all', '192.0.2.0/33', '192.0.2', '2001:db8::/129', '192.0.2.0/24/1'])('takes no %s for a network', text => {
    expect(() => read(undefined, text)).toThrow(`"${text}" is no address`)
  })
})
