// One start of a process: prints how long the understanding of all shipped scenarios takes to learn, or to take from the folder given. Used by npm run bench:development.
import { join } from 'node:path'
import { createUnderstanding } from '../src/engine/understanding/index.ts'
import { createClassifierFiles } from '../src/server/understanding/classifier-files.ts'
import { compileFolder } from '../src/server/workspace/compile-folder.ts'

const { scenarios } = await compileFolder(join(import.meta.dirname, '../scenarios-yaml'))
const folder = process.argv[2] as string
// Not what `npm ci` has learned: that is measured here.
const understanding = createUnderstanding({ store: createClassifierFiles(folder, folder) })
const began = performance.now()
await Promise.all([...scenarios.values()].map(scenario => understanding.prepare(scenario)))
process.stdout.write(String(Math.round(performance.now() - began)))
