// The only place where things are constructed. What runs here depends on the role: `api` takes leads and answers screens, `worker`
// delivers, `all` does both.

import { join } from 'node:path'

import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'

import { startMonitor } from './alerts/monitor.ts'
import { alertRoutes } from './alerts/routes.ts'
import { alertSettingsRoutes } from './alerts/settingsRoutes.ts'
import { startWatch } from './alerts/watch.ts'
import { watchTransactions } from './alerts/watchTransactions.ts'
import { keyRoutes } from './access/keyRoutes.ts'
import { createKeyring } from './access/keyring.ts'
import { createIdentify } from './access/identify.ts'
import { meRoutes } from './access/me.ts'
import { sessionRoutes } from './access/sessionRoutes.ts'
import { createSignInLimit } from './access/signInLimit.ts'
import { userRoutes } from './access/userRoutes.ts'
import { countsRoute } from './campaigns/countsRoute.ts'
import { startCapChores } from './caps/chores.ts'
import { createRecounter } from './caps/recounter.ts'
import { capRoutes } from './caps/routes.ts'
import type { Config } from './config.ts'
import { createAddressGuard } from './connectors/http/addresses.ts'
import { createDeliveryConnector } from './connectors/http/deliveryConnector.ts'
import { createHttpConnector } from './connectors/http/connector.ts'
import { createOutbound } from './connectors/http/outbound.ts'
import { createTokens } from './connectors/http/tokens.ts'
import type { Database } from './db/database.ts'
import { createIdBlock } from './db/ids.ts'
import { readPressure } from './delivery/pressure.ts'
import { startPartitionKeeper } from './db/partitions.ts'
import { createDemo, type Demo } from './demo/demo.ts'
import { demoRoutes } from './demo/routes.ts'
import { withSandbox } from './demo/sandbox/sandboxOutbound.ts'
import type { Destination } from './delivery/dispatcher.ts'
import { startEngine, type Engine } from './delivery/engine.ts'
import { deliveryHealthRoute } from './delivery/healthRoute.ts'
import { testDeliveryRoute } from './delivery/testRoute.ts'
import { docsPages } from './docs/pages.ts'
import { downloadRoute } from './export/downloadRoute.ts'
import { campaignsTodayRoute } from './home/campaignsRoute.ts'
import { draftRoutes } from './drafts/routes.ts'
import { homeRoute } from './home/route.ts'
import { createHttp } from './http/app.ts'
import { healthPages, webPages } from './http/pages.ts'
import type { Route } from './http/route.ts'
import { createLeadRoute } from './intake/create.ts'
import { createLeadsRoute } from './intake/createBatch.ts'
import { createIntake, type Intake } from './intake/intake.ts'
import { startCleaning } from './intake/cleaning.ts'
import { countRoutes } from './leads/countRoutes.ts'
import { startImportReader } from './imports/reader.ts'
import { importRoutes } from './imports/routes.ts'
import { createImportRows } from './jobs/actions/import.ts'
import { createUndoImport } from './jobs/actions/undoImport.ts'
import { actionNamed, jobActions } from './jobs/actions.ts'
import { startJobCleaning } from './jobs/cleaning.ts'
import { jobRoutes } from './jobs/routes.ts'
import { startJobRunner } from './jobs/runner.ts'
import { listRoutes } from './lists/routes.ts'
import { checkLeadRoute, previewLeadRoute } from './leads/checkRoute.ts'
import { deleteLeadRoute } from './leads/deleteRoute.ts'
import { leadRoutes } from './leads/routes.ts'
import { summaryRoute } from './leads/summaryRoute.ts'
import { createMetrics } from './metrics.ts'
import { startFeedbackJoiner } from './pairings/results/joiner.ts'
import { feedbackRoute } from './pairings/results/route.ts'
import { startFeedbackTeller } from './feedback/teller.ts'
import { createMailer } from './notify/mailer.ts'
import { mailRoutes } from './notify/mailRoutes.ts'
import { startMessageSender } from './notify/sender.ts'
import { createSendNow } from './notify/sendNow.ts'
import { pairingRoutes } from './pairings/routes.ts'
import { admit } from './pipeline.ts'
import { preflightRoute } from './preflight/route.ts'
import { startUpkeep } from './readmission/upkeep.ts'
import { returnRoutes } from './returns/routes.ts'
import { keepCauses } from './resolve/keepCauses.ts'
import { resolveRoutes } from './resolve/routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { cancelWaiting } from './settlement/cancelWaiting.ts'
import { createFlusher } from './settlement/flusher.ts'
import type { Result } from './settlement/result.ts'
import { settle } from './settlement/settle.ts'
import { skipHeld } from './settlement/skipHeld.ts'
import { settleSafely } from './settlement/settleSafely.ts'
import { createWaiters } from './settlement/waiters.ts'
import { createLiveSetup, type LiveSetup } from './setup/live.ts'
import { markTested } from './setup/markTested.ts'
import { setupRoutes } from './setup/routes.ts'
import { createSealer } from './setup/sealing.ts'
import { createFeed } from './stream/feed.ts'
import { createRecorder } from './stream/recorder.ts'
import { recordActions } from './stream/recordActions.ts'
import { recordAdmitted, recordMade, recordResults } from './stream/record.ts'
import { streamRoute, type StreamRoute } from './stream/route.ts'
import { viewRoutes } from './views/routes.ts'

