import type { TransactionSql } from 'postgres'
import type { z } from 'zod'

import { campaign } from '@switchyard/contract/setup/campaign.ts'
import { delivery } from '@switchyard/contract/setup/delivery.ts'
import type { SetupKind } from '@switchyard/contract/setup/documents.ts'
import { buyer, mapper, picklist, supplier, suppressionList } from '@switchyard/contract/setup/lists.ts'

import { entryDigest } from '../screening/suppression.ts'
import type { Sealer } from '../setup/sealing.ts'
import { writeDocument } from '../setup/store.ts'
import { suppressedEmails } from './setup/lists.ts'
import type { DemoDocument } from './setup/demoDocument.ts'

/** Who wrote a document of the demo: a document that still says so was not changed by anybody since. */
export const demoActor = 'demo'

const schemas: Readonly<Record<SetupKind, z.ZodType>> = {
  picklist,
  mapper,
  supplier,
  buyer,
  suppression: suppressionList,
  campaign,
  delivery,
}

/** Inside a transaction that has begun a change of set-up. */
export async function writeDemoSetup(
  tx: TransactionSql,
  sealer: Sealer,
  accountId: string,
  documents: readonly DemoDocument[],
): Promise<void> {
  for (const { kind, key, doc } of documents) {
    const parsed = schemas[kind].parse(doc)
    await writeDocument(tx, { kind, key, doc: sealer.seal(accountId, kind, key, parsed), actor: demoActor })
  }
  const digests = suppressedEmails.map((email) => entryDigest(email).toString('hex'))
  await tx`
    INSERT INTO suppression_entries (account_id, list, digest)
    SELECT current_account(), 'dnc', decode(d.digest, 'hex') FROM unnest(${digests}::text[]) AS d (digest)
    ON CONFLICT DO NOTHING`
}
