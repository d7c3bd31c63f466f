import { Radio, Select, Stack, TextInput } from '@mantine/core'
import type { ChoicesProps } from './choicesProps.ts'
import type { Verdict } from './draft.ts'
import { text } from './text.ts'

const verdicts: readonly { readonly value: Verdict; readonly label: string; readonly meaning: string }[] = [
  { value: 'accepted', label: text.resolveAccepted, meaning: text.resolveAcceptedMeaning },
  { value: 'rejected', label: text.resolveRejected, meaning: text.resolveRejectedMeaning },
  { value: 'sendAgain', label: text.resolveAgain, meaning: text.resolveAgainMeaning },
]

export function ResolveChoices({ draft, facts, onChange }: ChoicesProps<'resolve'>) {
  const deliveries = (facts.deliveries ?? []).map(({ key, name }) => ({ value: key, label: name || key }))
  return (
    <>
      <Radio.Group
        label={text.resolveAs}
        value={draft.as ?? ''}
        onChange={(value) => onChange({ ...draft, as: verdicts.find((one) => one.value === value)?.value ?? null })}
      >
        <Stack gap={8} mt={8}>
          {verdicts.map(({ value, label, meaning }) => (
            <Radio key={value} value={value} label={label} description={meaning} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.as === 'accepted' ? (
        <TextInput
          label={text.resolvePrice}
          description={text.resolvePriceMeaning}
          inputMode="decimal"
          value={draft.price}
          onChange={(event) => onChange({ ...draft, price: event.currentTarget.value })}
        />
      ) : null}
      {deliveries.length > 1 ? (
        <Select
          label={text.resolveDelivery}
          placeholder={text.anyDelivery}
          clearable
          data={deliveries}
          value={draft.delivery === '' ? null : draft.delivery}
          onChange={(delivery) => onChange({ ...draft, delivery: delivery ?? '' })}
        />
      ) : null}
      <TextInput
        label={text.resolveReason}
        required
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
      />
    </>
  )
}
