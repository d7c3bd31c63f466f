// The columns of a draft: the fields of its campaign as they are today, with the values they take.

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showDraft } from '@switchyard/contract/drafts/show.ts'

import type { AccountSetup } from '../setup/compile.ts'
import { listOfField } from '../resolve/listsOf.ts'

type Column = OutputOf<typeof showDraft>['fields'][number]

export function draftFields(setup: AccountSetup, campaign: string): Column[] {
  const fields = setup.campaigns.get(campaign)?.doc.fields ?? []
  return fields.map(({ key, label, type, required, allowed, compute }) => {
    const list = listOfField(setup, campaign, key)
    return {
      key,
      label: label ?? key,
      type,
      required,
      computed: compute !== undefined,
      choices: list ? list.values.filter((value) => list.compiled.allows(value)) : (allowed?.map(String) ?? null),
    }
  })
}
