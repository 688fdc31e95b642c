// npm run bench:understanding: the classifier on public sets, beside nlp.js and what others published. Nothing here is tuned.
// --all asks nlp.js the big sets, too; whoever takes longer than --minutes for one (10) is stopped. --json FILE keeps the figures; TRUCADA_CORPORA says where the sets lie.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { CORPORA, listSets } from './understanding/corpora.ts'
import { NLP_JS, OURS } from './understanding/learners.ts'
import type { Figures } from './understanding/measure.ts'
import { measureAside, type Unfinished } from './understanding/measure-aside.ts'
import { writeReport } from './understanding/report.ts'

const { values: options } = parseArgs({
  options: { all: { type: 'boolean' }, json: { type: 'string' }, minutes: { type: 'string', default: '10' } },
})
const minutes = Number(options.minutes)
if (!(minutes > 0)) throw new Error('--minutes takes a number over 0')
const { sets, missing } = listSets()
const all: Figures[] = []
const unfinished: Unfinished[] = []
for (const { name, isBig } of sets) {
  for (const learner of isBig === true && options.all !== true ? [OURS] : [OURS, NLP_JS]) {
    process.stderr.write(`${name}, ${learner.name} …\n`)
    const measured = await measureAside(name, learner.name, minutes)
    if ('because' in measured) unfinished.push(measured)
    else all.push(measured)
  }
}
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}\n`)
if (missing.length > 0) console.log(`SKIPPED, not found in ${CORPORA}:\n${missing.map(file => `  ${file}`).join('\n')}\n`)
if (all.length > 0) console.log(writeReport(all, unfinished))
if (options.all !== true && sets.length > 0) console.log('\nnlp.js was not asked the big sets: --all does.')
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify({ missing, unfinished, sets: all }, undefined, 2)}\n`)
