// Millbrook Motor & Home: speaks XML and takes its time.

import { isKnownCustomer, referenceOf, type Recipe } from '../recipe.ts'
import { xmlReply, type SandboxReply } from '../sandboxReply.ts'

const thinkingMs = 600

export const millbrook: Recipe = (lead, world) => {
  const reply = (elements: Readonly<Record<string, string>>): SandboxReply => ({
    ...xmlReply(elements),
    delayMs: thinkingMs,
  })
  const year = Number(lead['VehicleYear'] ?? 0)
  if (year > 2024)
    return reply({ Status: 'Declined', Reason: `Year ${year}: vehicle is still in manufacturer's warranty` })
  const boilerAge = Number(lead['BoilerAge'] ?? 0)
  if (boilerAge > 15) return reply({ Status: 'Declined', Reason: `Boiler age ${boilerAge} is above 15 years` })
  if (isKnownCustomer('millbrook', lead['Email'] ?? ''))
    return reply({ Status: 'Declined', Reason: 'Duplicate enquiry' })
  return reply({ Status: 'Accepted', Reference: referenceOf('MB', world), Price: '7.20' })
}
