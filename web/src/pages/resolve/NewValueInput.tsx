import { Autocomplete, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { picklistQuery, type CampaignSetup } from '../../data/setup.ts'
import { text } from './text.ts'

export interface NewValueInputProps {
  /** Undefined until one is chosen. */
  readonly field: CampaignSetup['fields'][number] | undefined
  readonly isDisabled: boolean
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The new value of a field; of a picklist its values drop down. Whether it is a good one, the preview says. */
export function NewValueInput({ field, isDisabled, value, onChange }: NewValueInputProps) {
  const list = field?.picklist ?? ''
  const { data } = useQuery({ ...picklistQuery(list), enabled: list !== '' })
  const shared = { label: text.newValue, disabled: isDisabled, value }
  if (data) {
    return (
      <Autocomplete
        {...shared}
        data={data.values.map((one) => one.value)}
        limit={200}
        openOnFocus
        onChange={onChange}
      />
    )
  }
  return <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
}
