import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import type { Store } from '../../../src/engine/store/index.ts'
import type { EventFeed } from '../../../src/engine/store/live/index.ts'
import { hashApiKey, makeApiKey } from '../../../src/server/api/api-key.ts'
import { openCampaigns } from '../../../src/server/campaigns/open-campaigns.ts'
import { ROLES, type Role } from '../../../src/server/contracts/index.ts'
import { createLog } from '../../../src/server/log.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { readSettings } from '../../../src/server/settings/index.ts'
import { startServer } from '../../../src/server/start-server.ts'
import { readSurroundings } from '../../../src/server/workspace/read-surroundings.ts'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'
import { createAnswerChecker } from './answer-checker.ts'

/** A server with its API, over folders of its own. */
export interface ApiServer {
  readonly url: string
  readonly store: Store
  readonly events: EventFeed
  readonly folder: string
  readonly keys: Readonly<Record<Role, string>>
  /** What the server logged. */
  readonly log: string[]
  /** Asks by the role; JSON when `body` is an object. Rejects when the answer is not as the OpenAPI document says. */
  ask(
    role: Role | undefined,
    method: string,
    path: string,
    more?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>
  drain(): Promise<void>
  close(): Promise<void>
}

/** Starts it; campaigns are those that come with trucada. */
export async function startApiServer(flags: Readonly<Record<string, string>> = {}): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-api-'))
  cpSync('campaigns-yaml', join(folder, 'campaigns'), { recursive: true })
  const { settings } = readSettings({
    flags: {
      port: '0',
      data: join(folder, 'data'),
      campaigns: join(folder, 'campaigns'),
      'log-level': 'debug',
      'api-requests': '100000',
      ...flags,
    },
    env: {},
    folder: process.cwd(),
  })
  const clock = createRealClock()
  const lines: string[] = []
  const log = createLog(settings.log_level, { write: line => lines.push(line) }, false)
  const { workspace, scenarios } = await compileFolder('scenarios-yaml')
  const surroundings = await readSurroundings(settings)
  const campaigns = await openCampaigns(settings, {
    clock,
    log,
    speaking: createSpeaking(),
    scenarios: { compiled: () => scenarios, checked: () => workspace },
    lines: () => surroundings.lines,
  })
  const { store, events, callbacks, live } = campaigns
  const server = await startServer({
    settings,
    clock,
    log,
    scenarios: () => scenarios,
    surroundings: () => surroundings,
    api: { store, events, callbacks, campaigns: live, workspace: () => workspace },
  })
  const keys = {} as Record<Role, string>
  for (const role of ROLES) {
    keys[role] = makeApiKey()
    await store.apiKeys.add({ id: role, name: role, role, hash: hashApiKey(keys[role]), createdAt: 0 })
  }
  const url = `http://127.0.0.1:${server.port}`
  const check = createAnswerChecker((await (await fetch(`${url}/api/docs/openapi.json`)).json()) as object)
  return {
    url,
    store,
    events,
    folder,
    keys,
    log: lines,
    async ask(role, method, path, { body, headers } = {}) {
      const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)
      const answer = await fetch(url + path, {
        method,
        headers: {
          ...(role !== undefined && { authorization: `Bearer ${keys[role]}` }),
          ...(isJson && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: isJson ? JSON.stringify(body) : (body as string) }),
      })
      await check(method, path, answer)
      return answer
    },
    drain: () => server.drain(),
    async close() {
      await server.close()
      await campaigns.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Reads a stream of events until they hold some text, and gives all up to there. */
export async function readUntil(answer: Response, wanted: string): Promise<string> {
  const reader = answer.body?.getReader()
  let text = ''
  while (!text.includes(wanted)) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
    if (done) throw new Error('the stream has ended')
    text += new TextDecoder().decode(value)
  }
  await reader?.cancel()
  return text
}
