// Picklists, the mapper and the suppression list of the demo.

import type { DemoDocument } from './demoDocument.ts'

// Two gaps are left on purpose: the list does not know "VW", and the mapper has no code for Cupra.
const makes: readonly { readonly value: string; readonly synonyms?: string[] }[] = [
  { value: 'Audi' },
  { value: 'BMW' },
  { value: 'Cupra' },
  { value: 'Ford' },
  { value: 'Honda' },
  { value: 'Hyundai' },
  { value: 'Kia' },
  { value: 'Mazda' },
  { value: 'Mercedes-Benz', synonyms: ['Mercedes', 'Merc'] },
  { value: 'Nissan' },
  { value: 'Peugeot' },
  { value: 'Renault' },
  { value: 'Seat' },
  { value: 'Skoda', synonyms: ['Škoda'] },
  { value: 'Toyota' },
  { value: 'Vauxhall' },
  { value: 'Volkswagen' },
  { value: 'Volvo' },
]

const torqueCodes: Readonly<Record<string, string>> = {
  Audi: 'AUD',
  BMW: 'BMW',
  Ford: 'FOR',
  Honda: 'HON',
  Hyundai: 'HYU',
  Kia: 'KIA',
  Mazda: 'MAZ',
  'Mercedes-Benz': 'MER',
  Nissan: 'NIS',
  Peugeot: 'PEU',
  Renault: 'REN',
  Seat: 'SEA',
  Skoda: 'SKO',
  Toyota: 'TOY',
  Vauxhall: 'VAU',
  Volkswagen: 'VWG',
  Volvo: 'VOL',
}

export const lists: readonly DemoDocument[] = [
  { kind: 'picklist', key: 'makes', doc: { name: 'Makes', values: [...makes] } },
  {
    kind: 'picklist',
    key: 'ownership',
    doc: {
      name: 'Ownership',
      values: [
        { value: 'Owner', synonyms: ['Homeowner', 'Owner occupier', 'Yes'] },
        { value: 'Landlord' },
        { value: 'Tenant', synonyms: ['Renting', 'Council tenant'] },
      ],
    },
  },
  {
    kind: 'picklist',
    key: 'roofs',
    doc: {
      name: 'Roofs',
      values: [{ value: 'Pitched' }, { value: 'Flat' }, { value: 'Not sure', synonyms: ["Don't know"] }],
    },
  },
  {
    kind: 'picklist',
    key: 'fuels',
    doc: {
      name: 'Fuels',
      values: [
        { value: 'Mains gas', synonyms: ['Gas', 'Natural gas'] },
        { value: 'LPG' },
        { value: 'Oil' },
        { value: 'Electric' },
      ],
    },
  },
  { kind: 'mapper', key: 'torque-makes', doc: { picklist: 'makes', pairs: { ...torqueCodes }, missing: 'pass' } },
  { kind: 'suppression', key: 'dnc', doc: { name: 'Do not contact', matches: ['email', 'phone'] } },
]

/** On the suppression list; a few of them send leads all the same. */
export const suppressedEmails: readonly string[] = [
  'no.more.calls@example.com',
  'optout.palmer@example.org',
  'remove.me@example.org',
]
