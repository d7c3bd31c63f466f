// Every mistake of a document that its shape does not show.

import { assertNever } from '@switchyard/core/assert.ts'
import type { Campaign } from '@switchyard/core/setup/campaign.ts'
import type { Delivery } from '@switchyard/core/setup/delivery.ts'
import type { Buyer, Mapper, Picklist, Supplier, SuppressionList } from '@switchyard/core/setup/lists.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'

import type { SetupWorld } from '../world.ts'
import { buyerCapProblems } from './caps.ts'
import { campaignProblems } from './campaign.ts'
import { deliveryProblems } from './delivery.ts'
import { mapperProblems, picklistProblems } from './lists.ts'

/** A document with its kind, as the contract has parsed it. */
export type Draft =
  | { readonly kind: 'campaign'; readonly doc: Campaign }
  | { readonly kind: 'delivery'; readonly doc: Delivery }
  | { readonly kind: 'picklist'; readonly doc: Picklist }
  | { readonly kind: 'mapper'; readonly doc: Mapper }
  | { readonly kind: 'supplier'; readonly doc: Supplier }
  | { readonly kind: 'buyer'; readonly doc: Buyer }
  | { readonly kind: 'suppression'; readonly doc: SuppressionList }

export function documentProblems(
  key: string,
  draft: Draft,
  world: SetupWorld,
  allowHosts: readonly string[],
): readonly Problem[] {
  switch (draft.kind) {
    case 'campaign':
      return campaignProblems(key, draft.doc, world)
    case 'delivery':
      return deliveryProblems(draft.doc, world.deliveries.get(key) ?? null, world, allowHosts)
    case 'picklist':
      return picklistProblems(draft.doc)
    case 'mapper':
      return mapperProblems(draft.doc, world)
    case 'buyer':
      return buyerCapProblems(key, draft.doc, world)
    case 'supplier':
    case 'suppression':
      return []
    default:
      return assertNever(draft)
  }
}
