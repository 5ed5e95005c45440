import { defineConfig } from 'vitest/config'
import { RUNTIME_FLAGS } from './src/kernel/config/runtime.ts'
import { Failures } from './test/failures.ts'
import { LongestFirst } from './test/longest-first.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    execArgv: [...RUNTIME_FLAGS],
    reporters: ['default', new Failures()],
    sequence: { sequencer: LongestFirst },
  },
})
