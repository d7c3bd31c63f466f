// The ready-made problems: what goes wrong with real leads, in about the shares in which it does.

import { isKnownCustomer } from '../sandbox/recipe.ts'
import { suppressedEmails } from '../setup/lists.ts'
import type { DemoLead } from './demoLead.ts'
import type { Random } from './random.ts'

/** Makes a good lead bad in one way; the lead as it is when that way does not fit. */
export type Spoil = (lead: DemoLead, random: Random, earlier: readonly DemoLead[]) => DemoLead

function set(fields: (lead: DemoLead) => DemoLead['fields']): Spoil {
  return (lead) => ({ ...lead, fields: { ...lead.fields, ...fields(lead) } })
}

/** Ten years too new by a slip of the finger. Only for people whom the buyer would take once it is put right. */
const yearTenTooNew: Spoil = (lead) =>
  isKnownCustomer('acme', String(lead.fields['email']))
    ? lead
    : { ...lead, fields: { ...lead.fields, vehicle_year: 2025, mileage: 64_300 } }

const sameAgain: Spoil = (lead, random, earlier) => {
  const recent = earlier.filter((other) => other.campaign === lead.campaign).slice(-40)
  if (recent.length === 0) return lead
  const first = random.pick(recent)
  return { ...lead, source: first.source, supplier: first.supplier, fields: { ...first.fields } }
}

const suppressed: Spoil = (lead, random) => ({
  ...lead,
  fields: { ...lead.fields, email: random.pick(suppressedEmails) },
})

const badEmail = set(({ fields }) => ({ email: String(fields['email']).replace('@', ' at ') }))
const badPhone = set(() => ({ phone: '0770 0900' }))
const noPostcode = set(() => ({ postcode: '' }))
const unsafe = set(({ fields }) => ({ last_name: `${fields['last_name']}<script>alert(1)</script>` }))
const stranger: Spoil = (lead) => ({ ...lead, supplier: 'BRK2', source: 'unknown-feed' })

/** By campaign: the share of leads that each problem gets. */
export const problems: Readonly<Record<string, readonly (readonly [spoil: Spoil, share: number])[]>> = {
  'auto-warranty': [
    [yearTenTooNew, 0.035],
    [set(() => ({ make: 'VW' })), 0.045],
    [set(() => ({ make: 'Cupra' })), 0.012],
    [set(() => ({ mileage: 187_000 })), 0.015],
    [set(() => ({ last_name: 'Test' })), 0.006],
    [sameAgain, 0.03],
    [badEmail, 0.012],
    [badPhone, 0.018],
    [suppressed, 0.008],
    [unsafe, 0.004],
    [stranger, 0.004],
  ],
  'solar-uk': [
    [set(() => ({ ownership: 'Council tenant' })), 0.04],
    [set(() => ({ ownership: 'Living with parents' })), 0.02],
    [sameAgain, 0.03],
    [badPhone, 0.02],
    [noPostcode, 0.012],
    [suppressed, 0.006],
  ],
  'boiler-cover': [
    [set(() => ({ fuel: 'Electric' })), 0.03],
    [set(() => ({ fuel: 'Heat pump' })), 0.02],
    [set(() => ({ date_of_birth: '2012-04-19' })), 0.01],
    [sameAgain, 0.025],
    [badEmail, 0.015],
    [noPostcode, 0.01],
  ],
}
