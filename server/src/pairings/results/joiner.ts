// Results that came before our own sending was written are applied once it is; and where no result comes at all, somebody is told.

import { raise } from '../../alerts/raise.ts'
import { applyFeedback, type ApplyParts, type SendingPairing } from './applyFeedback.ts'

export interface Joiner {
  stop(): Promise<void>
}

const joinEveryMs = 1_000
const watchEveryMs = 300_000
/** After that long a result is missed. It is never guessed. */
const overdueHours = 72
/** After that long a result that fits nothing is told of. */
const unmatchedHours = 24
const leadsAtOnce = 200

interface JoinerParts extends ApplyParts {
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}

export function startFeedbackJoiner(parts: JoinerParts): Joiner {
  const { db, log } = parts
  let running: Promise<void> | null = null
  let watchedMs = -watchEveryMs

  async function run(): Promise<void> {
    const waiting = await db.engine<(SendingPairing & { leadIds: string[] })[]>`
      SELECT p.account_id::text AS "accountId", p.id::text AS id, p.delivery, w.leads::text[] AS "leadIds"
      FROM pairings p CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT f.lead_id) AS leads FROM (
          SELECT lead_id FROM feedback_in f
          WHERE f.account_id = p.account_id AND f.pairing_id = p.id AND f.applied_at IS NULL LIMIT ${leadsAtOnce}) f
      ) w
      WHERE p.side = 'sends' AND w.leads IS NOT NULL`
    for (const { leadIds, ...pairing } of waiting) await applyFeedback(parts, pairing, leadIds)
    if (performance.now() - watchedMs < watchEveryMs) return
    watchedMs = performance.now()
    await watch()
  }

  async function watch(): Promise<void> {
    const late = await db.engine<(SendingPairing & { overdue: number; unmatched: number })[]>`
      SELECT p.account_id::text AS "accountId", p.id::text AS id, p.delivery,
        (SELECT count(*)::int FROM dispatches d
         WHERE d.account_id = p.account_id AND d.delivery = p.delivery AND d.state = 'pending'
           AND d.settled_at < now() - make_interval(hours => ${overdueHours})) AS overdue,
        (SELECT count(*)::int FROM feedback_in f
         WHERE f.account_id = p.account_id AND f.pairing_id = p.id AND f.applied_at IS NULL
           AND f.heard_at < now() - make_interval(hours => ${unmatchedHours})) AS unmatched
      FROM pairings p WHERE p.side = 'sends'`
    for (const { accountId, id, delivery, overdue, unmatched } of late) {
      const about = { accountId, kind: 'feedbackOverdue', subject: `delivery ${delivery}` } as const
      const words = [
        ...(overdue > 0
          ? [
              `${overdue} leads wait for a result of ${delivery} for more than ${overdueHours / 24} days; ask the other side`,
            ]
          : []),
        ...(unmatched > 0 ? [`${unmatched} results came for leads whose sending is not written yet`] : []),
      ]
      if (words.length > 0) {
        const message = `${words.join('. ')}. Nothing is guessed: the leads stay neither sold nor unsold.`
        await raise(db.engine, { ...about, message, detail: { delivery, pairing: id, overdue, unmatched } })
      }
    }
  }

  const timer = setInterval(() => {
    running ??= run()
      .catch((error: unknown) => log.warn({ error }, 'results of other Switchyards could not be joined'))
      .finally(() => (running = null))
  }, joinEveryMs)

  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
