import { defineConfig } from 'vitest/config'

/** One run holds everything: units, golden files, simulations, contracts and the package. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    // Colours and zones of the machine must not change what a test sees.
    env: { NO_COLOR: '1', TZ: 'UTC' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: process.env['CI'] ? ['default'] : ['default'],
  },
})
