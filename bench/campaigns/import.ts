// Imports a dirty list of 100,000 rows into SQLite. Run: npm run bench:import
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeDirtyList } from './make-list.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'trucada-import-'))
const bin = new URL('../../bin/trucada.mjs', import.meta.url).pathname
const preload = new URL('report-usage.ts', import.meta.url).href

interface Run {
  readonly report: { readonly rows: number; readonly imported: number; readonly merged: number; readonly refused: number }
  readonly seconds: number
  readonly megabytes: number
}

const runImport = async (name: string, howMany: number, ...flags: readonly string[]): Promise<Run> => {
  const list = join(folder, `${name}.csv`)
  await writeDirtyList(list, howMany)
  const args = ['contacts', 'import', list, '--campaign', 'confirmations', '--json', '--data', join(folder, name)]
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--import', preload, bin, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const { cpu, memory } = JSON.parse(stderr.slice(stderr.lastIndexOf('{"cpu"'))) as { cpu: NodeJS.CpuUsage; memory: number }
  const report = JSON.parse(stdout) as Run['report']
  return { report, seconds: (cpu.user + cpu.system) / 1e6, megabytes: Math.round(memory / 1024) }
}

/** A heap in which a list that is kept in memory would find no place. */
const SMALL = ['--max-old-space-size=96', '--max-semi-space-size=4']

const few = await runImport('few', 100)
const { report, seconds, megabytes } = await runImport('many', rows)
const small = await runImport('small', rows, ...SMALL)
const { imported, merged, refused } = report
console.log(`${report.rows.toLocaleString('en')} rows: ${imported} imported, ${merged} merged, ${refused} refused`)
console.log(
  `CPU ${seconds.toFixed(1)} s; memory at most ${megabytes} MB as Node takes it, of which ${few.megabytes} MB are there with a hundred rows`,
)
console.log(`with ${SMALL.join(' ')}: CPU ${small.seconds.toFixed(1)} s, memory at most ${small.megabytes} MB`)
rmSync(folder, { recursive: true, force: true })
process.exitCode =
  report.rows === imported + merged + refused && small.report.rows === report.rows && small.megabytes < 200 ? 0 : 1
