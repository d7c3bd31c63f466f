import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { type Database, openDatabase } from './database.ts'

let own: TestDatabase
let database: Database
let a: string
let b: string

beforeAll(async () => {
  own = await createTestDatabase()
  database = await openDatabase({ url: own.url, applicationName: 'switchyard-test' })
  const rows = await database.engine<{ id: string }[]>`
    INSERT INTO accounts (name, pepper) VALUES ('A', '\\x00'), ('B', '\\x01') RETURNING id`
  a = rows[0]?.id ?? ''
  b = rows[1]?.id ?? ''
  for (const account of [a, b]) {
    await database.engine`
      INSERT INTO setup (account_id, kind, key, version, doc, updated_by) VALUES (${account}, 'mapper', 'm', 1, '{}', 'test')`
    await database.engine`
      INSERT INTO lead_data (account_id, lead_id, received_at, fields, raw) VALUES (${account}, 1, now(), '{}', '{}')`
  }
})
afterAll(async () => {
  await database.close()
  await own.drop()
})

describe('requests of an account', () => {
  it('see the rows of that account alone, in plain and in partitioned tables', async () => {
    const seen = await database.asAccount(a, async (tx) => ({
      setup: await tx`SELECT s.account_id FROM setup s`,
      leads: await tx`SELECT d.account_id FROM lead_data d`,
      accounts: await tx`SELECT c.id FROM accounts c`,
    }))
    expect(seen.setup.map((row) => row.account_id)).toEqual([a])
    expect(seen.leads.map((row) => row.account_id)).toEqual([a])
    expect(seen.accounts.map((row) => row.id)).toEqual([a])
  })

  it('cannot insert a row for another account', async () => {
    const insert = database.asAccount(
      a,
      (tx) => tx`
      INSERT INTO setup (account_id, kind, key, version, doc, updated_by) VALUES (${b}, 'mapper', 'x', 1, '{}', 'test')`,
    )
    await expect(insert).rejects.toThrow(/row-level security/)
  })

  it('cannot change, move or delete a row of another account', async () => {
    const counts = await database.asAccount(a, async (tx) => ({
      updated: (await tx`UPDATE setup SET version = 9 WHERE account_id = ${b}`).count,
      deleted: (await tx`DELETE FROM setup WHERE account_id = ${b}`).count,
    }))
    expect(counts).toEqual({ updated: 0, deleted: 0 })
    const move = database.asAccount(a, (tx) => tx`UPDATE setup SET account_id = ${b} WHERE account_id = ${a}`)
    await expect(move).rejects.toThrow(/row-level security/)
  })

  it('cannot read the tables of the engine, nor a partition past its parent', async () => {
    const [partition] = await database.engine<{ name: string }[]>`
      SELECT i.inhrelid::regclass::text AS name FROM pg_inherits i WHERE i.inhparent = 'lead_data'::regclass LIMIT 1`
    for (const table of ['workers', 'migrations', partition?.name ?? 'none']) {
      await expect(database.asAccount(a, (tx) => tx`SELECT * FROM ${tx(table)}`)).rejects.toThrow(/permission denied/)
    }
  })

  it('can add to the history and never change it', async () => {
    await database.asAccount(
      a,
      (tx) => tx`INSERT INTO audit (account_id, actor, action, object) VALUES (${a}, 'u', 'x', 'y')`,
    )
    await expect(database.asAccount(a, (tx) => tx`UPDATE audit SET actor = 'z'`)).rejects.toThrow(/permission denied/)
  })

  it('see nothing when the account is nobody', async () => {
    expect(await database.asAccount('', (tx) => tx`SELECT 1 FROM setup`)).toHaveLength(0)
  })

  it('may take minutes on the patient way, and are fenced there just so', async () => {
    const look = async (way: 'asAccount' | 'asAccountPatiently') =>
      database[way](a, async (tx) => {
        const [row] = await tx<{ limit: string; role: string; accounts: number }[]>`
          SELECT current_setting('statement_timeout') AS limit, current_user::text AS role,
            (SELECT count(DISTINCT a.id)::int FROM accounts a) AS accounts`
        return row
      })
    const quick = await look('asAccount')
    expect(quick?.limit).toBe('10s')
    expect(await look('asAccountPatiently')).toEqual({ ...quick, limit: '5min' })
  })

  it('leave nothing behind when they fail', async () => {
    const failing = database.asAccount(a, async (tx) => {
      await tx`UPDATE setup SET version = 7`
      throw new Error('stop here')
    })
    await expect(failing).rejects.toThrow('stop here')
    const rows = await database.asAccount(a, (tx) => tx`SELECT s.version FROM setup s`)
    expect(rows.map((row) => row.version)).toEqual([1])
  })
})

describe('the engine', () => {
  it('sees all accounts and gets bigint as strings', async () => {
    const rows = await database.engine<{ account_id: string }[]>`SELECT s.account_id FROM setup s ORDER BY s.account_id`
    expect(rows.map((row) => row.account_id)).toEqual([a, b])
  })

  it('keeps serving after all of its connections were cut', async () => {
    await database.engine`
      SELECT pg_terminate_backend(s.pid) FROM pg_stat_activity s
      WHERE s.datname = current_database() AND s.pid <> pg_backend_pid()`
    const rows = await Promise.all(Array.from({ length: 20 }, () => database.engine`SELECT 1 AS one`))
    expect(rows.every((row) => row[0]?.one === 1)).toBe(true)
  })
})

describe('openDatabase', () => {
  it('says where it could not connect and does not show the password', async () => {
    const url = new URL(own.url)
    url.password = 'wrong-secret'
    const error = await openDatabase({ url: url.href, applicationName: 'switchyard-test' }).catch((e: unknown) => e)
    expect(String(error)).toContain(`${url.host}${url.pathname}`)
    expect(String(error)).toContain('DATABASE_URL')
    expect(String(error)).not.toContain('wrong-secret')
  })
})
