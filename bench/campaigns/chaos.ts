// Exactly once: campaigns on PostgreSQL with three processes and on SQLite with one, over a jambonz that goes wrong, with processes killed at
// random and the database and Redis restarted. Run: npm run chaos:campaign [-- --contacts N --kills N --only postgres|sqlite]
// Where other programs take the processors, calls end before they are held: --pace 2 --at-once 60 give them time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { startPrivatePostgres } from '../../test/contract/private-postgres.ts'
import { hasRedis, type RedisServer, startRedis } from '../../test/contract/redis-server.ts'
import { type ChaosReport, runChaos } from './chaos/run-chaos.ts'

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '500' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    pace: { type: 'string', default: '5' },
    'at-once': { type: 'string', default: '150' },
  },
})
const contacts = Number(values.contacts)
const kills = Number(values.kills)
const howFast = { seed: Number(values.seed), pace: Number(values.pace), atOnce: Number(values['at-once']) }
const REDIS_AWAY_MS = 2000
/** One process is killed less often than three. */
const SQLITE_KILLS = 0.4

let shown = 0
const onProgress = (line: string): void => {
  if (Date.now() - shown < 5000) return
  shown = Date.now()
  console.error(`  ${line}`)
}
const sound = [
  report('PostgreSQL, 3 processes', await (values.only === 'sqlite' ? undefined : runOnPostgres())),
  report('SQLite, 1 process', await (values.only === 'postgres' ? undefined : runOnSqlite())),
]
process.exitCode = sound.every(Boolean) ? 0 : 1

async function runOnPostgres(): Promise<ChaosReport | undefined> {
  const postgres = await startPrivatePostgres()
  if (postgres === undefined) return undefined
  const redis = await startOwnRedis()
  // Also when it is told to stop in the middle.
  process.once('exit', () => {
    postgres.stop()
    redis?.stop()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  try {
    const restartDatabase = (): void => postgres.restart()
    return await runChaos({
      place: postgres.url,
      contacts,
      workers: 3,
      kills,
      killEveryMs: 1200,
      restartDatabase,
      ...(redis !== undefined && { redis }),
      ...howFast,
      onProgress,
    })
  } finally {
    postgres.stop()
    redis?.stop()
  }
}

/** A Redis that is killed and comes back empty, after a while in which it is missed; undefined when this machine has none, and says so. */
async function startOwnRedis() {
  if (!hasRedis()) {
    console.warn('\n*** SKIPPED: no redis-server on this machine: live calls and events stay in the processes. ***\n')
    return undefined
  }
  let server: RedisServer = await startRedis()
  const { url } = server
  return {
    url,
    stop: () => server.stop(),
    async restart() {
      server.stop()
      await wait(REDIS_AWAY_MS)
      server = await startRedis(Number(new URL(url).port))
    },
  }
}

async function runOnSqlite(): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-chaos-'))
  try {
    const place = join(folder, 'store.db')
    return await runChaos({
      place,
      contacts,
      workers: 1,
      kills: Math.ceil(kills * SQLITE_KILLS),
      killEveryMs: 900,
      ...howFast,
      onProgress,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Prints a run; false when something happened that must not. */
function report(title: string, run: ChaosReport | undefined): boolean {
  if (run === undefined) return true
  const { calledTwice, overlapping, calledAfterwards, stuck, unexplained } = run
  console.log(
    `\n${title}: ${run.calls} calls, ${run.kills} kill -9, ${run.restarts} restarts of the database, ${run.redisRestarts} of Redis, ${run.seconds} s`,
  )
  const rows: readonly (readonly [string, number])[] = [
    ['attempts with two calls', calledTwice],
    ['live calls to one number at once', overlapping],
    ['called after they had confirmed', calledAfterwards],
    ['contacts and attempts stuck', stuck],
    ['unknown without a reason', unexplained],
    ['processes that ended by themselves', run.crashes],
  ]
  for (const [name, count] of rows) console.log(`  ${name.padEnd(34)}${String(count).padStart(6)}${count === 0 ? '' : '  WRONG'}`)
  console.log(`  contacts  ${describeCounts(run.contacts)}`)
  console.log(`  attempts  ${describeCounts(run.outcomes)}`)
  return rows.every(([, count]) => count === 0)
}

function describeCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
