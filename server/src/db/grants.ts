// What the role of requests may touch: the tables under row level security and nothing else.

import postgres, { type Sql } from 'postgres'
import { requestRole } from './database.ts'

/** Tables that are written once: history that a request can add to and never change. */
const appendOnly: readonly string[] = ['audit', 'ledger', 'setup_history']

/**
 * Repeated at every start, so that a restored dump or a new table is covered. Partitions get nothing: the fence stands on
 * the parent, and a partition that could be read directly would be a way round it.
 */
export async function grantRequestRole(sql: Sql, onNotice: (sentence: string) => void): Promise<void> {
  try {
    await ensureRole(sql)
  } catch (error) {
    if (!(error instanceof postgres.PostgresError && error.code === '42501')) throw error
    const [row] = await sql<{ user: string }[]>`SELECT current_user AS user`
    onNotice(
      `The role ${requestRole} is missing or not granted to this user, so accounts are kept apart by our statements alone. ` +
        `As an administrator: CREATE ROLE ${requestRole} NOLOGIN (unless it exists); GRANT ${requestRole} TO "${row?.user ?? ''}"; then start again.`,
    )
    return
  }
  const tables = await sql<{ name: string }[]>`
    SELECT c.relname AS name
    FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relrowsecurity AND NOT c.relispartition
    ORDER BY c.relname`
  const statements = tables.map(({ name }) => `GRANT ${rightsOn(name)} ON "${name}" TO ${requestRole};`)
  const [schema] = await sql<{ name: string }[]>`SELECT quote_ident(current_schema()) AS name`
  await sql.unsafe(
    `GRANT USAGE ON SCHEMA ${schema?.name ?? 'public'} TO ${requestRole};
     GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema?.name ?? 'public'} TO ${requestRole};
     ${statements.join('\n')}`,
  )
}

function rightsOn(table: string): string {
  if (table === 'accounts') return 'SELECT, UPDATE'
  return appendOnly.includes(table) ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE'
}

/** Roles belong to the whole server, so another database of it may create ours at this very moment. */
async function ensureRole(sql: Sql): Promise<void> {
  const found = await sql`SELECT 1 FROM pg_roles WHERE rolname = ${requestRole}`
  if (found.length === 0) {
    await sql.unsafe(`CREATE ROLE ${requestRole} NOLOGIN`).catch((error: unknown) => {
      if (!(error instanceof postgres.PostgresError && ['42710', '23505'].includes(error.code))) throw error
    })
  }
  const [row] = await sql<{ member: boolean }[]>`SELECT pg_has_role(${requestRole}, 'MEMBER') AS member`
  if (row?.member !== true) await sql.unsafe(`GRANT ${requestRole} TO current_user`)
}
