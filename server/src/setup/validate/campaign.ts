import { checkRoute } from '@switchyard/core/routing/check.ts'
import { checkCampaign } from '@switchyard/core/screening/check.ts'
import type { Campaign } from '@switchyard/core/setup/campaign.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'

import type { SetupWorld } from '../world.ts'
import { campaignCapProblems } from './caps.ts'

/** A campaign against the lists it names and the deliveries its route names. */
export function campaignProblems(reference: string, doc: Campaign, world: SetupWorld): Problem[] {
  const campaigns = new Set([...world.campaigns.keys(), reference])
  return [
    ...checkCampaign(doc, {
      picklists: world.picklists,
      suppression: world.suppression,
      mappers: new Set(world.mappers.keys()),
      campaigns,
    }),
    ...campaignCapProblems(doc),
    ...(doc.route ? checkRoute(doc.route, 'route', { campaign: reference, deliveries: world.deliveries }) : []),
  ]
}
