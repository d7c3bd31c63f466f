// Who sends and who buys in the demo. All of them are invented.

import type { DemoDocument } from './demoDocument.ts'

export const parties: readonly DemoDocument[] = [
  { kind: 'supplier', key: 'ADC1', doc: { name: 'Adcore Media' } },
  {
    kind: 'supplier',
    key: 'GLX',
    // Sends its own words for two makes; translated before anything is checked.
    doc: { name: 'Galaxy Leads', valueMaps: { make: { 'Merc-Benz': 'Mercedes-Benz', Vauxhal: 'Vauxhall' } } },
  },
  { kind: 'supplier', key: 'BRK', doc: { name: 'Brightkite Performance' } },
  { kind: 'supplier', key: 'SFX', doc: { name: 'Swiftform Exchange' } },
  { kind: 'buyer', key: 'ACME', doc: { name: 'Acme Warranty' } },
  { kind: 'buyer', key: 'TORQ', doc: { name: 'Torque Cover' } },
  { kind: 'buyer', key: 'MILL', doc: { name: 'Millbrook Motor & Home' } },
  { kind: 'buyer', key: 'SUNH', doc: { name: 'Sunhaven Solar' } },
  { kind: 'buyer', key: 'RIDG', doc: { name: 'Ridgeway Energy' } },
  { kind: 'buyer', key: 'HRTH', doc: { name: 'Hearthside Cover' } },
]
