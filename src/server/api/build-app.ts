import type { IncomingMessage } from 'node:http'
import { rm } from 'node:fs/promises'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Contract, CONTRACTS, problem } from '../contracts/index.ts'
import { readVersion } from '../package-folder.ts'
import { allowOrigins } from './allow-origins.ts'
import { answerOnce, type WrittenAnswer } from './answer-once.ts'
import { type Caller, createGatekeeper } from './authenticate.ts'
import { describeApi } from './describe-api.ts'
import { writeDocsPage } from './docs-page.ts'
import type { EventStreams } from './event-stream.ts'
import type { Answer, Asked, Handler, HandlerContext } from './handler.ts'
import { createCallHandlers } from './handlers/calls.ts'
import { createCampaignHandlers } from './handlers/campaigns.ts'
import { createContactHandlers } from './handlers/contacts.ts'
import { createLeadHandlers } from './handlers/leads.ts'
import { createLineHandlers } from './handlers/lines.ts'
import { createOutboxHandlers } from './handlers/outbox.ts'
import { createPreviewHandlers } from './handlers/previews.ts'
import { createTaskHandlers } from './handlers/tasks.ts'
import { createWaitingHandlers } from './handlers/waiting.ts'
import { describeProblem } from './problem-body.ts'
import { notFound, RequestProblem } from './request-problem.ts'
import { takeUpload, type Upload } from './take-upload.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; there once the key was looked at. */
    caller: Caller | null
    /** A file that came with the request. */
    upload: Upload | null
  }
}

/** What an app is made of. */
export interface AppOptions {
  readonly context: HandlerContext
  readonly streams: EventStreams
  /** Lets the body of a request take its time: it is a file. */
  letBodyTakeTime(request: IncomingMessage): void
}

/** JSON is short; files have a limit of their own. */
const BODY_BYTES = 256 * 1024
/** What a browser is told about everything that the API answers: it is data, never a page with scripts. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-same-origin",
} as const

/** The routes of the contracts as a fastify instance that listens nowhere: requests are handed to its `routing`. */
export async function buildApp({ context, streams, letBodyTakeTime }: AppOptions): Promise<FastifyInstance> {
  const { store, clock, log, settings, web } = context
  const app = fastify({
    bodyLimit: BODY_BYTES,
    exposeHeadRoutes: false,
    trustProxy: [...web.proxies],
    routerOptions: { maxParamLength: 200 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('caller', null)
  app.decorateRequest('upload', null)
  await app.register(swagger, describeApi(readVersion()))
  allowOrigins(app, web.origins)
  app.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS))
  app.addHook('onResponse', async (request, reply) => {
    await dropUpload(request)
    const { method, routeOptions, caller } = request
    // The pattern of the address, never the address: ids of persons are in it.
    log.debug({ method, route: routeOptions.url, status: reply.statusCode, key: caller?.name }, 'API')
  })
  app.addHook('onRequestAbort', dropUpload)
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound('route', 'See /api/docs.')))
  app.setErrorHandler((error, request, reply) => {
    const { isBug } = describeProblem(error)
    if (isBug) log.error({ route: request.routeOptions.url, ...nameBug(error) }, 'a fault in the API')
    return sendProblem(reply, error)
  })

  const gatekeeper = createGatekeeper({ ...context, perMinute: settings.api_requests, now: () => clock.now() })
  const handlers = {
    ...createCampaignHandlers(context),
    ...createContactHandlers(context),
    ...createCallHandlers(context),
    ...createTaskHandlers(context),
    ...createPreviewHandlers(context),
    ...createWaitingHandlers(context),
    ...createOutboxHandlers(context),
    ...createLineHandlers(context),
    ...createLeadHandlers(context),
  } as const
  const admit = (contract: Pick<Contract, 'role'>) => async (request: FastifyRequest) => {
    const { authorization, origin } = request.headers
    request.caller = await gatekeeper.admit({ authorization, origin, address: request.ip }, contract.role)
  }
  const answer = async (contract: Contract, handler: Handler<Contract>, request: FastifyRequest, reply: FastifyReply) => {
    const caller = takeCaller(request)
    const { params, query, headers, body } = request
    const asked = { params, query, headers, body: body ?? {}, key: caller } as unknown as Asked<Contract>
    let answered: Answer<Contract> = {}
    const work = async (): Promise<WrittenAnswer> => {
      answered = await handler(asked)
      await note(contract, answered, caller)
      // By the contract, whatever the handler gives: what it does not name stays inside.
      return {
        status: contract.status,
        text: answered.file === undefined ? JSON.stringify(contract.answer.parse(answered.body)) : '',
      }
    }
    const token = contract.method === 'POST' ? request.headers['idempotency-key'] : undefined
    const repeatable = {
      apiKey: caller.id,
      token: typeof token === 'string' ? token : undefined,
      content: [request.method, request.url, request.upload?.hash ?? body],
    }
    const { status, text, isAgain } = await answerOnce(store, repeatable, clock.now(), work)
    if (isAgain) reply.header('idempotency-replayed', 'true')
    if (answered.etag !== undefined) reply.header('etag', `"${answered.etag}"`)
    if (answered.file === undefined) return reply.status(status).type('application/json; charset=utf-8').send(text)
    const { type, name, content } = answered.file
    if (!type.startsWith('text/html')) reply.header('content-disposition', `attachment; filename="${name}"`)
    return reply
      .status(status)
      .type(type)
      .send(typeof content === 'string' ? content : Buffer.from(content))
  }
  const note = async ({ action }: Contract, { subject, details, isAudited }: Answer<Contract>, caller: Caller): Promise<void> => {
    if (action === undefined || isAudited === true) return
    await store.audit.append({ at: clock.now(), actor: caller.name, action, subject: subject ?? '*', details: details ?? {} })
  }

  const add = (scope: FastifyInstance, name: keyof typeof handlers): void => {
    const contract: Contract = CONTRACTS[name]
    // Each handler belongs to the contract of its name: `Handlers` has seen to that.
    const handler = handlers[name] as unknown as Handler<Contract>
    scope.route({
      method: contract.method,
      url: contract.path,
      schema: schemaOf(name, contract),
      onRequest: admit(contract),
      handler: (request, reply) => answer(contract, handler, request, reply),
    })
  }
  const names = Object.keys(handlers) as (keyof typeof handlers)[]
  await app.register(async scope => {
    for (const name of names) if (!('media' in CONTRACTS[name])) add(scope, name)
    const contract: Contract = CONTRACTS.followEvents
    scope.route({
      method: 'GET',
      url: contract.path,
      schema: schemaOf('followEvents', contract),
      onRequest: admit(contract),
      async handler(request, reply) {
        const headers = Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
        const last = request.headers['last-event-id']
        await streams.open(reply.raw, typeof last === 'string' ? last : undefined, headers)
        return reply.hijack()
      },
    })
  })
  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(['application/yaml', 'text/plain'], { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    )
    add(scope, 'putCampaign')
  })
  await app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', async (request: FastifyRequest, incoming: IncomingMessage) => {
      letBodyTakeTime(request.raw)
      request.upload = await takeUpload(settings.data, incoming, clock.now())
      return request.upload
    })
    add(scope, 'importContacts')
  })
  const metricsFor: Pick<Contract, 'role'> = { role: 'viewer' }
  app.get(
    '/metrics',
    { schema: { hide: true }, ...(settings.metrics === 'key' && { onRequest: admit(metricsFor) }) },
    async (_request, reply) => {
      const { type, text } = await context.meters.write(() => context.aside.run('queues', { now: clock.now() }))
      return reply.type(type).send(text)
    },
  )
  app.get('/api/docs/openapi.json', { schema: { hide: true } }, () => app.swagger())
  app.get('/api/docs', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(writeDocsPage(app.swagger())),
  )
  await app.ready()
  return app
}

