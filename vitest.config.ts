import { defineConfig } from 'vitest/config'

// Three projects: `pure` needs nothing, `database` shares one PostgreSQL server, `e2e` runs alone, last and one at a time.
const pureTestkit = ['testkit/src/boundaries.test.ts', 'testkit/src/importsOf.test.ts']

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{core,contract,cli,web,scripts,bench}/**/*.test.{ts,tsx}', ...pureTestkit],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'database',
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
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['testkit/src/databaseSetup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
