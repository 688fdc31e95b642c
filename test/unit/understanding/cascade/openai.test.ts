import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Heard } from '../../../../src/engine/call/ports.ts'
import { createCascade, ModelError } from '../../../../src/engine/understanding/cascade/index.ts'
import { createOpenAiModel } from '../../../../src/engine/understanding/openai/index.ts'
import type { Clock } from '../../../../src/engine/call/ports.ts'
import { type FakeApi, meaning, startFakeApi } from './fake-api.ts'
import { localThat, siteOf } from './site.ts'

const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout),
}
const REQUEST = { instructions: 'sort it', data: '{"caller_said":"hm"}', meanings: ['agree', 'none'] }
const TEXT = 'kurczę zupełnie mi to z głowy wyleciało'
let api: FakeApi
beforeEach(async () => void (api = await startFakeApi()))
afterEach(() => api.close())

const open = () => createOpenAiModel({ model: 'small-1', apiKey: 'sk-secret', baseUrl: api.url })
const ask = (model = open()) => model.ask(REQUEST, new AbortController().signal)
const failureOf = async (promise: Promise<unknown>): Promise<ModelError> => {
  const cause = await promise.then(() => undefined).catch((error: unknown) => error)
  if (!(cause instanceof ModelError)) throw new Error('it did not fail as it should')
  return cause
}
const cascadeOf = (budgetMs: number) =>
  createCascade({ local: localThat([['move', 0.5]]), model: open(), clock: realClock, budgetMs })

describe('a model behind the OpenAI API', () => {
  test('is asked with a strict schema of the meanings, coldly, and for a short answer', async () => {
    api.answer = () => meaning('agree')
    expect(await ask()).toEqual({ text: '{"meaning":"agree"}', tokensIn: 100, tokensOut: 10 })
    const [{ path, authorization, body } = { body: undefined }] = api.arrived
    expect([path, authorization]).toEqual(['/v1/chat/completions', 'Bearer sk-secret'])
    expect(body).toMatchObject({ model: 'small-1', temperature: 0, max_tokens: 40 })
    expect(body?.response_format?.json_schema.strict).toBe(true)
    expect(body?.response_format?.json_schema.schema.properties.meaning.enum).toEqual(['agree', 'none'])
    expect(body?.messages).toEqual([
      { role: 'system', content: 'sort it' },
      { role: 'user', content: '{"caller_said":"hm"}' },
    ])
  })

  test('a server without schemas is asked once more without, and never again with one', async () => {
    api.answer = body =>
      body.response_format
        ? { kind: 'status', status: 400, body: { error: { message: 'response_format is unknown' } } }
        : meaning('agree')
    const model = open()
    expect((await ask(model)).text).toBe('{"meaning":"agree"}')
    await ask(model)
    expect(api.arrived.map(({ body }) => body.response_format !== undefined)).toEqual([true, false, false])
  })

  test('so is one that wants its limits named otherwise', async () => {
    api.answer = body =>
      body.max_tokens === undefined
        ? body.temperature === undefined
          ? meaning('agree')
          : { kind: 'status', status: 400, body: { error: { message: 'Unsupported value', param: 'temperature' } } }
        : {
            kind: 'status',
            status: 400,
            body: { error: { message: "'max_tokens' is not supported, use max_completion_tokens" } },
          }
    await ask()
    expect(api.arrived).toHaveLength(3)
    expect(api.arrived[2]?.body.max_completion_tokens).toBe(40)
  })

  test.each([
    [500, 'failed'],
    [503, 'failed'],
    [429, 'over_quota'],
    [401, 'refused'],
    [404, 'refused'],
  ] as const)('status %i is told as %s, after one request', async (status, reason) => {
    api.answer = () => ({ kind: 'status', status, body: { error: { message: 'you said: my secret' } } })
    const failure = await failureOf(ask())
    expect(failure.reason).toBe(reason)
    expect(failure.message).not.toContain('secret')
    expect(api.arrived).toHaveLength(1)
  })

  test('how long it wants to be left alone is told', async () => {
    api.answer = () => ({ kind: 'status', status: 429, headers: { 'retry-after': '7' } })
    expect((await failureOf(ask())).retryAfterMs).toBe(7_000)
  })

  test.each([
    ['no JSON', 'so sorry'],
    ['nothing', ''],
    ['other JSON', '{"choices":[]}'],
    ['null', 'null'],
  ])('%s instead of an answer is no answer', async (_, text) => {
    api.answer = () => ({ kind: 'raw', text })
    const said = await ask().then(
      ({ text: content }) => content,
      (cause: unknown) => (cause instanceof ModelError ? '' : 'wrong'),
    )
    expect(said).toBe('')
  })

  test('a connection that breaks is a failure', async () => {
    api.answer = () => ({ kind: 'cut' })
    expect((await failureOf(ask())).reason).toBe('failed')
  })

  test('nobody there is a failure', async () => {
    const model = open()
    await api.close()
    expect((await failureOf(ask(model))).reason).toBe('failed')
    api = await startFakeApi()
  })
})

describe('the cascade over a real connection', () => {
  test('takes an answer', async () => {
    api.answer = () => meaning('cancel')
    const heard = await cascadeOf(5_000).hear([{ text: TEXT }], siteOf('pl'))
    expect(heard.meanings.map(one => one.meaning)).toEqual(['cancel'])
    expect(heard.model).toMatchObject({ model: 'small-1', outcome: 'answered', tokensIn: 100, tokensOut: 10, cached: false })
  })

  test('breaks off a hanging request when the budget is over', async () => {
    api.answer = () => ({ kind: 'hang' })
    const began = Date.now()
    const heard = await cascadeOf(300).hear([{ text: TEXT }], siteOf('pl'))
    expect(Date.now() - began).toBeLessThan(2_000)
    expect(heard.model?.outcome).toBe('timeout')
    expect(heard.meanings.map(one => one.meaning)).toEqual(['move'])
    await expect.poll(() => api.aborted()).toBe(1)
  })

  test.each([
    ['failing', { kind: 'status', status: 500 }, 'failed'],
    ['over quota', { kind: 'status', status: 429 }, 'over_quota'],
    ['babbling', { kind: 'content', content: 'I think they agree.' }, 'malformed'],
    ['inventing', { kind: 'content', content: '{"meaning":"transfer_all_money"}' }, 'malformed'],
  ] as const)('a %s server leaves the local reading', async (_, behaviour, outcome) => {
    api.answer = () => behaviour
    const heard: Heard = await cascadeOf(5_000).hear([{ text: TEXT }], siteOf('pl'))
    expect(heard.model?.outcome).toBe(outcome)
    expect(heard.meanings.map(one => one.meaning)).toEqual(['move'])
  })

  test('nothing that the call knows is in what is sent', async () => {
    const data = {
      '': {
        patient: {
          name: { name: 'Zdzisława Gżegżółka', first: 'Zdzisława', last: 'Gżegżółka' },
          phone: '+48600000203',
          born: '1951-02-17',
        },
        appointment: { id: 'A17-93', at: Date.parse('2026-05-07T09:00:00+02:00'), doctor: { name: 'Bolesław Kwiatkowski' } },
      },
    }
    await cascadeOf(5_000).hear([{ text: `${TEXT}, gżegżółce zdzisławie i kwiatkowskiemu, 600 000 203` }], siteOf('pl', { data }))
    const { raw } = api.arrived[0] ?? { raw: '' }
    expect(raw).toContain('wyleciało')
    expect(raw).not.toMatch(/g[żz]eg[żz]|zdzis|boles|kwiatkowsk|600|203|1951|A17|93/i)
  })
})
