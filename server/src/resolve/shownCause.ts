// A cause as the API tells it.

import type { z } from 'zod'

import type { cause as causeSchema } from '@switchyard/contract/causes/cause.ts'
import type { CauseState } from '@switchyard/contract/causes/words.ts'
import type { Cause } from '@switchyard/core/causes/cause.ts'
import { checkOf, curesFor } from '@switchyard/core/causes/cures.ts'
import { relaxationOf } from '@switchyard/core/causes/relaxations.ts'
import { suggestionsFor } from '@switchyard/core/causes/suggestions.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { stakeOf, type MeanRevenue } from './atStake.ts'
import { campaignsUsing, listOfField, mappersOf } from './listsOf.ts'
import type { Said } from './said.ts'

export type ShownCause = z.output<typeof causeSchema>

const trendDays = 14
const dayMs = 86_400_000

export interface ShowingCause {
  readonly cause: Cause
  readonly state: CauseState
  readonly said: Said | undefined
  readonly setup: AccountSetup
  readonly revenue: MeanRevenue | undefined
  readonly now: Date
}

export function shownCause({ cause, state, said, setup, revenue, now }: ShowingCause): ShownCause {
  const { id, kind, campaign, code, field, value, delivery, message, kept, firstAt, lastAt } = cause
  const list = listOfField(setup, campaign, field)
  const doc = setup.campaigns.get(campaign)?.doc
  const relaxation = doc ? relaxationOf(cause, doc) : null
  const locked = list !== null && setup.picklists.get(list.key)?.locked === true
  const count = state === 'kept' ? cause.count + kept : cause.count
  return {
    id,
    kind,
    state,
    campaign,
    code,
    field,
    value,
    spellings: [...cause.spellings],
    delivery,
    message,
    count,
    kept,
    suppliers: [...cause.suppliers],
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    trend: trendOf(cause.days, now),
    examples: [...cause.examples],
    suggestions: [...suggestionsFor(cause, list)],
    // What is disallowed stands in the list: nothing is added to it.
    cures: curesFor(cause, relaxation !== null).filter(
      (one) => one !== 'addListValue' || !locked || code !== 'REJECT_LEAD_INVALID_LIST_VALUE',
    ),
    skip: checkOf(code),
    relax: relaxation && { words: relaxation.words, now: relaxation.now, proposed: relaxation.proposed },
    picklist: list && {
      key: list.key,
      name: list.compiled.name,
      locked,
      mappers: mappersOf(setup, list.key),
      campaigns: campaignsUsing(setup, list.key).filter((one) => one !== campaign),
    },
    atStake: stakeOf(revenue, count),
    said: said
      ? {
          state: said.state,
          at: said.at.toISOString(),
          actor: said.actor,
          reason: said.reason,
          cure: said.cure,
          leads: said.leads,
          jobId: said.jobId,
        }
      : null,
  }
}

/** The cause of which only what was said is left. */
export function pastCause({ id, about, at }: Said): Cause {
  return {
    id,
    ...about,
    message: '',
    rule: null,
    spellings: [],
    count: 0,
    kept: 0,
    suppliers: [],
    firstAt: at,
    lastAt: at,
    days: new Map(),
    examples: [],
    suggested: [],
  }
}

function trendOf(days: Cause['days'], now: Date): ShownCause['trend'] {
  return Array.from({ length: trendDays }, (_, index) => {
    const day = new Date(now.getTime() - (trendDays - 1 - index) * dayMs).toISOString().slice(0, 10)
    return { day, count: days.get(day) ?? 0 }
  })
}
