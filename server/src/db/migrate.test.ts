import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'

let own: TestDatabase
let folder: string
let sql: postgres.Sql

beforeEach(async () => {
  own = await createTestDatabase('empty')
  folder = await mkdtemp(join(tmpdir(), 'switchyard-migrations-'))
  sql = postgres(own.url, { max: 2, onnotice: () => {} })
})
afterEach(async () => {
  await sql.end()
  await own.drop()
  await rm(folder, { recursive: true, force: true })
})

const run = (notices: string[] = []) =>
  migrate({ url: own.url, folder, onNotice: (sentence) => notices.push(sentence) })
const write = (name: string, text: string) => writeFile(join(folder, name), text)

describe('migrate', () => {
  it('runs our own files on an empty database and nothing the second time', async () => {
    const first = await migrate({ url: own.url, onNotice: () => {} })
    const second = await migrate({ url: own.url, onNotice: () => {} })
    expect(first.ran[0]).toBe('0001_base.sql')
    expect(second.ran).toEqual([])
  })

  it('runs each file once when eight processes start at the same moment', async () => {
    await write('0001_a.sql', 'CREATE TABLE a (id int PRIMARY KEY); SELECT pg_sleep(0.05);')
    await write('0002_b.sql', 'ALTER TABLE a ADD COLUMN b int; INSERT INTO a VALUES (1, 2);')
    const reports = await Promise.all(Array.from({ length: 8 }, () => run()))
    expect(reports.flatMap((report) => report.ran).toSorted()).toEqual(['0001_a.sql', '0002_b.sql'])
    expect(await sql`SELECT count(*)::int AS count FROM a`).toEqual([{ count: 1 }])
  })

  it('leaves nothing of a file that fails, keeps those before it, and goes on when it is mended', async () => {
    await write('0001_a.sql', 'CREATE TABLE a (id int PRIMARY KEY);')
    await write('0002_b.sql', 'CREATE TABLE b (id int PRIMARY KEY); SELECT no_such_function();')
    await expect(run()).rejects.toThrow(/0002_b\.sql failed and was rolled back: .*no_such_function/)
    expect(await sql`SELECT to_regclass('a')::text AS a, to_regclass('b')::text AS b`).toEqual([{ a: 'a', b: null }])
    await write('0002_b.sql', 'CREATE TABLE b (id int PRIMARY KEY);')
    expect((await run()).ran).toEqual(['0002_b.sql'])
  })

  it('refuses a file that was edited after it ran, but not other line ends', async () => {
    await write('0001_a.sql', 'CREATE TABLE a (id int PRIMARY KEY);\n')
    await run()
    await write('0001_a.sql', 'CREATE TABLE a (id int PRIMARY KEY);\r\n')
    expect((await run()).ran).toEqual([])
    await write('0001_a.sql', 'CREATE TABLE a (id bigint PRIMARY KEY);\n')
    await expect(run()).rejects.toThrow(/0001_a\.sql was edited after it ran/)
  })

  it('refuses a database that a newer release has migrated', async () => {
    await write('0001_a.sql', 'SELECT 1;')
    await write('0002_b.sql', 'SELECT 1;')
    await run()
    await rm(join(folder, '0002_b.sql'))
    await expect(run()).rejects.toThrow(/database is newer than this release: it has migration 0002_b\.sql/)
  })

  it('gives up a lock that somebody holds and gets through when it is free', async () => {
    await write('0001_a.sql', 'CREATE TABLE a (id int PRIMARY KEY);')
    await run()
    await write('0002_b.sql', 'ALTER TABLE a ADD COLUMN b int;')
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const holder = sql.begin(async (tx) => {
      await tx`LOCK TABLE a IN ACCESS SHARE MODE`
      await held
    })
    const migration = run()
    const waiting = () => sql<{ waits: boolean }[]>`
      SELECT count(*) > 0 AS waits FROM pg_stat_activity s
      WHERE s.datname = current_database() AND s.application_name = 'switchyard-migrate' AND s.wait_event_type = 'Lock'`
    await expect.poll(async () => (await waiting())[0]?.waits).toBe(true)
    // The first try has been given up when nobody waits any more.
    await expect.poll(async () => (await waiting())[0]?.waits, { timeout: 10_000 }).toBe(false)
    release()
    await holder
    expect((await migration).ran).toEqual(['0002_b.sql'])
  })

  it('refuses gaps and odd names', async () => {
    await write('0001_a.sql', 'SELECT 1;')
    await write('0003_c.sql', 'SELECT 1;')
    await expect(run()).rejects.toThrow(/0003_c\.sql stands where number 2 belongs/)
    await rm(join(folder, '0003_c.sql'))
    await write('2-b.sql', 'SELECT 1;')
    await expect(run()).rejects.toThrow(/2-b\.sql is not named like/)
  })

  it('tells a user who may not make the role what an administrator has to do', async () => {
    const name = `plain_${own.url.split('_').at(-1)}`
    await sql.unsafe(`CREATE ROLE ${name} LOGIN PASSWORD 'plain'; GRANT ALL ON SCHEMA public TO ${name}`)
    const url = new URL(own.url)
    url.username = name
    url.password = 'plain'
    await write('0001_a.sql', 'CREATE TABLE a (id int PRIMARY KEY);')
    const notices: string[] = []
    await migrate({ url: url.href, folder, onNotice: (sentence) => notices.push(sentence) })
    expect(notices.join()).toContain(`GRANT switchyard_app TO "${name}"`)
    await sql.unsafe(`DROP OWNED BY ${name}; DROP ROLE ${name}`)
  })
})
