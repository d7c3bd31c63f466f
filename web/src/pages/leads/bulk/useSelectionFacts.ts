import { useQuery } from '@tanstack/react-query'
import { allDeliveriesQuery } from '../../../data/deliveries.ts'
import { valuesQuery } from '../../../data/leads.ts'
import type { DeliverySetup } from '../../../data/setup.ts'
import type { LeadParameters } from '../parameters.ts'
import type { Selection } from '../selection.ts'

/** What the choices of a bulk function offer: only what has to do with the chosen leads. Null while it is not known. */
export interface SelectionFacts {
  readonly campaigns: readonly string[] | null
  readonly buyers: readonly string[] | null
  /** Of these campaigns. */
  readonly deliveries: readonly DeliverySetup[] | null
}

/** More ids than these do not fit into one question; then everything there is is offered. */
const mostIds = 1000

export function useSelectionFacts(selection: Selection): SelectionFacts {
  const parameters = parametersOf(selection)
  const asked = parameters['campaign']?.split(',')
  // Counting by a filter leaves it out of the search, so campaigns that are searched for are known already.
  const counted = useQuery({ ...valuesQuery('campaign', parameters), enabled: asked === undefined })
  const buyers = useQuery(valuesQuery('buyer', parameters))
  const deliveries = useQuery(allDeliveriesQuery)
  const campaigns = asked ?? counted.data?.map(({ value }) => value) ?? null
  return {
    campaigns,
    buyers: buyers.data?.map(({ value }) => value) ?? null,
    deliveries:
      campaigns === null || deliveries.data === undefined
        ? null
        : deliveries.data.filter(({ campaign }) => campaigns.includes(campaign)),
  }
}

function parametersOf(selection: Selection): LeadParameters {
  switch (selection.kind) {
    case 'query':
      return selection.parameters
    case 'ids':
      return selection.ids.length > mostIds ? {} : { q: listOf(selection.ids) }
    default:
      return {}
  }
}

/** A list is read as whole ids, which a single number is not. */
function listOf(ids: readonly string[]): string {
  return (ids.length === 1 ? [...ids, ...ids] : ids).join(';')
}
