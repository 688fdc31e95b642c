import type { OpenAI } from 'openai'
import { type LanguageModel, ModelError, type ModelReply, type ModelRequest } from '../cascade/index.ts'

/** How a model is reached. */
export interface OpenAiOptions {
  readonly model: string
  readonly apiKey: string
  /** `https://…/v1` of a compatible server; absent: OpenAI's own. */
  readonly baseUrl?: string
}

/** One meaning in JSON. */
const MOST_TOKENS = 40
/** Whoever asks has a shorter budget; this only keeps a forgotten request from living on. */
const BACKSTOP_MS = 15_000

/** A model behind the OpenAI API. The library is loaded with the first question. */
export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  let client: Promise<OpenAI> | undefined
  /** What a server has said that it does not know; it is not offered again. */
  const refused = new Set<Optional>()
  return {
    name: options.model,
    async prepare() {
      client ??= openClient(options)
      await client
    },
    async ask(request, signal) {
      client ??= openClient(options)
      // Each thing that a server does not know costs one more try, within the same budget.
      for (;;) {
        try {
          return await askOnce(await client, options.model, request, signal, refused)
        } catch (cause) {
          const unknown = readUnknown(cause, refused)
          if (unknown === undefined || signal.aborted) throw asModelError(cause)
          refused.add(unknown)
        }
      }
    },
  }
}

/** Parts of a request that not every server takes. */
type Optional = 'response_format' | 'temperature' | 'max_tokens'

async function openClient({ apiKey, baseUrl }: OpenAiOptions): Promise<OpenAI> {
  const { OpenAI } = await import('openai')
  // Logs of the library would hold what callers said.
  return new OpenAI({ apiKey, baseURL: baseUrl ?? null, maxRetries: 0, timeout: BACKSTOP_MS, logLevel: 'off' })
}

async function askOnce(
  client: OpenAI,
  model: string,
  { instructions, data, meanings }: ModelRequest,
  signal: AbortSignal,
  refused: ReadonlySet<Optional>,
): Promise<ModelReply> {
  const completion = await client.chat.completions.create(
    {
      model,
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: data },
      ],
      ...(refused.has('temperature') ? {} : { temperature: 0 }),
      ...(refused.has('max_tokens') ? { max_completion_tokens: MOST_TOKENS } : { max_tokens: MOST_TOKENS }),
      ...(refused.has('response_format') ? {} : { response_format: makeFormat(meanings) }),
    },
    { signal },
  )
  const { usage } = completion
  return {
    // Servers are not always what they say they are.
    text: completion.choices?.[0]?.message?.content ?? '',
    tokensIn: usage?.prompt_tokens ?? 0,
    tokensOut: usage?.completion_tokens ?? 0,
  }
}

function makeFormat(meanings: readonly string[]) {
  return {
    type: 'json_schema' as const,
    json_schema: {
      name: 'meaning',
      strict: true,
      schema: {
        type: 'object',
        properties: { meaning: { type: 'string', enum: [...meanings] } },
        required: ['meaning'],
        additionalProperties: false,
      },
    },
  }
}

interface ApiProblem {
  readonly status?: number
  readonly headers?: Headers
  readonly param?: string | null
  readonly message?: string
}

/** What a 400 or 422 says that the server does not know; undefined when it says nothing of the kind. */
function readUnknown(cause: unknown, refused: ReadonlySet<Optional>): Optional | undefined {
  const { status, param, message = '' } = cause as ApiProblem
  if (status !== 400 && status !== 422) return undefined
  const about = `${param ?? ''} ${message}`
  const named = (['temperature', 'max_tokens', 'response_format'] as const).find(
    part => about.includes(part) || (part === 'response_format' && /json_schema|schema/i.test(about)),
  )
  const guess = named ?? 'response_format'
  return refused.has(guess) ? undefined : guess
}

function asModelError(cause: unknown): ModelError {
  const { status, headers } = cause as ApiProblem
  // Messages of servers may repeat what was sent: they are not passed on.
  if (status === 429) {
    const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
    const isKnown = Number.isFinite(seconds) && seconds >= 0
    return new ModelError('over_quota', 'the provider says that it is too much', isKnown ? { retryAfterMs: seconds * 1_000 } : {})
  }
  if (status === 401 || status === 403 || status === 404 || status === 400 || status === 422)
    return new ModelError('refused', `the provider refuses the request (${status})`)
  return new ModelError('failed', status === undefined ? 'the provider cannot be reached' : `the provider failed (${status})`)
}
