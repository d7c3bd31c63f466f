// Starts the server: configuration, database, context, ordered stop. No logic of its own.

import { pino } from 'pino'

import { ensureFirstAccount } from './access/accounts.ts'
import { ConfigError, loadConfig } from './config.ts'
import { createContext } from './context.ts'
import { openDatabase } from './db/database.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { welcome } from './welcome.ts'

const log = pino({ level: process.env['LOG_LEVEL'] ?? 'info', base: null }, pino.destination({ dest: 2, sync: false }))

try {
  await start()
} catch (error) {
  const words = error instanceof ConfigError || error instanceof Error ? error.message : String(error)
  log.fatal({ error }, 'the server could not start')
  process.stderr.write(`\n${words}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const config = await loadConfig(process.env)
  const onNotice = (sentence: string) => log.warn({}, sentence)
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, onNotice }) : null
  const url = config.databaseUrl ?? embedded?.url ?? ''
  await migrate({ url, onNotice })
  const db = await openDatabase({ url, applicationName: `switchyard-${config.role}` })
  const first = await ensureFirstAccount(db.engine, config)
  const context = await createContext(config, db, log)
  const address = context.http ? await context.http.listen({ port: config.port, host: config.host }) : null

  let stopping = false
  async function stop(signal: string): Promise<void> {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    await context.close()
    await db.close()
    await embedded?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.fatal({ error }, 'the ordered stop failed')
        process.exit(1)
      })
    })
  }
  process.stdout.write(welcome({ address, first, config }))
  log.info({ address, role: config.role }, 'ready')
  if (first && config.setup === 'demo') {
    context.demo.load(first.accountId, 'first start').catch((error: unknown) => {
      // The server works without it, and `switchyard demo load` makes it whole.
      if (!stopping) log.error({ error }, 'the demo workspace could not be loaded')
    })
  }
}
