// What vitest runs once before the tests that need a database.

import { serverVariable, startTestServer } from './databaseServer.ts'

/** Test processes inherit the variable. Returns what vitest calls at the end. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  process.env[serverVariable] = server.url
  return () => server.stop()
}
