// Starts the server: configuration, database, context, ordered stop. No logic of its own.

import { flushCompileCache } from 'node:module'

import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'

import { ensureFirstAccount } from './access/accounts.ts'
import { ConfigError, loadConfig, type Config } from './config.ts'
import { createContext } from './context.ts'
import { openDatabase } from './db/database.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { welcome } from './welcome.ts'

const log = pino(
  { level: process.env['LOG_LEVEL'] ?? 'info', base: null, serializers: { error: pino.stdSerializers.err } },
  pino.destination({ dest: 2, sync: false }),
)

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
  // What was started stops in the opposite order, also when a later step of the start fails.
  const started = new AsyncDisposableStack()
  let stopping: Promise<void> | null = null
  // A second signal waits for the first one's stop: Ctrl-C reaches the whole process group, and npm passes it on once more.
  function stop(): Promise<void> {
    stopping ??= started.disposeAsync()
    return stopping
  }
  try {
    const onNotice = (sentence: string) => log.warn({}, sentence)
    const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, onNotice }) : null
    if (embedded) started.defer(async () => void (await embedded.stop()))
    const url = config.databaseUrl ?? embedded?.socketUrl ?? ''
    await migrate({ url, onNotice })
    const db = started.adopt(await openDatabase({ url, applicationName: `switchyard-${config.role}` }), (it) =>
      it.close(),
    )
    const first = await ensureFirstAccount(db.engine, config)
    const context = started.adopt(await createContext(config, db, log), (it) => it.close())
    const address = context.http ? await listen(context.http, config) : null
    stopOnSignals(stop)
    process.stdout.write(welcome({ address, first, config }))
    log.info({ address, role: config.role }, 'ready')
    // Node itself writes it at the end, which a killed process does not come to.
    flushCompileCache()
    if (first && config.setup === 'demo') {
      context.demo.load(first.accountId, 'first start').catch((error: unknown) => {
        // The server works without it, and `switchyard demo load` makes it whole.
        if (stopping === null) log.error({ error }, 'the demo workspace could not be loaded')
      })
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function listen(http: FastifyInstance, config: Config): Promise<string> {
  try {
    return await http.listen({ port: config.port, host: config.host })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    const words = `Something else listens on port ${config.port} of ${config.host}. Stop it, or choose another: PORT=8081 npm start`
    throw new Error(words, { cause: error })
  }
}

function stopOnSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping')
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ error }, 'the ordered stop failed')
          process.exit(1)
        },
      )
    })
  }
}
