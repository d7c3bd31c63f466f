// What keeps an import from being run, in words. Pure.

import type { AccountSetup } from '../setup/compile.ts'
import type { StoredImport } from './importRow.ts'

export interface Obstacle {
  readonly code: string
  readonly message: string
}

export function obstaclesOf(item: StoredImport, setup: AccountSetup): readonly Obstacle[] {
  const { purpose, options, columns, campaign } = item
  const has = (target: string) => columns.some((column) => column.target === target)
  const found: Obstacle[] = []
  const say = (code: string, message: string) => found.push({ code, message })
  if (purpose === 'suppression') {
    if (options.list === undefined) say('no_list', 'Name the suppression list that the entries go into (options.list)')
    else if (!setup.suppression.has(options.list)) say('unknown_list', `There is no suppression list ${options.list}`)
    if (!has('@entry')) say('no_entries', 'Say which column holds the entries: map it to @entry')
    return found
  }
  const live = campaign === null ? undefined : setup.campaigns.get(campaign)
  if (!live) say('unknown_campaign', 'The campaign is not there any more')
  else if (live.fault !== null) say('broken_campaign', `Campaign ${live.reference} cannot be used: ${live.fault}`)
  if (purpose === 'returns') {
    if (!has('@leadId')) say('no_lead_id', 'Say which column holds the LeadIDs: map it to @leadId')
    if (!has('@reason') && options.reason === undefined) {
      say('no_reason', 'Say why the leads come back: map a column to @reason, or set options.reason')
    }
    if (options.reversePayout === undefined) {
      say('no_payout_choice', 'Say whether the suppliers lose their payout: options.reversePayout true or false')
    }
    return found
  }
  const fields = new Set(live?.doc.fields.map(({ key }) => key))
  if (!columns.some(({ target }) => target !== null && (fields.has(target) || target === '@leadId'))) {
    say('nothing_mapped', 'No column of the file is a field of the campaign: map them')
  }
  const { supplier } = options
  if (supplier !== undefined && !setup.suppliers.has(supplier))
    say('unknown_supplier', `There is no supplier ${supplier}`)
  return found
}

/** Required fields that no column holds and that nothing else fills. */
export function missingFields(item: StoredImport, setup: AccountSetup): readonly string[] {
  if (item.purpose !== 'leads' && item.purpose !== 'resolve') return []
  const fields = setup.campaigns.get(item.campaign ?? '')?.doc.fields ?? []
  const filled = new Set(item.columns.map(({ target }) => target))
  return fields
    .filter(
      (field) => field.required && field.default === undefined && field.compute === undefined && !filled.has(field.key),
    )
    .map(({ key }) => key)
}
