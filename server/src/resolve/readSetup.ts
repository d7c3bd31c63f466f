import type { TransactionSql } from 'postgres'

import { compileAccount, type AccountSetup, type SetupRow } from '../setup/compile.ts'
import type { Sealer } from '../setup/sealing.ts'

/** The account's set-up as this transaction sees it, also with what it has written itself. */
export async function readSetup(tx: TransactionSql, accountId: string, sealer: Sealer): Promise<AccountSetup> {
  const [account] = await tx<{ version: string; pepper: string }[]>`
    SELECT a.setup_version AS version, encode(a.pepper, 'hex') AS pepper FROM accounts a WHERE a.id = current_account()`
  if (!account) throw new Error(`Account ${accountId} does not exist`)
  const rows = await tx<SetupRow[]>`
    SELECT s.kind, s.key, s.version, s.doc FROM setup s WHERE s.account_id = current_account() ORDER BY s.kind, s.key`
  return compileAccount(accountId, Number(account.version), account.pepper, rows, sealer)
}
