// Acme Warranty: JSON in and out, fixed price, says exactly what it does not like.

import type { SandboxLead } from '../sandboxLead.ts'
import { isKnownCustomer, referenceOf, type Recipe } from '../recipe.ts'
import { jsonReply } from '../sandboxReply.ts'

/** Newer cars are under their maker's own warranty. */
const newestYear = 2024
const oldestYear = 2005
const uncovered = ['BT', 'JE', 'GY', 'IM']

export const acme: Recipe = (lead, world) => {
  const refusal = refusalOf(lead)
  if (refusal !== null) return jsonReply({ status: 'rejected', message: refusal })
  if (isKnownCustomer('acme', lead['email'] ?? '')) {
    return jsonReply({ status: 'duplicate', message: 'This person is a customer of ours already' })
  }
  return jsonReply({ status: 'accepted', id: referenceOf('ACM', world), price: '12.50' })
}

function refusalOf(lead: SandboxLead): string | null {
  const year = Number(lead['year'] ?? '')
  if (!lead['email']) return 'Email is missing'
  if (!Number.isInteger(year) || year === 0) return 'Vehicle year is missing'
  if (year > newestYear) return `Vehicle year ${year} not allowed`
  if (year < oldestYear) return `Vehicle year ${year} is too old, the oldest we cover is ${oldestYear}`
  const area = /^[A-Za-z]+/.exec(lead['postcode'] ?? '')?.[0]?.toUpperCase() ?? ''
  return uncovered.includes(area) ? `Postcode area ${area} not covered` : null
}
