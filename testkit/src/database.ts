// A database of a test's own.

import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { serverVariable, templateDatabase } from './databaseServer.ts'

export interface TestDatabase {
  /** Connection string of an empty, migrated database; the user is a superuser. */
  readonly url: string
  /** Throws everybody out and deletes it. */
  drop(): Promise<void>
}

/**
 * Clones the migrated template (about 60 ms), or makes a database without any schema when asked for `'empty'`.
 * Refuses outside a test run that started the server (`startTestServer`).
 */
export async function createTestDatabase(content: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const serverUrl = process.env[serverVariable]
  if (serverUrl === undefined) {
    throw new Error(`${serverVariable} is not set: run this through vitest, or call startTestServer() first.`)
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  await runOnce(serverUrl, (sql) =>
    content === 'empty'
      ? sql`CREATE DATABASE ${sql(name)} TEMPLATE template0`
      : sql`CREATE DATABASE ${sql(name)} TEMPLATE ${sql(templateDatabase)} STRATEGY file_copy`,
  )
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () => runOnce(serverUrl, (sql) => sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`),
  }
}

async function runOnce(url: string, statement: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await statement(sql)
  } finally {
    await sql.end()
  }
}
