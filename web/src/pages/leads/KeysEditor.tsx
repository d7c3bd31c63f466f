import { Button, Checkbox, ScrollArea, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { setupKeysQuery, type SetupList } from '../../data/setup.ts'
import { countries } from './countries.ts'
import { filterLabels, type KeyFilter } from './filters.ts'
import { appliedKeys, offeredKeys } from './keyChoices.ts'

const lists: Readonly<Record<KeyFilter, SetupList | null>> = {
  campaign: 'campaigns',
  supplier: 'suppliers',
  buyer: 'buyers',
  delivery: 'deliveries',
  source: null,
  country: null,
}

const countryName = new Intl.DisplayNames('en', { type: 'region' })

/** Known keys are offered; others can be typed. */
export function KeysEditor(props: {
  name: KeyFilter
  values: readonly string[]
  onApply: (values: readonly string[]) => void
}) {
  const [chosen, setChosen] = useState<readonly string[]>(props.values)
  const [typed, setTyped] = useState('')
  const list = lists[props.name]
  const { data } = useQuery({ ...setupKeysQuery(list ?? 'campaigns'), enabled: list !== null })
  const isCountry = props.name === 'country'
  const known = isCountry ? countries : list === null ? [] : (data ?? [])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const keys = appliedKeys(known, chosen, typed)
        props.onApply(isCountry ? keys.map((code) => code.toUpperCase()) : keys)
      }}
    >
      <TextInput
        autoFocus
        aria-label={filterLabels[props.name]}
        placeholder={isCountry ? 'Two-letter code' : known.length > 0 ? 'Find or type' : 'Type'}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={260} type="auto" mt={8}>
        <Checkbox.Group
          value={[...chosen]}
          onChange={(keys) => {
            setChosen(keys)
            setTyped('')
          }}
          aria-label={`${filterLabels[props.name]}, known`}
        >
          <Stack gap={6} py={4}>
            {offeredKeys(known, chosen, typed).map((key) => (
              <Checkbox
                key={key}
                size="sm"
                value={key}
                label={isCountry && /^[A-Z]{2}$/.test(key) ? `${key} · ${countryName.of(key)}` : key}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </ScrollArea.Autosize>
      <Button type="submit" fullWidth mt={8}>
        Apply
      </Button>
    </form>
  )
}
