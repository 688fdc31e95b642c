import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readModelSettings, readSettings, type Settings, SettingsError } from '../../../src/server/settings/index.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { createLog } from '../../../src/server/log.ts'
import { readCandidates } from '../../../src/server/understanding/candidate-files.ts'
import { openUnderstanding } from '../../../src/server/understanding/open-understanding.ts'
import { type FakeApi, meaning, startFakeApi } from '../understanding/cascade/fake-api.ts'
import { siteOf } from '../understanding/cascade/site.ts'

const settingsOf = (flags: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Settings =>
  readSettings({ flags, env, folder: mkdtempSync(join(tmpdir(), 'trucada-llm-')) }).settings
const modelOf = (flags: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}) =>
  readModelSettings(settingsOf(flags, env))
const problemsOf = (flags: Readonly<Record<string, string>>): readonly string[] => {
  try {
    modelOf(flags, { OPENAI_API_KEY: 'k' })
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map(({ place }) => place)
    throw error
  }
  return []
}

describe('the settings of the language model', () => {
  it('are off until somebody gives a key or an address', () => {
    expect(modelOf()).toBeUndefined()
    expect(modelOf({}, { OPENAI_API_KEY: 'k' })).toEqual({
      model: 'gpt-4.1-mini',
      apiKey: 'k',
      budgetMs: 700,
      limit: { kind: 'requests', most: 2000 },
      prices: { in: 0.4, out: 1.6 },
    })
    expect(modelOf({}, { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' })).toMatchObject({
      apiKey: 'none',
      baseUrl: 'http://127.0.0.1:1/v1',
    })
    expect(modelOf({ llm: 'off' }, { OPENAI_API_KEY: 'k' })).toBeUndefined()
  })
  it('take money for a limit, too', () => {
    expect(modelOf({ 'llm-daily-limit': '2,50 EUR', 'llm-price': '1/2' }, { OPENAI_API_KEY: 'k' })).toMatchObject({
      limit: { kind: 'money', most: 2.5 },
      prices: { in: 1, out: 2 },
    })
  })
  it('name what cannot be used', () => {
    expect(problemsOf({ 'openai-base-url': 'models.example', 'llm-daily-limit': 'little', 'llm-price': 'cheap' })).toEqual([
      'OPENAI_BASE_URL',
      'llm_daily_limit',
      'llm_price',
    ])
    expect(problemsOf({ 'llm-daily-limit': '2.5' })).toEqual(['llm_daily_limit'])
    expect(() => modelOf({ llm: 'on' })).toThrow(SettingsError)
  })
})

describe('the understanding of a server', () => {
  let api: FakeApi
  beforeEach(async () => void (api = await startFakeApi()))
  afterEach(() => api.close())
  const TEXT = 'kurczę całkiem wyleciało'

  it('asks the model, keeps its answer as a candidate and what the day has used, and logs no words', async () => {
    const logged: string[] = []
    const log = createLog('debug', { write: line => void logged.push(line) }, false)
    const settings = settingsOf({ 'llm-budget': '5000' }, { OPENAI_BASE_URL: api.url, OPENAI_API_KEY: 'sk-secret' })
    api.answer = () => meaning('cancel')
    const understanding = openUnderstanding(settings, createRealClock(), log)
    const site = siteOf('pl')
    // Whether the local understanding is sure of these words is not for this test: a scenario without a lexicon is sure of nothing.
    const heard = await understanding.hear([{ text: TEXT }], { ...site, scenario: { ...site.scenario, lexicon: {} } })
    expect(heard.meanings.map(one => one.meaning)).toEqual(['cancel'])
    expect(understanding.model).toEqual({ name: 'gpt-4.1-mini', host: new URL(api.url).host })
    expect(understanding.counters()).toMatchObject({ uses: { answered: 1 }, tokensIn: 100 })
    await expect
      .poll(() => readCandidates(settings.data))
      .toMatchObject([{ language: 'pl', text: TEXT, meaning: 'cancel', count: 1 }])
    const usage = join(settings.data, 'understanding/model-usage.json')
    expect(JSON.parse(readFileSync(usage, 'utf8'))).toMatchObject({ requests: 1, tokensIn: 100, tokensOut: 10 })
    for (const file of [usage, join(settings.data, 'lexicon-candidates.jsonl')]) expect(statSync(file).mode & 0o077).toBe(0)
    expect(logged.join('')).not.toMatch(/wyleciało|cancel|sk-secret/)
    expect(logged.join('')).toContain('"outcome":"answered"')
  })
  it('has no model without a key or an address', () => {
    const understanding = openUnderstanding(
      settingsOf(),
      createRealClock(),
      createLog('fatal' as 'error', { write: () => undefined }, false),
    )
    expect([understanding.model, understanding.counters()]).toEqual([undefined, undefined])
  })
})