/** What fastify checks and swagger describes. */
function schemaOf(
  name: string,
  { tag, summary, description, role, params, query, headers, body, media, status, answer, files }: Contract,
) {
  const words = [description, `Role: ${role}.`].filter(text => text !== undefined).join('\n\n')
  const content = Object.fromEntries([
    ...(files?.includes('text/event-stream') === true ? [] : [['application/json', { schema: answer }]]),
    ...(files ?? []).map(type => [type, { schema: z.string() }]),
  ])
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: words,
    ...(params !== undefined && { params }),
    ...(query !== undefined && { querystring: query }),
    ...(headers !== undefined && { headers }),
    ...(body !== undefined && { body }),
    ...(media !== undefined && { consumes: [...media] }),
    response: { [status]: { description: 'It went well.', content }, default: PROBLEM_ANSWER },
  }
}

const PROBLEM_ANSWER = { description: 'A problem.', content: { 'application/problem+json': { schema: problem } } } as const

function takeCaller({ caller }: FastifyRequest): Caller {
  if (caller === null) throw new Error('a route without a look at the key')
  return caller
}

async function dropUpload({ upload }: FastifyRequest): Promise<void> {
  if (upload !== null) await rm(upload.path, { force: true })
}

function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const { body } = describeProblem(error)
  const waitSeconds = error instanceof RequestProblem ? error.waitSeconds : undefined
  if (body.status === 401) reply.header('www-authenticate', 'Bearer')
  if (waitSeconds !== undefined) reply.header('retry-after', String(waitSeconds))
  return reply
    .status(body.status)
    .type('application/problem+json')
    .serializer(value => JSON.stringify(value))
    .send(body)
}

/** Where it happened: a message may hold what somebody sent. */
function nameBug(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] }
  const lines = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { error: error.name, at: lines.slice(0, 5).map(line => line.trim()) }
}
