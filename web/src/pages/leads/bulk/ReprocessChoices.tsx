import { Checkbox, Stack, TextInput } from '@mantine/core'
import type { ChoicesProps } from './choicesProps.ts'
import type { Check } from './draft.ts'
import { text } from './text.ts'

const checks: readonly { readonly value: Check; readonly label: string }[] = [
  { value: 'fields', label: text.checkFields },
  { value: 'filters', label: text.checkFilters },
  { value: 'dedupe', label: text.checkDedupe },
  { value: 'caps', label: text.checkCaps },
]

export function ReprocessChoices({ draft, onChange }: ChoicesProps<'reprocess'>) {
  return (
    <>
      <Checkbox.Group
        label={text.skipChecks}
        description={text.skipChecksMeaning}
        value={[...draft.skip]}
        onChange={(values) =>
          onChange({
            ...draft,
            skip: checks.filter(({ value }) => values.includes(value)).map(({ value }) => value),
          })
        }
      >
        <Stack gap={8} mt={8}>
          {checks.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        label={text.reason}
        required={draft.skip.length > 0}
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
      />
    </>
  )
}
