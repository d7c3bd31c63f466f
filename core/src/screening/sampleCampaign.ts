// Campaigns and leads for the tests of screening.

import type { Campaign, Field } from '../setup/campaign.ts'
import type { Picklist } from '../setup/lists.ts'
import type { ScreeningLists } from './compile.ts'
import type { ScreeningInput } from './screened.ts'

/** A field with all defaults; `parts` need name its key and type only. */
export function sampleField(parts: Partial<Field> & Pick<Field, 'key' | 'type'>): Field {
  return {
    required: false,
    disallowed: [],
    profanity: false,
    allowFree: true,
    allowDisposable: true,
    phoneTypes: [],
    aliases: [],
    blankWords: [],
    ...parts,
  }
}

/** An active campaign in London with an email, vehicle year and make. */
export function sampleCampaign(parts: Partial<Campaign> = {}): Campaign {
  return {
    name: 'Auto warranty UK',
    status: 'active',
    country: 'GB',
    currency: 'GBP',
    timezone: 'Europe/London',
    fields: [
      sampleField({ key: 'email', type: 'email', required: true }),
      sampleField({ key: 'phone', type: 'phone' }),
      sampleField({ key: 'vehicle_year', type: 'integer', min: 1980, max: 2020 }),
      sampleField({ key: 'make', label: 'Vehicle make', type: 'picklist', picklist: 'makes' }),
    ],
    dedupe: [],
    suppression: [],
    filters: [],
    caps: [],
    suppliers: {},
    rejectOnRefusal: false,
    ...parts,
  }
}

export const makes: Picklist = {
  name: 'Makes',
  caseSensitive: false,
  values: [
    { value: 'Ford', synonyms: [] },
    { value: 'Volkswagen', label: 'Volkswagen AG', synonyms: ['Vee Dub'] },
    { value: 'Volvo', synonyms: [] },
    { value: 'Mercedes-Benz', synonyms: ['Merc'] },
    { value: 'Citroën', synonyms: [] },
  ],
}

export function sampleLists(parts: Partial<ScreeningLists> = {}): ScreeningLists {
  return {
    picklists: new Map([['makes', makes]]),
    supplierMaps: new Map(),
    dedupeElsewhere: [],
    suppression: new Map(),
    ...parts,
  }
}

/** A lead as it came in on 22 November 2026 at 09:00 in London. */
export function sampleInput(raw: Record<string, unknown>, parts: Partial<ScreeningInput> = {}): ScreeningInput {
  return {
    id: null,
    supplier: 'ADC1',
    source: null,
    method: 'api',
    test: false,
    receivedAt: new Date('2026-11-22T09:00:00Z'),
    raw,
    consent: {},
    waive: new Set(),
    ...parts,
  }
}
