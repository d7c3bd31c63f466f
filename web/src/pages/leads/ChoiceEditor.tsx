import { Button, Checkbox, Radio, ScrollArea, Stack } from '@mantine/core'
import { useState } from 'react'
import { valueWords } from './chips.ts'
import { codeWords } from './codeWords.ts'
import { choices, filterLabels, type ChoiceFilter } from './filters.ts'

export function ChoiceEditor(props: {
  name: ChoiceFilter
  values: readonly string[]
  onApply: (values: readonly string[]) => void
}) {
  const [chosen, setChosen] = useState<string[]>([...props.values])
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
            <Stack gap={6} py={4}>
              {options.map((option) => (
                <Radio key={option} size="sm" value={option} label={valueWords(props.name, option)} />
              ))}
            </Stack>
          </Radio.Group>
        ) : (
          <Checkbox.Group value={chosen} onChange={setChosen} aria-label={filterLabels[props.name]}>
            <Stack gap={6} py={4}>
              {options.map((option, index) => (
                <Checkbox
                  key={option}
                  autoFocus={index === 0}
                  size="sm"
                  value={option}
                  label={valueWords(props.name, option)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </ScrollArea.Autosize>
      <Button type="submit" fullWidth mt={8}>
        Apply
      </Button>
    </form>
  )
}
