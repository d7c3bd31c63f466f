// What hangs on a picklist: its mappers and the campaigns that use it.

import { compilePicklist, type CompiledPicklist } from '@switchyard/core/lead/fields/picklist.ts'
import type { Field } from '@switchyard/core/setup/campaign.ts'

import type { AccountSetup } from '../setup/compile.ts'

export function mappersOf(setup: Pick<AccountSetup, 'mappers'>, list: string): string[] {
  return [...setup.mappers].filter(([, doc]) => doc.picklist === list).map(([key]) => key)
}

/** References of campaigns with a field that takes its values from the list. */
export function campaignsUsing(setup: Pick<AccountSetup, 'campaigns'>, list: string): string[] {
  return [...setup.campaigns]
    .filter(([, { doc }]) => doc.fields.some(({ picklist }) => picklist === list))
    .map(([key]) => key)
}

export function fieldOf(setup: Pick<AccountSetup, 'campaigns'>, campaign: string, key: string | null): Field | null {
  return setup.campaigns.get(campaign)?.doc.fields.find((field) => field.key === key) ?? null
}

/** The list that a field takes its values from today, ready to be asked. */
export function listOfField(
  setup: Pick<AccountSetup, 'campaigns' | 'picklists'>,
  campaign: string,
  key: string | null,
): { readonly key: string; readonly compiled: CompiledPicklist; readonly values: readonly string[] } | null {
  const field = fieldOf(setup, campaign, key)
  const list = field?.picklist === undefined ? undefined : setup.picklists.get(field.picklist)
  if (!field || !list || field.picklist === undefined) return null
  return { key: field.picklist, compiled: compilePicklist(list, field), values: list.values.map(({ value }) => value) }
}
