import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'
import { findPostmaster, stopPostmaster } from './embedded/postmaster.ts'

let folder: string
let open: EmbeddedPostgres[]
let children: ChildProcess[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-embedded-'))
  // As root the server runs as another user, who has to get in here.
  await chmod(folder, 0o711)
  open = []
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of open) await server.stop()
  const left = await findPostmaster(dataDir())
  if (left !== null) await stopPostmaster(dataDir(), left.pid)
  await rm(folder, { recursive: true, force: true })
})

const dataDir = () => join(folder, 'postgres', 'cluster', 'data')

async function start(notices: string[] = []): Promise<EmbeddedPostgres> {
  const settings = { shared_buffers: '16MB' }
  const server = await startEmbedded({ dataDir: folder, onNotice: (sentence) => notices.push(sentence), settings })
  open.push(server)
  return server
}

/** Another process on the same folder; `line` waits for the next thing it prints. */
async function startProcess(): Promise<{ child: ChildProcess; line: () => Promise<string> }> {
  const program = join(import.meta.dirname, '../../../testkit/src/embeddedProcess.ts')
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { child, line: async () => String((await lines.next()).value) }
}

async function query<T>(url: string, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await ask(sql)
  } finally {
    await sql.end()
  }
}

describe('the embedded PostgreSQL', () => {
  it('is durable, on loopback only, asks for a password and has trigram search that knows letters', async () => {
    const server = await start()
    const found = await query(server.url, async (sql) => {
      await sql`CREATE EXTENSION pg_trgm`
      const [row] = await sql`
        SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
               current_setting('listen_addresses') AS listen, lower('ÅÉ') AS lower, show_trgm('é') AS trigrams`
      return row
    })
    expect(found).toMatchObject({ fsync: 'on', commit: 'on', listen: '127.0.0.1', lower: 'åé' })
    expect(found?.trigrams).toHaveLength(2)
    const url = new URL(server.url)
    url.password = 'guess'
    await expect(query(url.href, (sql) => sql`SELECT 1`)).rejects.toThrow(/password authentication failed/)
  })

  it('keeps its port and its data over an ordered stop', async () => {
    const first = await start()
    await query(first.url, (sql) => sql`CREATE TABLE kept AS SELECT 42 AS answer`)
    expect(await first.stop()).toBe('stopped')
    expect(await findPostmaster(dataDir())).toBeNull()
    open = []
    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await query(second.url, (sql) => sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }])
  })

  it('outlives a killed application and is adopted by the next one', async () => {
    const { child, line } = await startProcess()
    const port = await line()
    const before = await findPostmaster(dataDir())
    child.kill('SIGKILL')
    await once(child, 'exit')
    const next = await start()
    expect(new URL(next.url).port).toBe(port)
    expect((await findPostmaster(dataDir()))?.pid).toBe(before?.pid)
    expect(await next.stop()).toBe('stopped')
    open = []
  })

  it('recovers what was committed when the server itself was killed', async () => {
    const { child, line } = await startProcess()
    const port = await line()
    const password = (await readFile(join(folder, 'postgres', 'cluster', 'password'), 'utf8')).trim()
    const url = `postgres://switchyard:${password}@127.0.0.1:${port}/switchyard`
    await query(url, (sql) => sql`CREATE TABLE kept AS SELECT 42 AS answer`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    process.kill((await findPostmaster(dataDir()))?.pid ?? 0, 'SIGKILL')
    const next = await start()
    expect(await query(next.url, (sql) => sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }])
  })

  it('starts although a pid file names a process that is somebody else', async () => {
    const first = await start()
    await first.stop()
    open = []
    await writeFile(
      join(dataDir(), 'postmaster.pid'),
      `${process.pid}\n${dataDir()}\n0\n5432\n\n127.0.0.1\n\nready   \n`,
    )
    const second = await start()
    expect(await query(second.url, (sql) => sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
  })

  it('is one server for processes that start at the same moment on a new folder, and the last one out stops it', async () => {
    const processes = await Promise.all([startProcess(), startProcess(), startProcess()])
    const ports = await Promise.all(processes.map((process) => process.line()))
    expect(new Set(ports).size).toBe(1)
    const endings: string[] = []
    for (const { child, line } of processes) {
      child.stdin?.write('stop\n')
      endings.push(await line())
    }
    expect(endings).toEqual(['leftRunning', 'leftRunning', 'stopped'])
    expect(await findPostmaster(dataDir())).toBeNull()
  })

  it('can be joined while its last user is stopping it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const leaving = await start()
      const [, joined] = await Promise.all([leaving.stop(), start()])
      open = [joined]
      expect(await query(joined.url, (sql) => sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
      await joined.stop()
      open = []
    }
  })

  it('comes back by itself on the same port when it was killed under a running application', async () => {
    const notices: string[] = []
    const server = await start(notices)
    process.kill((await findPostmaster(dataDir()))?.pid ?? 0, 'SIGKILL')
    await expect.poll(() => notices.join(' '), { timeout: 20_000 }).toContain('running again')
    expect(await query(server.url, (sql) => sql`SELECT 1 AS one`)).toEqual([{ one: 1 }])
  })

  it('names both versions when the files come from another PostgreSQL', async () => {
    const first = await start()
    await first.stop()
    open = []
    await writeFile(join(dataDir(), 'PG_VERSION'), '16\n')
    await expect(start()).rejects.toThrow(/written by PostgreSQL 16, this release brings 18/)
  })
})
