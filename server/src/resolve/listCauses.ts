// The causes of an account, with their states.

import type { TransactionSql } from 'postgres'

import type { OutputOf, QueryOf } from '@switchyard/contract/endpoint.ts'
import type { listCauses as listEndpoint } from '@switchyard/contract/causes/list.ts'
import { causeKinds, causeStates, type CauseState } from '@switchyard/contract/causes/words.ts'

import { databaseNow } from '../db/clock.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { readRevenues } from './atStake.ts'
import { countCauses } from './causeCounts.ts'
import { readCauses } from './readCauses.ts'
import { readSaid } from './said.ts'
import { pastCause, shownCause } from './shownCause.ts'
import { stateOf } from './stateOf.ts'

const usualStates: readonly CauseState[] = ['open', 'acknowledged']

/** Runs in the account's own transaction, after `countRefusals`; `isBehind`: not all leads are counted yet. */
export async function listCauses(
  tx: TransactionSql,
  setup: AccountSetup,
  query: QueryOf<typeof listEndpoint>,
  isBehind: boolean,
): Promise<OutputOf<typeof listEndpoint>> {
  const kinds = query.kind?.length ? query.kind : causeKinds
  const present = await countCauses(tx, { ...query, kinds })
  const said = await readSaid(tx)
  const ids = new Set(present.map(({ id }) => id))
  const past = [...said.values()].filter(({ id, about }) => {
    const isAsked = !query.campaign?.length || query.campaign.includes(about.campaign)
    return !ids.has(id) && isAsked && kinds.includes(about.kind)
  })
  const standing = [
    ...present.map((counted) => ({ id: counted.id, counted, state: stateOf(counted, said.get(counted.id)) })),
    ...past.map((one) => ({ id: one.id, counted: null, state: stateOf(null, one) })),
  ].flatMap(({ state, ...one }) => (state === null ? [] : [{ ...one, state }]))
  const wanted = standing.filter(({ state }) => (query.state?.length ? query.state : usualStates).includes(state))
  const shown = wanted.slice(0, query.limit)
  const counted = shown.flatMap((one) => one.counted ?? [])
  const causes = new Map((await readCauses(tx, counted, query)).map((cause) => [cause.id, cause] as const))
  const revenues = await readRevenues(tx, [...new Set(counted.map(({ campaign }) => campaign))])
  const now = databaseNow()
  return {
    causes: shown.flatMap(({ id, state }) => {
      const told = said.get(id)
      const cause = causes.get(id) ?? (told ? pastCause(told) : null)
      if (!cause) return []
      return [shownCause({ cause, state, said: told, setup, revenue: revenues.get(cause.campaign), now })]
    }),
    total: wanted.length,
    states: countStates(standing.map(({ state }) => state)),
    leads: present.reduce((sum, { firstLeads }) => sum + firstLeads, 0),
    isBehind,
  }
}

function countStates(states: readonly CauseState[]): Record<CauseState, number> {
  const counts = Object.fromEntries(causeStates.map((state) => [state, 0])) as Record<CauseState, number>
  for (const state of states) counts[state] += 1
  return counts
}