export interface Context {
  /** Null in the role `worker`. */
  readonly http: FastifyInstance | null
  readonly intake: Intake
  readonly live: LiveSetup
  readonly engine: Engine | null
  readonly demo: Demo
  /** Resolves when no lead is on its way in, no work is due and every result is written. For tests and tools. */
  idle(): Promise<void>
  /** Ordered: no new requests, what is under way ends, results are written. */
  close(): Promise<void>
}

const drainMs = 35_000
const webFolder = join(import.meta.dirname, '../../web/dist')

export async function createContext(config: Config, db: Database, log: Logger): Promise<Context> {
  const { engine: sql } = db
  // Work that a dead process left is taken over while it starts, and asks for it already.
  let engine: Engine | null = null
  const random = Math.random
  const sealer = createSealer(config.secret)
  const live = createLiveSetup(db, sealer, log)
  const recounter = createRecounter(db, log)
  live.onChange((before, after) => recounter.changed(before, after))
  const leadIds = createIdBlock('lead_ids')
  const dispatchIds = createIdBlock('dispatch_ids')
  const waiters = createWaiters(sql, log)
  const metrics = createMetrics({
    inFlight: () => engine?.dispatcher.inFlight ?? 0,
    unwritten: () => flusher.waiting,
    tickAgeMs: () => engine?.dispatcher.tickAgeMs ?? 0,
    pressure: () => readPressure(sql),
  })
  const recorder = createRecorder(sql, log)
  const wake = (destinations: readonly Destination[]) => engine?.dispatcher.wake(destinations)

  const settling = {
    db,
    live,
    dispatchIds,
    onDispatches: wake,
    onSettled: (leads: readonly string[]) => waiters.settled(leads),
    onFreed: () => engine?.placesFreed(),
    onSold: (accounts: readonly string[]) => accounts.forEach((accountId) => recorder.count(accountId, { sold: 1 })),
    log,
  }
  const writeResults = async (results: readonly Result[]) => {
    await settleSafely((batch) => settle(settling, batch), results, log)
    for (const { understood } of results) metrics.attempts.inc({ outcome: understood.outcome })
    recordResults(recorder, results)
  }
  const flusher = createFlusher(writeResults, log)

  const pipeline = {
    db,
    leadIds,
    dispatchIds,
    attemptIds: createIdBlock('attempt_ids'),
    random,
    reserve: (destination: Destination) => engine?.dispatcher.reserve(destination) ?? null,
    wake,
  }
  const intake = createIntake({
    engine: sql,
    live,
    waiters,
    admit: async (arrivals) => {
      const admitted = await admit(pipeline, arrivals)
      for (const one of admitted) if (one.kind === 'recorded') metrics.leads.inc({ outcome: one.answer.status })
      recordAdmitted(recorder, arrivals, admitted)
      return admitted
    },
  })

  const guard = createAddressGuard(config.allowHosts)
  const outbound = withSandbox(createOutbound(guard))
  const connector = createDeliveryConnector(createHttpConnector({ outbound, tokens: createTokens(outbound) }))

  const channels = { engine: sql, sealer, outbound, mailer: createMailer(guard) }

  await live.listen()
  engine =
    config.role === 'api'
      ? null
      : await startEngine({
          db,
          live,
          connector,
          flusher,
          settle: writeResults,
          skipped: (tx, dispatches) => skipHeld(settling, tx, dispatches),
          dataDir: config.dataDir,
          random,
          log,
        })
  const actions = recordActions(jobActions({ ...settling, ...pipeline }), recorder)
  const importActions = {
    import: createImportRows({
      ...settling,
      ...pipeline,
      leadsChanged: recorder.leads,
      leadsMade(accountId, leads) {
        for (const { status } of leads) metrics.leads.inc({ outcome: status })
        recordMade(recorder, accountId, leads)
      },
    }),
    ...recordActions({ undoImport: createUndoImport(settling) }, recorder),
  }
  const uploads = join(config.dataDir, 'uploads')
  const importReader = startImportReader({ db, live, folder: uploads, log })
  const jobs = engine
    ? startJobRunner({
        settling,
        workerId: engine.workerId,
        actionNamed: (name) => actionNamed({ ...actions, ...importActions }, name),
        log,
      })
    : null
  const partitions = await startPartitionKeeper(sql, log)
  const cleaning = startCleaning(sql, log)
  const jobCleaning = config.role === 'api' ? null : startJobCleaning(sql, log)
  const capChores = config.role === 'api' ? null : startCapChores(db, live, log)
  const watch = config.role === 'api' ? null : startWatch(sql, log)
  const monitor = config.role === 'api' ? null : startMonitor(db, live, log)
  const messages = engine ? startMessageSender({ ...channels, workerId: engine.workerId, random, log }) : null
  const applying = { ...settling, leadsChanged: recorder.leads }
  const joiner = config.role === 'api' ? null : startFeedbackJoiner({ ...applying, log })
  const teller = config.role === 'api' ? null : startFeedbackTeller({ sql, outbound, sealer, random, log })
  const transactions = config.role === 'api' ? null : watchTransactions(sql, log)
  const causeKeeper = config.role === 'api' ? null : keepCauses(sql, log)
  const upkeep = engine ? startUpkeep({ ...settling, ...pipeline, log }) : null
  const feed = createFeed(sql, log)
  let stream: StreamRoute | null = null

  const demo = createDemo({ db, live, intake, sealer, log })

  async function ready(): Promise<string | null> {
    try {
      await sql`SELECT 1`
    } catch {
      return 'the database cannot be reached'
    }
    if (engine && engine.dispatcher.tickAgeMs > 10_000) return 'the claim loop stands still'
    return null
  }

  async function startHttp(): Promise<FastifyInstance> {
    const keyring = createKeyring(sql, log)
    const identify = createIdentify(sql, keyring)
    stream = streamRoute({ db, feed, identify, log })
    const routes: Route[] = [
      createLeadRoute(intake, keyring),
      createLeadsRoute(intake),
      ...leadRoutes(db, live, recorder.leads),
      checkLeadRoute({ db, live, random }),
      previewLeadRoute({ db, live, random }),
      deleteLeadRoute({ ...settling, leadsChanged: recorder.leads }),
      ...countRoutes(db),
      summaryRoute(db, live),
      countsRoute(db, live),
      ...capRoutes(db, live),
      ...viewRoutes(db),
      deliveryHealthRoute(db, live, async () => engine?.writeViews()),
      testDeliveryRoute(db, live, connector, (tested) => markTested({ db, live }, tested)),
      ...setupRoutes({
        db,
        live,
        sealer,
        allowHosts: config.allowHosts,
        cancelWaiting: async (accountId, delivery, reason) => {
          const count = await cancelWaiting(settling, accountId, delivery, reason)
          if (count > 0) recorder.manyLeads(accountId)
          return count
        },
      }),
      ...reviewRoutes({ ...settling, wake, leadsChanged: recorder.leads }),
      ...jobRoutes({ db, live, actions, random, nudge: () => jobs?.nudge() }),
      downloadRoute({ db, live, actions, random, nudge: () => jobs?.nudge() }),
      ...resolveRoutes({
        db,
        live,
        sealer,
        actions,
        random,
        allowHosts: config.allowHosts,
        nudge: () => jobs?.nudge(),
      }),
      ...draftRoutes({ db, live, random, nudge: () => jobs?.nudge() }),
      ...importRoutes({ db, live, reader: importReader, folder: uploads, nudge: () => jobs?.nudge() }),
      ...returnRoutes(db),
      ...listRoutes(db, live),
      ...alertRoutes(db),
      ...alertSettingsRoutes({ db, sealer, allowHosts: config.allowHosts, sendNow: createSendNow(channels) }),
      ...mailRoutes({ db, sealer, allowHosts: config.allowHosts, sendNow: createSendNow(channels) }),
      preflightRoute({ db, live, connector, random }),
      homeRoute(db, live),
      campaignsTodayRoute(db, live),
      stream.route,
      ...demoRoutes(demo),
      ...pairingRoutes({
        db,
        live,
        sealer,
        outbound,
        keyring,
        allowHosts: config.allowHosts,
        cancelWaiting: async () => 0,
      }),
      feedbackRoute({ ...applying, sealer }),
      ...keyRoutes(db, keyring),
      ...userRoutes(db),
      ...meRoutes(db),
      ...sessionRoutes(db, createSignInLimit()),
    ]
    const pages = [healthPages({ ready, metrics: () => metrics.text() }), docsPages, webPages(webFolder)]
    return createHttp({ routes, pages, identify, log })
  }
  const http = config.role === 'worker' ? null : await startHttp()

  return {
    http,
    intake,
    live,
    engine,
    demo,
    async idle() {
      await intake.idle()
      await engine?.idle()
    },
    async close() {
      const closing = http?.close()
      stream?.close()
      await demo.close()
      await intake.idle()
      await importReader.stop()
      await jobs?.stop()
      await upkeep?.stop()
      await causeKeeper?.stop()
      const drained = (await engine?.stop(drainMs)) ?? true
      if (!drained) log.error({}, 'some requests did not end in time; the next start finds them')
      // Who still waits for a lead's settlement is told how it stands; until then the requests under way keep the server open.
      waiters.close()
      await closing
      partitions.stop()
      transactions?.stop()
      cleaning.stop()
      await jobCleaning?.stop()
      await capChores?.stop()
      await recounter.close()
      await watch?.stop()
      await monitor?.stop()
      await messages?.stop()
      await joiner?.stop()
      await teller?.stop()
      await feed.close()
      await recorder.stop()
      await live.close()
      await outbound.close()
    },
  }
}
