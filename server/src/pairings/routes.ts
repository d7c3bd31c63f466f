// The endpoints of pairings, except for the one that accepts an invite.

import { randomBytes } from 'node:crypto'

import { createPairing } from '@switchyard/contract/pairings/create.ts'
import { endPairing } from '@switchyard/contract/pairings/end.ts'
import { joinPairing } from '@switchyard/contract/pairings/join.ts'
import { listPairings } from '@switchyard/contract/pairings/list.ts'
import { showPairing } from '@switchyard/contract/pairings/show.ts'

import type { Campaign } from '@switchyard/core/setup/campaign.ts'

import { createKey } from '../access/accounts.ts'
import { audit } from '../access/audit.ts'
import { hashSecret } from '../access/keyText.ts'
import type { Keyring } from '../access/keyring.ts'
import { invalid, notFound, Problem } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import { makeWebhookSecret } from '../notify/signWebhook.ts'
import type { SetupParts } from '../setup/parts.ts'
import { changeState } from '../setup/pause.ts'
import { acceptRoute, type AcceptParts } from './accept.ts'
import { addressOf } from './addressOf.ts'
import { writeInvite } from './invite.ts'
import { pairingColumns, shownPairing, type PairingRow } from './pairingRow.ts'
import { placeOf } from './secretPlace.ts'

const inviteDays = 7

export interface PairingParts extends AcceptParts {
  readonly keyring: Keyring
}

