import { Radio, Stack, Textarea } from '@mantine/core'
import type { ChoicesProps } from './choicesProps.ts'
import type { Channels } from './draft.ts'
import { text } from './text.ts'

const channels: readonly { readonly value: Channels; readonly label: string }[] = [
  { value: 'all', label: text.channelAll },
  { value: 'email', label: text.channelEmail },
  { value: 'sms', label: text.channelSms },
]

export function ConsentChoices({ draft, onChange }: ChoicesProps<'unsubscribe' | 'resubscribe'>) {
  const isBack = draft.action === 'resubscribe'
  return (
    <>
      <Radio.Group
        label={isBack ? text.resubscribeTo : text.unsubscribeFrom}
        value={draft.channels}
        onChange={(value) =>
          onChange({ ...draft, channels: channels.find((one) => one.value === value)?.value ?? 'all' })
        }
      >
        <Stack gap={8} mt={8}>
          {channels.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={text.evidence}
        description={isBack ? text.evidenceNeeded : text.evidenceWelcome}
        required={isBack}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.evidence}
        onChange={(event) => onChange({ ...draft, evidence: event.currentTarget.value })}
      />
    </>
  )
}
