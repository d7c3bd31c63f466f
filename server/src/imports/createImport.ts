// A file has been uploaded: it is kept, and then read. Its columns are matched at once, so that a mistake in what was asked for is
// known before anything is kept.

import type { AccountSetup } from '../setup/compile.ts'
import { audit } from '../access/audit.ts'
import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import type { Caller } from '../http/route.ts'
import { storeFile } from './files.ts'
import type { ImportRef } from './importRow.ts'
import { matchImport } from './matchImport.ts'
import type { OpenedFile } from './open.ts'
import type { Upload } from './upload.ts'

export interface Arrived {
  readonly setup: AccountSetup
  readonly caller: Caller
  readonly upload: Upload
  readonly opened: OpenedFile
  readonly requestId: string
}

/** @throws Problem 404 without that campaign, 422 where columns are mapped to what is not there */
export async function createImport(db: Database, arrived: Arrived): Promise<ImportRef> {
  const { setup, caller, upload, opened } = arrived
  const { accountId, actor } = caller
  const { wish } = upload
  const { purpose, options } = wish
  const campaign = wish.campaign ?? null
  if (campaign === null ? purpose !== 'suppression' : !setup.campaigns.has(campaign)) {
    throw notFound(`Campaign ${campaign ?? '(none was named)'}`)
  }
  return db.asAccountPatiently(accountId, async (tx) => {
    const columns = await matchImport(tx, { setup, campaign, purpose, options }, opened.samples)
    const [row] = await tx<{ id: string }[]>`
      INSERT INTO imports AS m
        (account_id, campaign, purpose, options, state, actor, file_name, file_bytes, file_hash, format, reading, columns, warnings)
      VALUES (current_account(), ${campaign}, ${purpose}, ${JSON.stringify(options)}::text::jsonb, 'reading', ${actor},
        ${upload.name}, ${upload.bytes}, ${upload.hash}, ${opened.sheet.format}, ${JSON.stringify(opened.reading)}::text::jsonb,
        ${JSON.stringify(columns)}::text::jsonb, ${JSON.stringify(warningsOf(opened))}::text::jsonb)
      RETURNING m.id::text AS id`
    if (!row) throw new Error('An import could not be kept')
    const ref = { accountId, id: row.id }
    await storeFile(tx, ref, upload.file.path)
    await audit(tx, {
      accountId,
      actor,
      action: 'import.create',
      object: `import ${row.id}`,
      after: { purpose, campaign, sha256: upload.hash },
      requestId: arrived.requestId,
    })
    return ref
  })
}

/** What a person should look at in the file as a whole. */
export function warningsOf({ sheet, reading }: OpenedFile): readonly string[] {
  return [
    ...(reading.certain
      ? []
      : [
          `The file does not say how its letters are written. It was read as ${reading.encoding ?? '?'}: look at the sample, ` +
            `and choose another one of ${reading.choices.map(({ encoding }) => encoding).join(', ')} if it is wrong`,
        ]),
    ...sheet.headingProblems.map(({ message }) => message),
  ]
}
