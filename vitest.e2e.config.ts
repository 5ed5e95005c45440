import { defineConfig } from 'vitest/config'
import { RUNTIME_FLAGS } from './src/kernel/config/runtime.ts'
import { Failures } from './test/failures.ts'
import { LongestFirst } from './test/longest-first.ts'

/** Browser journeys: slow, run by `npm test` when there is a Chromium. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: './e2e/global-setup.ts',
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Two servers and two browsers keep two cores busy; more of them only wait for each other.
    maxWorkers: 2,
    execArgv: [...RUNTIME_FLAGS],
    reporters: ['default', new Failures()],
    sequence: { sequencer: LongestFirst },
  },
})
