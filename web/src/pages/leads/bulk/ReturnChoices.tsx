import { Autocomplete, Checkbox, Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { returnReasonsQuery } from '../../../data/returns.ts'
import type { ChoicesProps } from './choicesProps.ts'
import { text } from './text.ts'

/** Why, by whom, and whether the suppliers lose their payout: that is never assumed. */
export function ReturnChoices({ draft, facts, onChange }: ChoicesProps<'return'>) {
  const { data: known } = useQuery(returnReasonsQuery)
  const reasons = [...(known?.reasons ?? [])]
  const buyers = facts.buyers ?? []
  return (
    <>
      {known?.otherReasons ? (
        <Autocomplete
          label={text.returnReason}
          description={text.returnReasonOther}
          data={reasons}
          maxLength={200}
          value={draft.reason}
          onChange={(reason) => onChange({ ...draft, reason })}
        />
      ) : (
        <Select
          label={text.returnReason}
          placeholder={text.choose}
          data={reasons}
          value={draft.reason === '' ? null : draft.reason}
          onChange={(reason) => onChange({ ...draft, reason: reason ?? '' })}
        />
      )}
      {buyers.length > 1 ? (
        <Select
          label={text.returnBuyer}
          description={text.returnBuyerMeaning}
          placeholder={text.anyBuyer}
          clearable
          data={[...buyers]}
          value={draft.buyer === '' ? null : draft.buyer}
          onChange={(buyer) => onChange({ ...draft, buyer: buyer ?? '' })}
        />
      ) : null}
      <Radio.Group
        label={text.reversePayout}
        description={text.reversePayoutMeaning}
        value={draft.reversePayout === null ? '' : draft.reversePayout ? 'yes' : 'no'}
        onChange={(value) => onChange({ ...draft, reversePayout: value === 'yes' })}
      >
        <Stack gap={8} mt={8}>
          <Radio value="yes" label={text.reversePayoutYes} />
          <Radio value="no" label={text.reversePayoutNo} />
        </Stack>
      </Radio.Group>
      <Checkbox
        label={text.returnReprocess}
        description={text.returnReprocessMeaning}
        checked={draft.reprocess}
        onChange={(event) => onChange({ ...draft, reprocess: event.currentTarget.checked })}
      />
    </>
  )
}
