import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** One run holds everything: units, golden files, simulations, contracts and the package. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    // Left to itself, Vitest keeps one processor free, which on two of them is half the speed.
    maxWorkers: availableParallelism(),
    // Test files put back what they change of their process; a thread for each would load and compile everything anew, some 250 times.
    isolate: false,
    // Colours and zones of the machine must not change what a test sees.
    env: { NO_COLOR: '1', TZ: 'UTC' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
