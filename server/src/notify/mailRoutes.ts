// The endpoints of the account's mail server.

import { deleteMailAccount } from '@switchyard/contract/notify/deleteMailAccount.ts'
import { putMailAccount } from '@switchyard/contract/notify/putMailAccount.ts'
import { showMailAccount } from '@switchyard/contract/notify/showMailAccount.ts'
import { testMailAccount } from '@switchyard/contract/notify/testMailAccount.ts'

import { audit } from '../access/audit.ts'
import { createAddressGuard } from '../connectors/http/addresses.ts'
import { isLocalName } from '../connectors/http/checkUrl.ts'
import type { Database } from '../db/database.ts'
import { invalid, notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import type { Sealer } from '../setup/sealing.ts'
import { isIP } from 'node:net'
import {
  maskedMailAccount,
  readMailAccount,
  sealMailAccount,
  writeMailAccount,
  type StoredMailAccount,
} from './mailAccount.ts'
import { insertTestMessage } from './messageRow.ts'
import type { SendNow } from './sendNow.ts'

const none = () => notFound('A mail server')

export interface MailParts {
  readonly db: Database
  readonly sealer: Sealer
  readonly allowHosts: readonly string[]
  readonly sendNow: SendNow
}

export function mailRoutes({ db, sealer, allowHosts, sendNow }: MailParts): Route[] {
  const guard = createAddressGuard(allowHosts)
  return [
    handle(showMailAccount, async ({ caller: { accountId } }) => {
      const stored = await db.asAccount(accountId, (tx) => readMailAccount(tx, accountId))
      if (!stored) throw none()
      return shown(stored)
    }),
    handle(putMailAccount, async ({ caller: { accountId, actor }, body, request }) => {
      const { version: _, updatedAt: __, updatedBy: ___, ...given } = body
      const address = isLocalName(given.host) ? '127.0.0.1' : given.host
      if (isIP(address) !== 0 && !guard.allows(address)) {
        const message = `${given.host} is not a public address. The instance's operator can allow it with SWITCHYARD_ALLOW_HOSTS.`
        throw invalid([{ path: 'host', code: 'address_forbidden', message }], 422, 'invalid_mail_account')
      }
      return db.asAccount(accountId, async (tx) => {
        const before = await readMailAccount(tx, accountId)
        const { doc, problems } = sealMailAccount(sealer, accountId, given, before)
        if (problems.length > 0) throw invalid(problems, 422, 'invalid_mail_account')
        await writeMailAccount(tx, accountId, doc, actor)
        await audit(tx, {
          accountId,
          actor,
          action: 'mailAccount.put',
          object: 'mail account',
          before: before ? maskedMailAccount(before) : undefined,
          after: maskedMailAccount(doc),
          requestId: request.id,
        })
        const stored = await readMailAccount(tx, accountId)
        if (!stored) throw none()
        return shown(stored)
      })
    }),
    handle(deleteMailAccount, async ({ caller: { accountId, actor }, request }) => {
      await db.asAccount(accountId, async (tx) => {
        const before = await readMailAccount(tx, accountId)
        if (!before) throw none()
        await tx`DELETE FROM mail_accounts WHERE account_id = ${accountId}`
        const entry = { accountId, actor, action: 'mailAccount.delete', object: 'mail account', requestId: request.id }
        await audit(tx, { ...entry, before: maskedMailAccount(before) })
      })
      return undefined
    }),
    handle(testMailAccount, async ({ caller: { accountId }, body }) => {
      const text = 'This is a test message of Switchyard: e-mails arrive.'
      const id = await db.asAccount(accountId, async (tx) => {
        if (!(await readMailAccount(tx, accountId))) throw none()
        const content = { text, html: `<p>${text}</p>` }
        return insertTestMessage(tx, accountId, {
          channel: 'email',
          recipient: body.to,
          subject: 'Switchyard: test message',
          content,
        })
      })
      return sendNow(accountId, id)
    }),
  ]
}

function shown(stored: StoredMailAccount) {
  return { ...maskedMailAccount(stored), updatedAt: stored.updatedAt.toISOString() }
}
