// The causes of an account, with their states.

import type { TransactionSql } from 'postgres'

import type { OutputOf, QueryOf } from '@switchyard/contract/endpoint.ts'
import type { listCauses as listEndpoint } from '@switchyard/contract/causes/list.ts'
import { causeKinds, causeStates, type CauseState } from '@switchyard/contract/causes/words.ts'
import { CauseBook, type Cause } from '@switchyard/core/causes/causeBook.ts'

import { databaseNow } from '../db/clock.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { readRevenues } from './atStake.ts'
import { eachRefusal } from './readRefusals.ts'
import { readSaid } from './said.ts'
import { pastCause, shownCause } from './shownCause.ts'
import { stateOf } from './stateOf.ts'

const usualStates: readonly CauseState[] = ['open', 'acknowledged']

/** Runs in the account's own transaction. */
export async function listCauses(
  tx: TransactionSql,
  setup: AccountSetup,
  query: QueryOf<typeof listEndpoint>,
): Promise<OutputOf<typeof listEndpoint>> {
  const kinds = query.kind?.length ? query.kind : causeKinds
  const book = new CauseBook()
  const waiting = new Set<string>()
  await eachRefusal(tx, query, kinds, (refusal) => {
    book.add(refusal)
    if (!refusal.kept) waiting.add(refusal.leadId)
  })
  const said = await readSaid(tx)
  const present = book.causes()
  const ids = new Set(present.map(({ id }) => id))
  const past = [...said.values()].filter(({ id, about }) => {
    const isAsked = !query.campaign?.length || query.campaign.includes(about.campaign)
    return !ids.has(id) && isAsked && kinds.includes(about.kind)
  })
  const all = [
    ...present.map((cause) => ({ cause, state: stateOf(cause, said.get(cause.id)) })),
    ...past.map((one) => ({ cause: pastCause(one), state: stateOf(null, one) })),
  ].flatMap(({ cause, state }) => (state === null ? [] : [{ cause, state }]))
  const wanted = all.filter(({ state }) => (query.state?.length ? query.state : usualStates).includes(state))
  const shown = wanted.slice(0, query.limit)
  const revenues = await readRevenues(tx, [...new Set(shown.map(({ cause }) => cause.campaign))])
  const now = databaseNow()
  return {
    causes: shown.map(({ cause, state }) =>
      shownCause({ cause, state, said: said.get(cause.id), setup, revenue: revenues.get(cause.campaign), now }),
    ),
    total: wanted.length,
    states: countStates(all),
    leads: waiting.size,
  }
}

function countStates(
  all: readonly { readonly cause: Cause; readonly state: CauseState }[],
): Record<CauseState, number> {
  const counts = Object.fromEntries(causeStates.map((state) => [state, 0])) as Record<CauseState, number>
  for (const { state } of all) counts[state] += 1
  return counts
}
