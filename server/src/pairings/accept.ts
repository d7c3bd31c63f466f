// An invite is accepted: the other side is called once, and from then on both know what they need of each other.

import { randomBytes } from 'node:crypto'

import { parseWith } from '@switchyard/contract/issues.ts'
import { acceptPairing } from '@switchyard/contract/pairings/accept.ts'
import { joined } from '@switchyard/contract/pairings/join.ts'

import { audit } from '../access/audit.ts'
import { hashSecret } from '../access/keyText.ts'
import type { Outbound } from '../connectors/http/outbound.ts'
import { invalid, Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { webhookSecretBytes } from '../notify/signWebhook.ts'
import { putDocument } from '../setup/put.ts'
import type { SetupParts } from '../setup/parts.ts'
import { addressOf } from './addressOf.ts'
import { readInvite, type Invite } from './invite.ts'
import { pairingColumns, shownPairing, type PairingRow } from './pairingRow.ts'
import { placeOf } from './secretPlace.ts'
import { missingFields, upstreamDelivery } from './upstreamDelivery.ts'

export interface AcceptParts extends SetupParts {
  readonly outbound: Outbound
}

const callTimeoutMs = 15_000

export function acceptRoute(parts: AcceptParts): Route {
  const { db, live, sealer } = parts
  return handle(acceptPairing, async ({ caller, body, request }) => {
    const { accountId, actor } = caller
    const invite = readInvite(body.invite)
    if (!invite) {
      throw invalid([
        { path: 'invite', code: 'invalid_value', message: 'This is no invite. Copy all of it, from "sy-invite-" on' },
      ])
    }
    const setup = await live.account(accountId)
    const campaign = setup.campaigns.get(body.campaign)?.doc
    const problems = [
      ...(campaign
        ? []
        : [
            {
              path: 'campaign',
              code: 'unknown_campaign',
              message: `There is no campaign ${body.campaign}; write it first`,
            },
          ]),
      ...(setup.buyers.has(body.buyer)
        ? []
        : [{ path: 'buyer', code: 'unknown_buyer', message: `There is no buyer ${body.buyer}; write it first` }]),
    ]
    if (!campaign || problems.length > 0) throw invalid(problems, 422)
    // All that can be known is looked at before the invite is used up, which can be done once only.
    if (invite.currency !== campaign.currency) {
      const message = `The other side pays in ${invite.currency}, this campaign books in ${campaign.currency}: accept with a campaign in ${invite.currency}`
      throw invalid([{ path: 'campaign', code: 'other_currency', message }], 422)
    }
    if (setup.deliveries.has(body.delivery) || setup.deliveryFaults.has(body.delivery)) {
      throw new Problem(409, 'delivery_exists', `There is a delivery ${body.delivery} already; choose another key`)
    }

    const token = randomBytes(24).toString('base64url')
    const other = await join(parts.outbound, invite, `${addressOf(request, body.url)}/v1/feedback/${token}`)
    const link = { url: invite.url, other, campaign: body.campaign, buyer: body.buyer, fields: campaign.fields }
    await putDocument(parts, {
      kind: 'delivery',
      key: body.delivery,
      body: upstreamDelivery(link),
      ifMatch: 'none',
      caller,
      requestId: request.id,
    })
    const row = await db.asAccount(accountId, async (tx) => {
      const [made] = await tx<{ id: string }[]>`
        INSERT INTO pairings (account_id, side, state, campaign, buyer, delivery, peer, token_hash, created_by)
        VALUES (${accountId}, 'sends', 'active', ${body.campaign}, ${body.buyer}, ${body.delivery}, ${invite.url}, ${hashSecret(token)},
          ${actor})
        RETURNING id::text AS id`
      if (!made) throw new Error('A pairing could not be stored')
      const secret = sealer.sealText(accountId, placeOf(made.id), other.signingSecret)
      const [whole] = await tx<PairingRow[]>`
        UPDATE pairings p SET secret = ${secret} WHERE p.account_id = ${accountId} AND p.id = ${made.id}::bigint
        RETURNING ${pairingColumns(tx)}`
      if (!whole) throw new Error('A pairing could not be stored')
      const after = {
        side: 'sends',
        campaign: body.campaign,
        buyer: body.buyer,
        delivery: body.delivery,
        peer: invite.url,
      }
      await audit(tx, {
        accountId,
        actor,
        action: 'pairing.accept',
        object: `pairing ${made.id}`,
        after,
        requestId: request.id,
      })
      return whole
    })
    return { ...shownPairing(row), warnings: missingFields(other, campaign.fields) }
  })
}

async function join(outbound: Outbound, invite: Invite, feedbackUrl: string) {
  const url = `${invite.url}/v1/pairings/join`
  const result = await outbound.send({
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/json', 'User-Agent': 'Switchyard' },
    body: JSON.stringify({ id: invite.id, secret: invite.secret, feedbackUrl }),
    timeoutMs: callTimeoutMs,
  })
  if (result.kind !== 'answer') throw unreachable(invite.url, result.message)
  const { status, body } = result.answer
  if (status !== 200) throw unreachable(invite.url, saidBy(body) ?? `it answered HTTP ${status}`)
  const parsed = parseWith(joined, readJson(body))
  if (!parsed.ok || webhookSecretBytes(parsed.value.signingSecret) === null) {
    throw unreachable(invite.url, 'what it answered is not what a Switchyard answers')
  }
  return parsed.value
}

function unreachable(url: string, why: string): Problem {
  return invalid(
    [{ path: 'invite', code: 'not_joined', message: `The other side at ${url} could not be joined: ${why}` }],
    422,
  )
}

/** The sentence of a problem document. */
function saidBy(body: string): string | null {
  const value = readJson(body)
  const detail = typeof value === 'object' && value !== null && 'detail' in value ? value.detail : null
  return typeof detail === 'string' ? detail.slice(0, 300) : null
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
