// What the page shows, as its URL says it.

import { causeStates } from '@switchyard/contract/causes/words.ts'
import type { CauseParameters, CauseState } from '../../data/causes.ts'
import { isRange, toInstants } from '../leads/timeRange.ts'

export interface ResolveSearch {
  readonly campaign?: string
  /** See timeRange.ts; left out: all time. */
  readonly date?: string
  readonly state?: Exclude<CauseState, 'open'>
}

/** Of one cause: which cure is open, and with which value. */
export interface CauseSearch {
  readonly date?: string
  readonly cure?: string
  readonly to?: string
}

/** What is not understood is left out. */
export function parseResolveSearch(raw: Readonly<Record<string, unknown>>): ResolveSearch {
  const { campaign, date } = raw
  const state = causeStates.find((one) => one === raw['state'])
  return {
    ...(typeof campaign === 'string' && campaign !== '' && { campaign }),
    ...(typeof date === 'string' && isRange(date) && { date }),
    ...(state !== undefined && state !== 'open' && { state }),
  }
}

export function parseCauseSearch(raw: Readonly<Record<string, unknown>>): CauseSearch {
  const { date, cure, to } = raw
  return {
    ...(typeof date === 'string' && isRange(date) && { date }),
    ...(typeof cure === 'string' && { cure }),
    // A value such as 2030 comes as a number.
    ...((typeof to === 'string' || typeof to === 'number') && { to: String(to) }),
  }
}

export function causeParameters(search: ResolveSearch, now: Date, zone: string): CauseParameters {
  return {
    ...(search.campaign !== undefined && { campaign: search.campaign }),
    ...spanParameters(search.date, now, zone),
    state: search.state ?? 'open',
  }
}

/** To the minute, so that a list that is drawn again is not another list. */
export function spanParameters(date: string | undefined, now: Date, zone: string): CauseParameters {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000)
  const instants = date === undefined ? null : toInstants(date, minute, zone)
  return { ...(instants?.from && { from: instants.from }), ...(instants?.to && { to: instants.to }) }
}
