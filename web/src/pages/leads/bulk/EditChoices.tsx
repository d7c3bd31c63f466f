import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { campaignsQuery } from '../../../data/setup.ts'
import { humanise } from '../../../format/humanise.ts'
import { FieldInput, type FieldSetup } from '../../lead/FieldInput.tsx'
import type { ChoicesProps } from './choicesProps.ts'
import { text } from './text.ts'

export function EditChoices({ draft, facts, onChange }: ChoicesProps<'edit'>) {
  const fields = useFields(facts.campaigns)
  const field = fields.get(draft.field)
  return (
    <>
      <Select
        label={text.editField}
        placeholder={text.choose}
        searchable
        data={[...fields.values()].map((one) => ({ value: one.key, label: labelOf(one) }))}
        value={draft.field === '' ? null : draft.field}
        onChange={(key) => onChange({ ...draft, field: key ?? '', value: '' })}
      />
      {field ? (
        <div>
          <FieldInput
            key={field.key}
            field={field}
            label={text.editValue(labelOf(field))}
            value={draft.value}
            before=""
            changed={false}
            error={undefined}
            suggestions={[]}
            focused={false}
            onChange={(value) => onChange({ ...draft, value })}
          />
          {draft.value.trim() === '' ? <span className="soft">{text.editEmpties}</span> : null}
        </div>
      ) : null}
      <TextInput
        label={text.editReason}
        required
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
      />
    </>
  )
}

/** Fields by key; where campaigns have the same one, the first campaign's type decides which input there is. */
function useFields(campaigns: readonly string[] | null): ReadonlyMap<string, FieldSetup> {
  const { data } = useQuery(campaignsQuery)
  const fields = new Map<string, FieldSetup>()
  for (const campaign of data ?? []) {
    if (campaigns !== null && !campaigns.includes(campaign.reference)) continue
    for (const field of campaign.fields) if (!fields.has(field.key)) fields.set(field.key, field)
  }
  return fields
}

function labelOf({ key, label }: FieldSetup): string {
  return label ?? humanise(key)
}
