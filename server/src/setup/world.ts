// All documents of an account, as checks look at them.

import type { TransactionSql } from 'postgres'

import type { Campaign } from '@switchyard/core/setup/campaign.ts'
import type { Delivery } from '@switchyard/core/setup/delivery.ts'
import type { Buyer, Mapper, Picklist, Supplier, SuppressionList } from '@switchyard/core/setup/lists.ts'
import type { SetupKind } from '@switchyard/contract/setup/documents.ts'

export interface SetupWorld {
  readonly campaigns: ReadonlyMap<string, Campaign>
  /** Secrets sealed. */
  readonly deliveries: ReadonlyMap<string, Delivery>
  readonly picklists: ReadonlyMap<string, Picklist>
  readonly mappers: ReadonlyMap<string, Mapper>
  readonly suppliers: ReadonlyMap<string, Supplier>
  readonly buyers: ReadonlyMap<string, Buyer>
  readonly suppression: ReadonlyMap<string, SuppressionList>
}

export async function readWorld(tx: TransactionSql): Promise<SetupWorld> {
  const rows = await tx<{ kind: SetupKind; key: string; doc: unknown }[]>`
    SELECT s.kind, s.key, s.doc FROM setup s WHERE s.account_id = current_account() ORDER BY s.kind, s.key`
  const byKind = Map.groupBy(rows, (row) => row.kind)
  // Stored documents were parsed by the contract when they were written.
  const documents = <Doc>(kind: SetupKind) => new Map((byKind.get(kind) ?? []).map((row) => [row.key, row.doc as Doc]))
  return {
    campaigns: documents<Campaign>('campaign'),
    deliveries: documents<Delivery>('delivery'),
    picklists: documents<Picklist>('picklist'),
    mappers: documents<Mapper>('mapper'),
    suppliers: documents<Supplier>('supplier'),
    buyers: documents<Buyer>('buyer'),
    suppression: documents<SuppressionList>('suppression'),
  }
}
