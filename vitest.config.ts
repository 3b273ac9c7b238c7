import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres-global.ts'],
    // Processes, not threads: tests start servers, send signals and read process.env.
    pool: 'forks',
    // A process goes on to the next file with what it has loaded: loading the program anew for each took a fifth of all time.
    // So a file leaves nothing behind: what it opens it closes, and what it changes in the process it puts back.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // The database server and the runner want a share of the processor too.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
