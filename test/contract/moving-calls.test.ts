import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdCalls } from '../../bench/chaos/hold-calls.ts'
import { judgeRound } from '../../bench/chaos/judge.ts'
import { createServices, type Receiver, startReceiver } from '../../bench/chaos/services.ts'
import { SUBPROTOCOL } from '../../src/engine/jambonz/protocol.ts'
import { createLog } from '../../src/server/log.ts'
import { createRealClock } from '../../src/server/real-clock.ts'
import { readSettings } from '../../src/server/settings/index.ts'
import { type RunningServer, startServer } from '../../src/server/start-server.ts'
import { openLiveSurroundings } from '../../src/server/workspace/live-surroundings.ts'
import { openLiveWorkspace } from '../../src/server/workspace/live-workspace.ts'
import { reportMissing } from './missing-server.ts'
import { hasRedis, type RedisServer, startRedis } from './redis-server.ts'

const REDIS = hasRedis()
if (!REDIS) reportMissing('redis-server', 'calls that move to another server are')

describe.skipIf(!REDIS)('a server that is stopped', () => {
  let redis: RedisServer
  let receiver: Receiver
  let data: string
  const lines: string[] = []
  const start = async (): Promise<RunningServer> => {
    const flags = { port: '0', data, scenarios: 'bench/chaos/workspace', campaigns: 'bench/chaos', 'redis-url': redis.url }
    const { settings } = readSettings({ flags, env: {}, folder: process.cwd() })
    const live = await openLiveWorkspace(settings.scenarios)
    const around = await openLiveSurroundings(settings)
    return startServer({
      settings,
      clock: createRealClock(),
      log: createLog('info', { write: line => lines.push(line) }, false),
      scenarios: () => live.scenarios(),
      surroundings: () => around.current(),
      services: createServices(receiver),
    })
  }
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'trucada-moving-'))
    redis = await startRedis()
    receiver = await startReceiver(() => 300)
  })
  afterAll(() => {
    receiver.close()
    redis.stop()
  })

  it('lets its call go on in another, in one journal; new ones are refused so that jambonz tries again', async () => {
    const [one, other] = [await start(), await start()]
    let url = one.url
    const { calls, live } = holdCalls({ name: 'moved', count: 1, withinMs: 1, url: () => url, patienceMs: 30_000 })
    await expect.poll(() => one.calls).toBe(1)
    void one.drain()
    url = other.url
    const refusal = await new Promise<NodeJS.ErrnoException>((resolve, reject) => {
      const socket = new WebSocket(one.url, SUBPROTOCOL)
      socket.on('open', () => reject(new Error('it was taken')))
      socket.on('error', resolve)
    })
    expect(refusal.code).toBe('ECONNRESET')
    const ask = async (path: string): Promise<readonly [number, unknown]> => {
      const response = await fetch(`http://127.0.0.1:${one.port}${path}`)
      return [response.status, await response.json()]
    }
    expect(await ask('/healthz')).toEqual([200, { alive: true }])
    expect(await ask('/readyz')).toEqual([
      503,
      { ready: false, reasons: ['it stops: calls that are held end, others go elsewhere'] },
    ])
    expect(one.calls).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(live()).toBe(1)
    await one.close()
    const report = judgeRound(await calls, receiver, data)
    expect(report).toMatchObject({ calls: 1, same: 1, twice: 0, lost: 0, faults: [] })
    expect(lines.filter(line => line.includes('"call resumed"'))).toHaveLength(1)
    expect(one.calls).toBe(0)
    await other.close()
  }, 40_000)
})