export function pairingRoutes(parts: PairingParts): Route[] {
  const { db, live, sealer } = parts
  return [
    handle(createPairing, async ({ caller, body, request }) => {
      const { accountId, actor } = caller
      const campaign = await campaignOf(parts, accountId, body)
      const secret = randomBytes(24).toString('base64url')
      const row = await db.asAccount(accountId, async (tx) => {
        const [made] = await tx<PairingRow[]>`
          INSERT INTO pairings AS p (account_id, side, state, campaign, supplier, invite_hash, expires_at, created_by)
          VALUES (${accountId}, 'receives', 'invited', ${body.campaign}, ${body.supplier}, ${hashSecret(secret)},
            now() + make_interval(days => ${inviteDays}), ${actor})
          RETURNING ${pairingColumns(tx)}`
        if (!made) throw new Error('A pairing could not be stored')
        const after = { side: 'receives', campaign: body.campaign, supplier: body.supplier }
        await audit(tx, {
          accountId,
          actor,
          action: 'pairing.invite',
          object: `pairing ${made.id}`,
          after,
          requestId: request.id,
        })
        return made
      })
      const shown = shownPairing(row)
      const invite = writeInvite({ url: addressOf(request, body.url), id: row.id, secret, currency: campaign.currency })
      return { ...shown, expiresAt: shown.expiresAt ?? '', invite }
    }),
    acceptRoute(parts),
    handle(joinPairing, async ({ body }) => {
      const joined = await db.engine.begin(async (tx) => {
        const [row] = await tx<{ accountId: string; supplier: string; campaign: string }[]>`
          UPDATE pairings p SET state = 'active', invite_hash = NULL, peer = ${body.feedbackUrl}
          WHERE p.id = ${body.id}::bigint AND p.invite_hash = ${hashSecret(body.secret)} AND p.state = 'invited' AND p.expires_at > now()
          RETURNING p.account_id::text AS "accountId", p.supplier, p.campaign`
        // One answer for every reason: who has no invite learns nothing.
        if (!row)
          throw new Problem(
            401,
            'no_invite',
            'There is no such invite: it is used up, too old or was withdrawn. Ask for a new one',
          )
        const { accountId, supplier } = row
        const name = `Pairing ${body.id}`
        const key = await createKey(tx, {
          accountId,
          name,
          scope: 'ingest',
          party: supplier,
          actor: `pairing ${body.id}`,
        })
        const signingSecret = makeWebhookSecret()
        await tx`
          UPDATE pairings p SET key_id = ${key.id}, secret = ${sealer.sealText(accountId, placeOf(body.id), signingSecret)}
          WHERE p.account_id = ${accountId} AND p.id = ${body.id}::bigint`
        return { ...row, key: key.text, signingSecret }
      })
      const campaign = (await live.account(joined.accountId)).campaigns.get(joined.campaign)?.doc
      return {
        key: joined.key,
        signingSecret: joined.signingSecret,
        campaign: joined.campaign,
        supplier: joined.supplier,
        fields: (campaign?.fields ?? []).map(({ key, required }) => ({ key, required })),
      }
    }),
    handle(listPairings, async ({ caller }) => {
      const rows = await db.asAccount(
        caller.accountId,
        (tx) => tx<PairingRow[]>`
          SELECT ${pairingColumns(tx)} FROM pairings p WHERE p.account_id = current_account() ORDER BY p.id DESC LIMIT 200`,
      )
      return { pairings: rows.map(shownPairing) }
    }),
    handle(showPairing, async ({ caller, params }) => {
      const [row] = await db.asAccount(
        caller.accountId,
        (tx) => tx<PairingRow[]>`
          SELECT ${pairingColumns(tx)} FROM pairings p WHERE p.account_id = current_account() AND p.id = ${params.id}::bigint`,
      )
      if (!row) throw notFound(`Pairing ${params.id}`)
      return shownPairing(row)
    }),
    handle(endPairing, async ({ caller, params, request }) => {
      const { accountId, actor } = caller
      const ended = await db.asAccount(accountId, async (tx) => {
        const [row] = await tx<{ side: string; delivery: string | null; keyId: string | null; before: string }[]>`
          UPDATE pairings p SET state = 'ended', invite_hash = NULL, ended_at = coalesce(p.ended_at, now()),
            ended_by = coalesce(p.ended_by, ${actor})
          FROM (SELECT id, state FROM pairings WHERE account_id = current_account() AND id = ${params.id}::bigint FOR UPDATE) old
          WHERE p.account_id = current_account() AND p.id = old.id
          RETURNING p.side, p.delivery, p.key_id::text AS "keyId", old.state AS before`
        if (!row) throw notFound(`Pairing ${params.id}`)
        if (row.before === 'ended') return null
        if (row.keyId !== null) {
          await tx`
            UPDATE api_keys k SET revoked_at = coalesce(k.revoked_at, now())
            WHERE k.account_id = current_account() AND k.id = ${row.keyId}::bigint`
        }
        await audit(tx, {
          accountId,
          actor,
          action: 'pairing.end',
          object: `pairing ${params.id}`,
          requestId: request.id,
        })
        return row
      })
      if (ended?.keyId) parts.keyring.forget(ended.keyId)
      if (ended?.side === 'sends' && ended.delivery !== null) {
        await pauseIfThere(parts, ended.delivery, { kind: 'delivery', to: 'pause', caller, requestId: request.id })
      }
      return undefined
    }),
  ]
}

/** Refuses with 422 when supplier or campaign are not there. */
async function campaignOf(
  { live }: Pick<SetupParts, 'live'>,
  accountId: string,
  body: { readonly supplier: string; readonly campaign: string },
): Promise<Campaign> {
  const setup = await live.account(accountId)
  const campaign = setup.campaigns.get(body.campaign)?.doc
  const problems = [
    ...(setup.suppliers.has(body.supplier)
      ? []
      : [
          {
            path: 'supplier',
            code: 'unknown_supplier',
            message: `There is no supplier ${body.supplier}; write it first`,
          },
        ]),
    ...(campaign
      ? []
      : [
          {
            path: 'campaign',
            code: 'unknown_campaign',
            message: `There is no campaign ${body.campaign}; write it first`,
          },
        ]),
  ]
  if (!campaign || problems.length > 0) throw invalid(problems, 422)
  return campaign
}

/** The delivery may have been deleted since. */
async function pauseIfThere(
  parts: Pick<SetupParts, 'db' | 'live'>,
  key: string,
  change: Omit<Parameters<typeof changeState>[1], 'key'>,
): Promise<void> {
  try {
    await changeState(parts, { ...change, key })
  } catch (error) {
    if (!(error instanceof Problem && error.status === 404)) throw error
  }
}
