import { join } from 'node:path'
import { createUnderstanding } from '../src/engine/understanding/index.ts'
import { createClassifierFiles } from '../src/server/understanding/classifier-files.ts'

/** Data folder in which all tests keep what was learned of lexicons and checked of scenarios, by content: that takes seconds of both processors. */
export const LEARNED = join(import.meta.dirname, '../node_modules/.cache/trucada-tests')

/** Trucada's own understanding, which learns only what no test has learned before. */
export const understanding = createUnderstanding({ store: createClassifierFiles(LEARNED) })
