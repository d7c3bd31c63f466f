import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longestFirst.js'

// Three projects: `pure` needs nothing, `database` shares one PostgreSQL server, `e2e` comes last, in a browser of its own per file.
// Every file has a database to itself. Many tests wait for a lease or a heartbeat: twice as many workers as the smallest machine has cores.
// Files of one worker share what they import, not what they do: reading the server anew for each took half of the time.
const pureTestkit = ['testkit/src/boundaries.test.ts', 'testkit/src/importsOf.test.ts']

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'pure',
          isolate: false,
          include: ['{core,contract,cli,web,scripts,bench}/**/*.test.{ts,tsx}', ...pureTestkit],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'database',
          isolate: false,
          include: ['{server,testkit}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pureTestkit],
          globalSetup: ['testkit/src/databaseSetup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'e2e',
          isolate: false,
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['testkit/src/databaseSetup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
