import { Button, Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Cause, CurePreview } from '../../data/causes.ts'
import { campaignQuery, picklistQuery } from '../../data/setup.ts'
import { humanise } from '../../format/humanise.ts'
import { assertNever } from '../../ui/assertNever.ts'
import type { CureDraft } from './cureDraft.ts'
import { ListValueChoices } from './ListValueChoices.tsx'
import { namedField } from './namedField.ts'
import { NewValueInput } from './NewValueInput.tsx'
import { SuggestionButtons } from './SuggestionButtons.tsx'
import { text } from './text.ts'

export interface CureChoicesProps {
  readonly draft: CureDraft
  readonly cause: Cause
  readonly preview: CurePreview | null
  readonly onChange: (draft: CureDraft) => void
}

/** What has to be said for a cure of this kind. */
export function CureChoices(props: CureChoicesProps) {
  const { draft, onChange } = props
  const reason = (label: string, isRequired: boolean) => (
    <TextInput
      label={label}
      required={isRequired}
      maxLength={500}
      value={draft.reason}
      onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
    />
  )
  switch (draft.kind) {
    case 'addListValue':
      return <ListValueChoices {...props} />
    case 'addSynonym':
      return <SynonymChoices {...props} />
    case 'setValue':
      return (
        <>
          <ValueChoices {...props} />
          {reason(text.why, false)}
        </>
      )
    case 'relaxRule':
      return <RelaxChoices {...props} />
    case 'skip':
      return reason(text.skipReason, true)
    case 'keep':
      return reason(text.keepReason, true)
    case 'none':
      return reason(text.why, false)
    default:
      return assertNever(draft.kind)
  }
}

function SynonymChoices({ draft, cause, onChange }: CureChoicesProps) {
  const { data } = useQuery({ ...picklistQuery(cause.picklist?.key ?? ''), enabled: cause.picklist !== null })
  const values = data?.values.map(({ value }) => value) ?? []
  return (
    <>
      <Select
        label={text.means(cause.value ?? '')}
        required
        searchable
        limit={200}
        data={draft.to === '' || values.includes(draft.to) ? values : [draft.to, ...values]}
        value={draft.to === '' ? null : draft.to}
        onChange={(to) => onChange({ ...draft, to: to ?? '' })}
        allowDeselect={false}
      />
      <SuggestionButtons cause={cause} chosen={draft.to} onChoose={(to) => onChange({ ...draft, to })} />
    </>
  )
}

function ValueChoices({ draft, cause, onChange }: CureChoicesProps) {
  const { data: campaign } = useQuery(campaignQuery(cause.campaign))
  const fields = campaign?.fields ?? []
  const labelOf = (key: string) => fields.find((field) => field.key === key)?.label ?? humanise(key)
  const isOwn = draft.field === cause.field
  const named = cause.field === null && draft.field === '' ? namedField(cause.message, fields) : null
  return (
    <>
      {cause.field === null ? (
        <Select
          label={text.field}
          placeholder={text.chooseField}
          required
          searchable
          data={fields.map(({ key }) => ({ value: key, label: labelOf(key) }))}
          value={draft.field === '' ? null : draft.field}
          onChange={(field) => onChange({ ...draft, field: field ?? '', to: '' })}
        />
      ) : null}
      {named === null ? null : (
        <p>
          <Button size="compact-sm" variant="default" onClick={() => onChange({ ...draft, field: named.key })}>
            {text.namedField(labelOf(named.key))}
          </Button>
        </p>
      )}
      {isOwn && cause.value !== null ? (
        <Radio.Group
          label={labelOf(draft.field)}
          value={draft.everyValue ? 'every' : 'only'}
          onChange={(value) => onChange({ ...draft, everyValue: value === 'every' })}
        >
          <Stack gap={6} mt={6}>
            <Radio value="only" label={text.only(cause.value)} />
            <Radio value="every" label={text.every} />
          </Stack>
        </Radio.Group>
      ) : null}
      <NewValueInput
        field={fields.find(({ key }) => key === draft.field)}
        isDisabled={draft.takeAway}
        value={draft.to}
        onChange={(to) => onChange({ ...draft, to })}
      />
      <Checkbox
        label={text.emptyField}
        checked={draft.takeAway}
        onChange={(event) => onChange({ ...draft, takeAway: event.currentTarget.checked })}
      />
      <SuggestionButtons cause={cause} chosen={draft.to} onChoose={(to) => onChange({ ...draft, to })} />
    </>
  )
}

function RelaxChoices({ draft, cause, onChange }: CureChoicesProps) {
  const { relax } = cause
  return (
    <>
      <p>
        {text.ruleToday}: <strong>{relax?.words}</strong>
      </p>
      {relax === null || relax.now === null ? (
        <p>{text.takenAway}</p>
      ) : (
        <>
          <TextInput
            label={text.ruleNew}
            inputMode={typeof relax.now === 'number' ? 'decimal' : 'text'}
            disabled={draft.takeAway}
            value={draft.to}
            onChange={(event) => onChange({ ...draft, to: event.currentTarget.value })}
          />
          <Checkbox
            label={text.takeAway}
            checked={draft.takeAway}
            onChange={(event) => onChange({ ...draft, takeAway: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  )
}
