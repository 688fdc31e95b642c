import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findFreePort, hasRedis, startRedis } from './redis-server.ts'

const REDIS = hasRedis()
if (!REDIS) console.warn('SKIPPED: redis-server is not installed, so the end of a server that uses it is not tested.')

it.skipIf(!REDIS)(
  'a server that uses Redis ends in peace when it is told to',
  async () => {
    const redis = await startRedis()
    const data = mkdtempSync(join(tmpdir(), 'trucada-stops-'))
    const flags = {
      port: String(await findFreePort()),
      scenarios: 'bench/workspace',
      campaigns: data,
      data,
      demonstration: 'off',
    }
    const args = ['bin/trucada.mjs', 'serve', ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])]
    const child = spawn(process.execPath, args, {
      env: { ...process.env, REDIS_URL: redis.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    await expect.poll(() => printed, { timeout: 30_000 }).toContain('trucada answers calls')
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number | null]
    redis.stop()
    // An await that never ends is code 13.
    expect(code, printed).toBe(0)
  },
  60_000,
)
