import { spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportMissing } from './missing-server.ts'

/** A PostgreSQL of a test's own. */
export interface PrivatePostgres {
  readonly url: string
  stop(): void
  /** As a crash would: no checkpoint, no goodbye; then it is started again. */
  restart(): void
}

/** Folders where the server's programs are. */
const listBins = (): string[] => {
  const places = (process.env['PATH'] ?? '').split(':')
  for (const root of ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt'])
    try {
      places.push(
        ...readdirSync(root)
          .sort((left, right) => right.localeCompare(left, 'en', { numeric: true }))
          .map(version => join(root, version, 'bin')),
      )
    } catch {}
  return places
}

/** The server refuses to run as root: there it runs as `postgres`, or as `nobody`. */
const findUser = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = users.find(user => user.startsWith('postgres:')) ?? users.find(user => user.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined ? {} : { uid: Number(uid), gid: Number(gid) }
}

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Starts PostgreSQL on a free port with an empty data folder, by default without waiting for the disk; undefined when this machine has none, and says so. */
export const startPrivatePostgres = async ({ isDurable = false } = {}): Promise<PrivatePostgres | undefined> => {
  const bin = listBins().find(folder => spawnSync(join(folder, 'initdb'), ['--version']).status === 0)
  if (bin === undefined) {
    reportMissing('PostgreSQL (initdb, pg_ctl)', 'the store over it is')
    return undefined
  }
  const user = findUser()
  const folder = mkdtempSync(join(tmpdir(), 'trucada-postgres-'))
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid)
  const data = join(folder, 'data')
  const run = (program: string, ...args: string[]): void => {
    const { status, stdout, stderr } = spawnSync(join(bin, program), args, { ...user, cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${program} failed: ${stdout} ${stderr}`)
  }
  run('initdb', '-D', data, '-U', 'trucada', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  const port = await findFreePort()
  const start = (): void =>
    run(
      'pg_ctl',
      '-D',
      data,
      '-l',
      join(folder, 'log'),
      '-w',
      '-o',
      `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=${isDurable ? 'on' : 'off'}`,
      'start',
    )
  start()
  return {
    url: `postgres://trucada@127.0.0.1:${port}/postgres`,
    stop() {
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], { ...user, cwd: folder })
      rmSync(folder, { recursive: true, force: true })
    },
    restart() {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
      start()
    },
  }
}
