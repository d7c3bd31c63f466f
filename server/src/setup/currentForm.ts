// Stored documents as today's code knows them.

import { campaign } from '@switchyard/contract/setup/campaign.ts'
import { delivery } from '@switchyard/contract/setup/delivery.ts'
import type { SetupKind } from '@switchyard/contract/setup/documents.ts'
import { buyer, mapper, picklist, supplier, suppressionList } from '@switchyard/contract/setup/lists.ts'

const schemas = { campaign, delivery, picklist, mapper, supplier, buyer, suppression: suppressionList } as const

/** With the defaults of properties that came after the document was written; one that today's schema refuses as it is. */
export function currentForm(kind: SetupKind, doc: unknown): unknown {
  const parsed = schemas[kind].safeParse(doc)
  return parsed.success ? parsed.data : doc
}
