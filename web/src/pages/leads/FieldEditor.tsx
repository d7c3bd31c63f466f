import { Autocomplete, Button, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatFieldFilter, matchWords, parseFieldFilter, type FieldFilter, type FieldMatch } from './fieldFilter.ts'

const matches: readonly FieldMatch[] = ['is', 'contains', 'startsWith']

export function FieldEditor(props: { fieldKeys: readonly string[]; onApply: (filter: FieldFilter) => void }) {
  const [field, setField] = useState('')
  const [match, setMatch] = useState<FieldMatch>('is')
  const [value, setValue] = useState('')
  // Through the URL's own grammar: what cannot be written there cannot be a filter.
  const filter = parseFieldFilter(formatFieldFilter({ field: field.trim(), match, value: value.trim() }))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (filter) props.onApply(filter)
      }}
    >
      <Stack gap={8}>
        <Autocomplete
          autoFocus
          label="Field"
          placeholder="For example postcode"
          data={[...props.fieldKeys]}
          value={field}
          onChange={setField}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={200}
        />
        <Select
          label="Match"
          data={matches.map((one) => ({ value: one, label: matchWords[one] }))}
          value={match}
          onChange={(one) => setMatch(matches.find((known) => known === one) ?? 'is')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <TextInput label="Value" value={value} onChange={(event) => setValue(event.currentTarget.value)} />
        <Button type="submit" disabled={filter === null}>
          Apply
        </Button>
      </Stack>
    </form>
  )
}
