// How many documents of a kind an account may have: more than anybody needs, few enough to be held in memory and compiled anew
// at every change.

import { setupPlaces, type SetupKind } from '@switchyard/contract/setup/documents.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'

import type { Draft } from './validate/document.ts'
import type { SetupWorld } from './world.ts'

const mostOf: Readonly<Record<SetupKind, number>> = {
  campaign: 1000,
  delivery: 5000,
  picklist: 1000,
  mapper: 2000,
  supplier: 5000,
  buyer: 5000,
  suppression: 500,
}
/** Every one of them is considered for every lead of the campaign. */
const mostDeliveriesOfCampaign = 500

/** What stands in the way of one more document; null when there is room, or when `key` is there already. */
export function quotaProblem(key: string, draft: Draft, world: SetupWorld): Problem | null {
  const documents = documentsOf(draft.kind, world)
  if (documents.has(key)) return null
  const most = mostOf[draft.kind]
  const { several } = setupPlaces[draft.kind]
  if (documents.size >= most) return full('', `An account has at most ${most.toLocaleString('en')} ${several}.`)
  if (draft.kind !== 'delivery') return null
  const { campaign } = draft.doc
  const own = [...world.deliveries.values()].filter((other) => other.campaign === campaign)
  return own.length < mostDeliveriesOfCampaign
    ? null
    : full('campaign', `A campaign has at most ${mostDeliveriesOfCampaign} deliveries.`)
}

function full(path: string, message: string): Problem {
  return { path, code: 'too_many', message }
}

function documentsOf(kind: SetupKind, world: SetupWorld): ReadonlyMap<string, unknown> {
  return {
    campaign: world.campaigns,
    delivery: world.deliveries,
    picklist: world.picklists,
    mapper: world.mappers,
    supplier: world.suppliers,
    buyer: world.buyers,
    suppression: world.suppression,
  }[kind]
}
