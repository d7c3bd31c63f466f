import { arrivals } from './arrivals.ts'
import { boilerFields, solarFields, warrantyFields } from './campaignFields.ts'
import type { DemoLead } from './demoLead.ts'
import { drawPerson } from './person.ts'
import { problems } from './problems.ts'
import { createRandom, type Random } from './random.ts'

export const demoLeadCount = 1500
const days = 30
const seed = 20_261

const campaigns = [
  ['auto-warranty', 48],
  ['solar-uk', 30],
  ['boiler-cover', 22],
] as const

// Who sends how much to which campaign.
const suppliers = {
  'auto-warranty': [
    ['ADC1', 40],
    ['GLX', 25],
    ['BRK', 15],
    ['SFX', 20],
  ],
  'solar-uk': [
    ['ADC1', 35],
    ['BRK', 40],
    ['SFX', 25],
  ],
  'boiler-cover': [
    ['ADC1', 45],
    ['GLX', 35],
    ['SFX', 20],
  ],
} as const

const sources = {
  ADC1: ['fb-12', 'fb-14', 'search-7'],
  GLX: ['gx-uk', 'gx-north'],
  BRK: ['native-3', 'native-9'],
  SFX: ['sf-1', 'sf-2'],
}

/**
 * The demo's leads, oldest first: the last 30 days before `now`, the same people and problems for everybody. A lead and its
 * duplicate stand in the order in which they came.
 */
export function demoLeads(now: Date, count = demoLeadCount): readonly DemoLead[] {
  const random = createRandom(seed)
  const leads: DemoLead[] = []
  for (const [index, receivedAt] of arrivals(random, now, days, count).entries()) {
    leads.push(spoiled(goodLead(random, receivedAt, index, now), random, leads))
  }
  return leads
}

function goodLead(random: Random, receivedAt: Date, index: number, now: Date): DemoLead {
  const campaign = random.weighted(campaigns)
  const person = drawPerson(random, index)
  const supplier = random.weighted<keyof typeof sources>(suppliers[campaign])
  const fields = {
    'auto-warranty': () => warrantyFields(random, person, now),
    'solar-uk': () => solarFields(random, person),
    'boiler-cover': () => boilerFields(random, person, now),
  }[campaign]()
  return {
    receivedAt,
    campaign,
    supplier,
    source: random.pick(sources[supplier]),
    method: random.weighted([
      ['api', 4],
      ['form', 1],
    ]),
    fields,
    consent: {
      sms: random.weighted([
        ['yes', 5],
        ['no', 2],
        ['unknown', 3],
      ]),
    },
  }
}

function spoiled(lead: DemoLead, random: Random, earlier: readonly DemoLead[]): DemoLead {
  let left = random.next()
  for (const [spoil, share] of problems[lead.campaign] ?? []) {
    left -= share
    if (left < 0) return spoil(lead, random, earlier)
  }
  return lead
}
