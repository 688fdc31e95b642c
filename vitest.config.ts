import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest, begun first: one that began last would keep a single processor busy at the end. */
const LONGEST = [
  'package/package',
  'simulations',
  'unit/cli/serve',
  'unit/cli/talk-four-calls',
  'contract/campaign-chaos',
  'contract/api/readiness',
  'unit/cli/launcher',
  'contract/clinic/clinic-chaos',
  'unit/cli/simulate',
  'golden/golden',
  'answers',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex(name => moduleId.endsWith(`/test/${name}.test.ts`))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

/** One run holds everything: units, golden files, simulations, contracts and the package. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    // One more than there are processors: files wait for robots that speak, and for processes that they start.
    maxWorkers: availableParallelism() + 1,
    // Test files put back what they change of their process; a thread for each would load and compile everything anew, some 250 times.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Colours and zones of the machine must not change what a test sees.
    env: { NO_COLOR: '1', TZ: 'UTC' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
