// Results of leads that another Switchyard has taken: proven, stored, applied. Who calls again is answered as before.

import { parseWith } from '@switchyard/contract/issues.ts'
import { feedbackBody, tellFeedback } from '@switchyard/contract/feedback/tell.ts'
import { parseMoney } from '@switchyard/core/money/money.ts'

import { hashSecret } from '../../access/keyText.ts'
import { databaseNow } from '../../db/clock.ts'
import { readJson } from '../../http/jsonBody.ts'
import { invalid, Problem } from '../../http/problem.ts'
import { handleRaw, type Route } from '../../http/route.ts'
import { webhookFault } from '../../notify/verifyWebhook.ts'
import { placeOf } from '../secretPlace.ts'
import type { Sealer } from '../../setup/sealing.ts'
import { applyFeedback, type ApplyParts, type SendingPairing } from './applyFeedback.ts'
import { storeFeedback, type HeardItem } from './storeFeedback.ts'

export function feedbackRoute(parts: ApplyParts & { readonly sealer: Sealer }): Route {
  return handleRaw(tellFeedback, async ({ bytes, request }) => {
    // The route has exactly this parameter.
    const { token } = request.params as { readonly token: string }
    const pairing = await findPairing(parts, token)
    const header = (name: string) => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : undefined
    }
    const fault =
      pairing === null
        ? 'Nobody was told to call here'
        : webhookFault(
            parts.sealer.openText(pairing.accountId, placeOf(pairing.id), pairing.secret),
            {
              id: header('webhook-id'),
              timestamp: header('webhook-timestamp'),
              signature: header('webhook-signature'),
              body: bytes,
            },
            databaseNow(),
          )
    if (pairing === null || fault !== null) throw new Problem(401, 'unauthorised', fault ?? '')
    const parsed = parseWith(feedbackBody, readJson(bytes))
    if (!parsed.ok) throw invalid(parsed.problems)
    const { data } = parsed.value
    const items: HeardItem[] = (Array.isArray(data) ? data : [data]).map((item) => ({
      id: item.id,
      lead: item.lead,
      reference: item.reference,
      state: item.state,
      price: item.price === null ? null : parseMoney(item.price),
      reason: item.reason,
      at: new Date(item.at),
    }))
    const unknown = await parts.db.engine.begin((tx) => storeFeedback(tx, pairing, items))
    if (unknown.length === items.length) {
      throw new Problem(404, 'not_found', `Never sent there: lead ${[...new Set(unknown)].slice(0, 10).join(', ')}`)
    }
    await applyFeedback(
      parts,
      pairing,
      items.map(({ lead }) => lead),
    )
    return { taken: items.length - unknown.length, unknown }
  })
}

async function findPairing(
  { db }: ApplyParts,
  token: string,
): Promise<(SendingPairing & { readonly secret: string }) | null> {
  const [row] = await db.engine<(SendingPairing & { secret: string })[]>`
    SELECT p.account_id::text AS "accountId", p.id::text AS id, p.delivery, p.secret
    FROM pairings p WHERE p.token_hash = ${hashSecret(token)} AND p.side = 'sends' AND p.secret IS NOT NULL`
  return row ?? null
}
