// Imports a dirty list of 100,000 rows into SQLite. Run: npm run bench:import
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeDirtyList } from './make-list.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'trucada-import-'))
const bin = new URL('../../bin/trucada.mjs', import.meta.url).pathname
const preload = new URL('report-usage.mjs', import.meta.url).href

interface Run {
  readonly report: { readonly rows: number; readonly imported: number; readonly merged: number; readonly refused: number }
  /** By the clock, and of all threads. */
  readonly seconds: number
  readonly cpuSeconds: number
  readonly megabytes: number
}

const runImport = async (name: string, howMany: number): Promise<Run> => {
  const list = join(folder, `${name}.csv`)
  await writeDirtyList(list, howMany)
  const args = ['contacts', 'import', list, '--campaign', 'confirmations', '--json', '--data', join(folder, name)]
  const began = performance.now()
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', preload, bin, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const seconds = (performance.now() - began) / 1000
  const { cpu, memory } = JSON.parse(stderr.slice(stderr.lastIndexOf('{"cpu"'))) as { cpu: NodeJS.CpuUsage; memory: number }
  const report = JSON.parse(stdout) as Run['report']
  return { report, seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, megabytes: Math.round(memory / 1024) }
}

const few = await runImport('few', 100)
const { report, seconds, cpuSeconds, megabytes } = await runImport('many', rows)
const { imported, merged, refused } = report
console.log(`${report.rows.toLocaleString('en')} rows: ${imported} imported, ${merged} merged, ${refused} refused`)
console.log(`${seconds.toFixed(1)} s, of which CPU of all threads ${cpuSeconds.toFixed(1)} s`)
console.log(`memory at most ${megabytes} MB, of which ${few.megabytes} MB are there with a hundred rows`)
rmSync(folder, { recursive: true, force: true })
process.exitCode = report.rows === imported + merged + refused && megabytes < 200 ? 0 : 1
