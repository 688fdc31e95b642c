// Imports a dirty list of 100,000 rows into SQLite. Run: npm run bench:import
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeDirtyList } from './make-list.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'trucada-import-'))
const list = join(folder, 'list.csv')
await writeDirtyList(list, rows)
const bin = new URL('../../bin/trucada.mjs', import.meta.url).pathname
const began = performance.now()
const child = spawnSync(
  process.execPath,
  [
    '--import',
    new URL('report-usage.ts', import.meta.url).href,
    bin,
    'contacts',
    'import',
    list,
    '--campaign',
    'confirmations',
    '--json',
    '--data',
    join(folder, 'data'),
  ],
  { encoding: 'utf8', maxBuffer: 1 << 26 },
)
const wallMs = performance.now() - began
const report = JSON.parse(child.stdout) as { rows: number; imported: number; merged: number; refused: number }
const { cpu, memory } = JSON.parse(child.stderr.slice(child.stderr.lastIndexOf('{"cpu"'))) as {
  cpu: NodeJS.CpuUsage
  memory: number
}
console.log(
  `${report.rows.toLocaleString('en')} rows (${(statSync(list).size / 1e6).toFixed(1)} MB): ${report.imported} imported, ${report.merged} merged, ${report.refused} refused`,
)
console.log(
  `CPU ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s, on the clock ${(wallMs / 1000).toFixed(1)} s, memory at most ${Math.round(memory / 1024)} MB (under 200)`,
)
rmSync(folder, { recursive: true, force: true })
process.exitCode = report.rows === report.imported + report.merged + report.refused && memory < 200 * 1024 ? 0 : 1
