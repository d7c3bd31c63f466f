import { NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import type { ChoicesProps } from './choicesProps.ts'
import { text } from './text.ts'

export function ReleaseChoices({ draft, onChange }: ChoicesProps<'release'>) {
  return (
    <>
      <Radio.Group
        label={text.releaseTo}
        value={draft.to ?? ''}
        onChange={(value) => onChange({ ...draft, to: value === 'process' ? 'process' : 'reject' })}
      >
        <Stack gap={8} mt={8}>
          <Radio value="process" label={text.releaseProcess} description={text.releaseProcessMeaning} />
          <Radio value="reject" label={text.releaseReject} description={text.releaseRejectMeaning} />
        </Stack>
      </Radio.Group>
      <NumberInput
        label={text.perMinute}
        description={text.perMinuteMeaning}
        min={0.1}
        allowNegative={false}
        value={draft.perMinute}
        onChange={(value) => onChange({ ...draft, perMinute: String(value) })}
      />
      <TextInput
        label={text.reason}
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
      />
    </>
  )
}
