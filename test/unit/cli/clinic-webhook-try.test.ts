import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findFreePort } from '../../contract/redis-server.ts'
import { createFolder, PROJECT, runCli } from './run-cli.ts'

const SECRET = 'a secret of the tests'
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** The example receiver, as somebody starts it who follows its first lines. */
const startExample = async (secret: string): Promise<string> => {
  const port = await findFreePort()
  const env = { ...process.env, CLINIC_SECRET: secret, PORT: String(port) }
  const child: ChildProcess = spawn(process.execPath, [join(PROJECT, 'examples/clinic-webhook.ts')], { env })
  ends.push(() => child.kill())
  await once(child.stdout ?? child, 'data')
  return `http://127.0.0.1:${port}`
}
const tryAt = (url: string) =>
  runCli(['clinic', 'try'], {
    folder: createFolder({}),
    env: { TRUCADA_CLINIC: 'webhook', TRUCADA_CLINIC_WEBHOOK_URL: url, TRUCADA_CLINIC_WEBHOOK_SECRET: SECRET },
  })

describe('trying a webhook', { timeout: 30_000 }, () => {
  it('finds the example receiver sound', async () => {
    const done = await tryAt(await startExample(SECRET))
    expect(done.out).toMatch(/✓ .* answers with free times\n✓ turns away what another.*\n✓ turns away what was signed ten/)
    expect(done.code).toBe(0)
  })
  it('says that the secret may be another', async () => {
    const done = await tryAt(await startExample('another'))
    expect(done.out).toMatch(/✗ .* status 401 .*secret/)
    expect(done.code).not.toBe(0)
  })
  it('warns of one that looks at no signature, and of one that is away', async () => {
    const server = createServer((_, response) => response.end(JSON.stringify({ result: 'done', values: { result: [1] } })))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const careless = await tryAt(url)
    server.close()
    expect(careless.out).toMatch(/✓ .*\n✗ takes what another secret.*\n✗ takes what was signed ten/)
    expect(careless.code).not.toBe(0)
    expect((await tryAt(url)).out).toContain('does not answer')
  })
})
