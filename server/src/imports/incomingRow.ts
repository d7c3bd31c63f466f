// A row without LeadID as a lead on its way in, like one that the API took.

import type { FileRow, RowPlan } from '@switchyard/core/imports/fileRow.ts'
import { cellOf, rowValues } from '@switchyard/core/imports/rowValues.ts'
import type { ConsentState } from '@switchyard/core/lead/states.ts'

import type { Incoming } from '../intake/incoming.ts'
import type { StoredImport } from './importRow.ts'

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'opt-in', 'optin'])
const no: ReadonlySet<string> = new Set(['no', 'n', 'false', '0', 'opt-out', 'optout'])
const longest = 255

export function incomingRow(row: FileRow, item: StoredImport, plan: RowPlan, receivedAt: Date): Incoming {
  const text = (target: string) => cellOf(row, plan, target).slice(0, longest) || null
  const consent = {
    email: consentOf(cellOf(row, plan, '@consent.email')),
    sms: consentOf(cellOf(row, plan, '@consent.sms')),
  }
  return {
    accountId: item.accountId,
    campaign: plan.campaign,
    supplier: text('@supplier') ?? item.options.supplier ?? null,
    source: text('@source'),
    externalId: text('@externalId'),
    method: 'import',
    test: item.options.test,
    receivedAt,
    fields: rowValues(row, plan),
    consent,
    origin: {
      ip: null,
      userAgent: null,
      callbackUrl: null,
      requestId: null,
      consent,
      import: { id: item.id, row: row.row },
    },
    waive: new Set(),
    // A row is known by its file and its number: it is taken once, in the transaction that says so.
    idempotency: null,
    payloadHash: null,
    answerLater: false,
  }
}

/** Other words mean that nothing is known: consent is never assumed. */
function consentOf(text: string): ConsentState | undefined {
  const word = text.toLowerCase()
  if (yes.has(word)) return 'yes'
  return no.has(word) ? 'no' : undefined
}
