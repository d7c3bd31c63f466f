// Sunhaven Solar: pays by the size of the electricity bill.

import { isKnownCustomer, referenceOf, type Recipe } from '../recipe.ts'
import { jsonReply } from '../sandboxReply.ts'

export const sunhaven: Recipe = (lead, world) => {
  const bill = Number(lead['monthly_bill'] ?? 0)
  if (bill < 40)
    return jsonReply({ accepted: false, error: { code: 'BILL_TOO_LOW', text: `Monthly bill ${bill} is below 40` } })
  if (lead['roof'] === 'Flat')
    return jsonReply({ accepted: false, error: { code: 'ROOF', text: 'Flat roofs are not installed on' } })
  if (isKnownCustomer('sunhaven', lead['email'] ?? '')) {
    return jsonReply({ accepted: false, error: { code: 'DUP', text: 'Lead already in our system' } })
  }
  const price = bill >= 150 ? '42.00' : bill >= 80 ? '31.50' : '24.00'
  return jsonReply({ accepted: true, lead: { id: referenceOf('SH', world), price } })
}
