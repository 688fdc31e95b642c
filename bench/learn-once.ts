// One start of a process: prints how long the understanding of all shipped scenarios takes to learn, or to take from the folder given. Used by npm run bench:development.
import { join } from 'node:path'
import { createUnderstanding } from '../src/engine/understanding/index.ts'
import { compileWorkspace } from '../src/scenarios/compile-workspace.ts'
import { createClassifierFiles } from '../src/server/understanding/classifier-files.ts'
import { readWorkspaceFolder } from '../src/server/workspace/read-workspace-folder.ts'

const { scenarios } = compileWorkspace(await readWorkspaceFolder(join(import.meta.dirname, '../scenarios-yaml')))
const understanding = createUnderstanding({ store: createClassifierFiles(process.argv[2] as string) })
const began = performance.now()
await Promise.all([...scenarios.values()].map(scenario => understanding.prepare(scenario)))
process.stdout.write(String(Math.round(performance.now() - began)))
