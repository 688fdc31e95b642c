// npm run bench:understanding: the classifier on public sets, beside nlp.js and what others published. Nothing here is tuned.
// --all asks nlp.js the big sets, too (long); --json FILE keeps the figures; TRUCADA_CORPORA says where the sets lie.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { CORPORA, listSets } from './understanding/corpora.ts'
import { NLP_JS, OURS } from './understanding/learners.ts'
import { type Figures, measureSet } from './understanding/measure.ts'
import { writeReport } from './understanding/report.ts'

const { values: options } = parseArgs({ options: { all: { type: 'boolean' }, json: { type: 'string' } } })
const { sets, missing } = listSets()
const all: Figures[] = []
for (const read of sets) {
  const set = read()
  for (const learner of set.isBig && options.all !== true ? [OURS] : [OURS, NLP_JS]) {
    process.stderr.write(`${set.name}, ${learner.name} …\n`)
    all.push(await measureSet(learner, set))
  }
}
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}\n`)
if (missing.length > 0) console.log(`SKIPPED, not found in ${CORPORA}:\n${missing.map(file => `  ${file}`).join('\n')}\n`)
if (all.length > 0) console.log(writeReport(all))
if (options.all !== true && sets.length > 0) console.log('\nnlp.js was not asked the big sets: --all does.')
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ missing, sets: all }, undefined, 2)}\n`)
