import { Button, Radio, ScrollArea, Stack } from '@mantine/core'
import { useState } from 'react'
import { valueWords } from './chips.ts'
import { ChoiceList } from './ChoiceList.tsx'
import { codeWords } from './codeWords.ts'
import { choices, filterLabels, type ChoiceFilter } from './filters.ts'
import type { LeadSearch } from './search.ts'
import { useValueCounts } from './useValueCounts.ts'

export function ChoiceEditor(props: {
  name: ChoiceFilter
  search: LeadSearch
  values: readonly string[]
  onApply: (values: readonly string[]) => void
}) {
  const [chosen, setChosen] = useState<string[]>([...props.values])
  const counts = useValueCounts(props.name, props.search)
  const options = Object.keys(props.name === 'code' ? codeWords : choices[props.name])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        props.onApply(chosen)
      }}
    >
      <ScrollArea.Autosize mah={300} type="auto">
        {props.name === 'test' ? (
          <Radio.Group value={chosen[0] ?? ''} onChange={(value) => setChosen([value])} aria-label={filterLabels.test}>
            <Stack gap={10} py={6}>
              {options.map((option) => (
                <Radio key={option} size="sm" value={option} label={valueWords(props.name, option)} />
              ))}
            </Stack>
          </Radio.Group>
        ) : (
          <ChoiceList
            label={filterLabels[props.name]}
            choices={options.map((value) => ({ value, label: valueWords(props.name, value) }))}
            chosen={chosen}
            counts={counts}
            focusFirst
            onChange={setChosen}
          />
        )}
      </ScrollArea.Autosize>
      <Button type="submit" fullWidth mt={8}>
        Apply
      </Button>
    </form>
  )
}
