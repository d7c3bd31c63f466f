import { Button, ScrollArea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { setupKeysQuery, type SetupList } from '../../data/setup.ts'
import { ChoiceList } from './ChoiceList.tsx'
import { countries } from './countries.ts'
import { filterLabels, type KeyFilter } from './filters.ts'
import { appliedKeys, offeredKeys } from './keyChoices.ts'
import type { LeadSearch } from './search.ts'
import { useValueCounts } from './useValueCounts.ts'

const lists: Readonly<Record<KeyFilter, SetupList | null>> = {
  campaign: 'campaigns',
  supplier: 'suppliers',
  buyer: 'buyers',
  delivery: 'deliveries',
  source: null,
  country: null,
  job: null,
  cause: null,
}

const countryName = new Intl.DisplayNames('en', { type: 'region' })

/** Keys that the leads have are offered first, then those of the set-up; others can be typed. */
export function KeysEditor(props: {
  name: KeyFilter
  search: LeadSearch
  values: readonly string[]
  onApply: (values: readonly string[]) => void
}) {
  const [chosen, setChosen] = useState<readonly string[]>(props.values)
  const [typed, setTyped] = useState('')
  const list = lists[props.name]
  const { data } = useQuery({ ...setupKeysQuery(list ?? 'campaigns'), enabled: list !== null })
  const counts = useValueCounts(props.name, props.search)
  const isCountry = props.name === 'country'
  const setUp = isCountry ? countries : list === null ? [] : (data ?? [])
  const known = [...new Set([...counts.keys(), ...setUp])]
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
        placeholder={placeholderOf(props.name, known.length > 0)}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={260} type="auto" mt={8}>
        <ChoiceList
          label={`${filterLabels[props.name]}, known`}
          choices={offeredKeys(known, chosen, typed).map((key) => ({
            value: key,
            label: isCountry && /^[A-Z]{2}$/.test(key) ? `${key} · ${countryName.of(key)}` : key,
          }))}
          chosen={chosen}
          counts={counts}
          onChange={(keys) => {
            setChosen(keys)
            setTyped('')
          }}
        />
      </ScrollArea.Autosize>
      <Button type="submit" fullWidth mt={8}>
        Apply
      </Button>
    </form>
  )
}

function placeholderOf(name: KeyFilter, hasKnown: boolean): string {
  if (name === 'country') return 'Two-letter code'
  if (name === 'job') return 'ID of a job'
  if (name === 'cause') return 'ID of a cause of refusals'
  return hasKnown ? 'Find or type' : 'Type'
}
