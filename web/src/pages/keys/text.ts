// What the API keys page says.

import type { ApiKey } from '../../data/keys.ts'

export const text = {
  title: 'API keys',
  lead: 'Programs use keys where people use passwords. A key is shown once, when it is made; only its hash is kept.',
  failed: 'The keys could not be loaded.',
  create: 'New key',
  none: 'No keys yet',
  noneHint: 'Make one for each program that sends or reads leads.',
  name: 'Name',
  nameHint: 'What uses it, for example “Landing page”.',
  scope: 'Scope',
  supplier: 'Supplier (SID)',
  supplierHint: 'Leads sent with this key belong to this supplier.',
  buyer: 'Buyer (BID)',
  expires: 'Expires',
  expiresHint: 'Leave empty for a key that stays valid until it is revoked.',
  make: 'Make the key',
  cancel: 'Cancel',
  made: 'Your new key',
  madeWarning: 'Copy it now. It is not shown again, and it cannot be read back from anywhere.',
  done: 'I have copied it',
  revoke: 'Revoke',
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeWarning: 'Programs that use this key are refused from this moment on. This cannot be undone.',
  revoked: 'The key is revoked.',
  never: 'Never',
} as const

export const scopeWords: Readonly<Record<ApiKey['scope'], { name: string; meaning: string }>> = {
  ingest: { name: 'Ingest', meaning: 'sends leads for one supplier' },
  operate: { name: 'Operate', meaning: 'sends, reads, edits and redelivers leads' },
  read: { name: 'Read', meaning: 'reads leads and set-up' },
  admin: { name: 'Admin', meaning: 'everything, keys and set-up included' },
  buyer: { name: 'Buyer', meaning: 'reads what one buyer bought' },
}
