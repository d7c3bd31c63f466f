import type { Sql } from 'postgres'

export interface OldTransaction {
  readonly pid: number
  /** As it called itself when it connected; "" when it did not. */
  readonly application: string
  readonly user: string
  /** Since its transaction began. */
  readonly seconds: number
}

/**
 * Whose open transaction keeps old row versions of this database from being cleaned up the longest; null when nobody's does. One that
 * stays open for minutes makes every queue table slow, ours too.
 */
export async function findOldestTransaction(sql: Sql): Promise<OldTransaction | null> {
  const [oldest] = await sql<OldTransaction[]>`
    SELECT s.pid, s.application_name AS application, coalesce(s.usename, '') AS "user",
      extract(epoch FROM clock_timestamp() - s.xact_start)::float8 AS seconds
    FROM pg_stat_activity s
    WHERE s.datname = current_database() AND s.backend_type = 'client backend' AND s.pid <> pg_backend_pid()
      AND (s.backend_xmin IS NOT NULL OR s.backend_xid IS NOT NULL)
    ORDER BY s.xact_start LIMIT 1`
  return oldest ?? null
}
