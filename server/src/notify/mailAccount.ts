// The mail server of an account as it is stored: its password sealed.

import type { Sql, TransactionSql } from 'postgres'

import type { MailAccount } from '@switchyard/contract/notify/mailAccount.ts'
import { mailAccount } from '@switchyard/contract/notify/mailAccount.ts'
import type { ProblemItem } from '@switchyard/contract/problem.ts'

import { mask } from '../setup/secrets.ts'
import type { Sealer } from '../setup/sealing.ts'

export interface StoredMailAccount extends MailAccount {
  readonly version: number
  readonly updatedAt: Date
  readonly updatedBy: string
}

const place = 'mail account||password'

/** With its sealed password; null when there is none. */
export async function readMailAccount(tx: Sql | TransactionSql, accountId: string): Promise<StoredMailAccount | null> {
  const [row] = await tx<{ doc: unknown; version: number; updatedAt: Date; updatedBy: string }[]>`
    SELECT a.doc, a.version, a.updated_at AS "updatedAt", a.updated_by AS "updatedBy"
    FROM mail_accounts a WHERE a.account_id = ${accountId}`
  if (!row) return null
  const { doc, ...rest } = row
  return { ...mailAccount.parse(doc), ...rest }
}

export async function writeMailAccount(
  tx: TransactionSql,
  accountId: string,
  doc: MailAccount,
  actor: string,
): Promise<void> {
  await tx`
    INSERT INTO mail_accounts AS a (account_id, doc, updated_by)
    VALUES (${accountId}, ${JSON.stringify(doc)}::text::jsonb, ${actor})
    ON CONFLICT (account_id) DO UPDATE
    SET doc = excluded.doc, version = a.version + 1, updated_at = now(), updated_by = excluded.updated_by`
}

/** As it is stored. The mask stands for the stored password, which goes to the server it was given for and to no other. */
export function sealMailAccount(
  sealer: Sealer,
  accountId: string,
  given: MailAccount,
  stored: MailAccount | null,
): { readonly doc: MailAccount; readonly problems: readonly ProblemItem[] } {
  const { password, ...rest } = given
  if (password === undefined || password === '') return { doc: rest, problems: [] }
  if (password !== mask)
    return { doc: { ...rest, password: sealer.sealText(accountId, place, password) }, problems: [] }
  if (stored?.password === undefined) {
    const message = 'There is no stored password to keep; write it out.'
    return { doc: rest, problems: [{ path: 'password', code: 'secret_missing', message }] }
  }
  const moved = stored.host !== given.host || (stored.security !== 'none' && given.security === 'none')
  if (moved) {
    const message = 'The mail server or its security has changed, so the password has to be given again.'
    return { doc: rest, problems: [{ path: 'password', code: 'secret_missing', message }] }
  }
  return { doc: { ...rest, password: stored.password }, problems: [] }
}

/** With the password in clear. Throws when this process has another key than it was sealed with. */
export function openMailAccount(sealer: Sealer, accountId: string, stored: MailAccount): MailAccount {
  if (stored.password === undefined) return stored
  return { ...stored, password: sealer.openText(accountId, place, stored.password) }
}

export function maskedMailAccount<Account extends MailAccount>(account: Account): Account {
  return account.password === undefined ? account : { ...account, password: mask }
}
