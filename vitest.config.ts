import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres-global.ts'],
    // Processes, not threads: tests start servers, send signals and read process.env.
    pool: 'forks',
    // The database server and the runner want a share of the processor too.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
