import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../../src/server/settings/index.ts'
import { readWavHead } from '../../../src/engine/speech/audio/wav.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const GUIDE = readFileSync(join(ROOT, 'docs/guides/deploy-jambonz.md'), 'utf8')
const NAME = 'wss://robot.example.org'

/** The guide's files, each a block that begins with its name. */
const FILES = [...GUIDE.matchAll(/```(?:yaml|sh)\n# (\S+\.(?:yaml|env))\n([\s\S]*?)```/g)].map(([, name = '', text = '']) => ({
  name,
  text,
}))
/** The guide's commands, lines that were continued joined. */
const COMMANDS = [...GUIDE.matchAll(/```console\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
  .filter(line => line.startsWith('$ '))
  .map(line => line.slice(2))
const textOf = (name: string): string => FILES.find(file => file.name === name)?.text ?? ''
const env = Object.fromEntries(
  textOf('/etc/trucada.env')
    .split('\n')
    .filter(line => line.includes('='))
    .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
)

it('the guide to deployment names every setting', () => {
  expect(SETTINGS.map(({ env: name }) => name).filter(name => !GUIDE.includes(`\`${name}\``))).toEqual([])
})

describe('the guide to deployment, followed word for word', { timeout: 120_000 }, () => {
  let folder = ''
  let address = ''
  let printed = ''
  let stop: () => Promise<void> = () => Promise.resolve()
  /** A command as it stands in the guide, but for the server's public name. */
  const run = (line: string, input = '') => {
    const local = line
      .replace('npx trucada', `"${process.execPath}" "${ROOT}/bin/trucada.mjs"`)
      .replaceAll(
        /(wss|https):\/\/robot\.example\.org/g,
        (_, scheme: string) => `${scheme === 'wss' ? 'ws' : 'http'}://${address}`,
      )
    const { stdout, stderr, status } = spawnSync('sh', ['-c', local], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, ...env },
    })
    return { out: stdout, err: stderr, code: status }
  }
  const find = (words: string): string =>
    COMMANDS.find(line => line.includes(words)) ?? `echo the guide has no command "${words}"; exit 99`

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trucada-deploy-'))
    for (const name of ['scenarios-yaml', 'campaigns-yaml']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
    for (const { name, text } of FILES.filter(file => !file.name.startsWith('/'))) {
      // The folder is at home there too.
      const path = join(folder, name.replace('~/', ''))
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    const port = await findFreePort()
    address = `127.0.0.1:${port}`
    // No root here, and no port of one's own.
    writeFileSync(
      join(folder, 'trucada.yaml'),
      `${textOf('trucada.yaml').replace('/var/lib/trucada', join(folder, 'var'))}port: ${port}\n`,
    )
    const server = spawn(process.execPath, [join(ROOT, 'bin/trucada.mjs'), ...find('trucada serve').split(' ').slice(2)], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
    })
    stop = async () => {
      const closed = new Promise(done => server.once('exit', done))
      server.kill('SIGTERM')
      await closed
    }
    for await (const chunk of server.stdout as AsyncIterable<Buffer>) {
      printed += chunk.toString()
      if (printed.includes('Try one here')) break
    }
  }, 60_000)
  afterAll(() => stop())

  it('has whole files, and none has a fault', () => {
    expect(FILES.map(({ name }) => name)).toEqual([
      'trucada.yaml',
      '/etc/trucada.env',
      'campaigns-yaml/lines.yaml',
      'scenarios-yaml/voices.yaml',
      '~/anna.yaml',
    ])
    const check = run(find('trucada check'))
    expect(check).toMatchObject({ code: 0, err: '' })
  })
  it('prints what the guide shows', () => {
    const [, shown = ''] = /\$ npx trucada serve\n([\s\S]*?)```/.exec(GUIDE) ?? []
    expect(shown.split('\n').filter(line => line.trim() !== '' && !printed.includes(line))).toEqual([])
    expect(printed).toContain(`${NAME}/calls`)
  })
  it('is reached as the guide says', () => {
    expect(run(find('curl https://robot.example.org/')).out).toBe('Trucada answers calls of jambonz at /calls.\n')
  })
  it('holds a call, with its user and password', () => {
    const talk = run(find('talk home-visit-request'), '/hangup\n')
    expect(talk).toMatchObject({ code: 0, err: '' })
    expect(talk.out).toContain('Robot')
  })
  it('gives a voice that speaks', () => {
    const spoken = run(find('speech/synthesis'))
    expect(spoken.code).toBe(0)
    const file = readFileSync(join(folder, 'hello.wav'))
    const isThere = spawnSync('espeak-ng', ['--version'], { stdio: 'ignore' }).status === 0
    expect(isThere ? JSON.stringify(readWavHead(file)) : file.toString()).toContain(
      isThere ? '"sampleRate":8000' : 'speech/refused',
    )
  })
  it('calling out asks for what is not set yet, by the names of the guide', () => {
    const call = run(find('trucada call'))
    expect(call.code).not.toBe(0)
    expect(call.err).toContain('JAMBONZ_API_URL')
  })
})

/** A port that nobody has now. */
async function findFreePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
