import { Autocomplete, Radio, Select, Stack, Switch } from '@mantine/core'
import { duplicateKeys, duplicatePolicies, importPurposes } from '@switchyard/contract/imports/words.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from '../../data/imports.ts'
import { returnReasonsQuery } from '../../data/returns.ts'
import { setupKeysQuery } from '../../data/setup.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import type { StepProps } from './ImportPage.tsx'
import classes from './ImportPage.module.css'
import { purposes } from './importWords.ts'
import { StepFoot } from './StepFoot.tsx'
import { text } from './text.ts'
import { useImportChange } from './useImportChange.ts'

interface ChoiceProps {
  readonly of: Import
  readonly disabled: boolean
  readonly onChange: (options: Readonly<Record<string, unknown>>) => void
}

/** What is done with the rows. Each choice is kept at once, and the preview made anew. */
export function OptionsStep({ of, onStep }: StepProps) {
  const change = useImportChange(of)
  const props: ChoiceProps = { of, disabled: change.locked || change.isPending, onChange: change.options }
  const { purpose } = of
  return (
    <section className={classes.step} aria-label={text.steps.options}>
      <Stack gap={18} maw={560}>
        <Select
          label={text.purpose}
          description={purposes[purpose].meaning}
          allowDeselect={false}
          disabled={props.disabled}
          data={Object.entries(purposes).map(([value, { word }]) => ({ value, label: word }))}
          value={purpose}
          onChange={(value) => {
            const chosen = importPurposes.find((known) => known === value)
            if (chosen !== undefined) change.mutate({ purpose: chosen })
          }}
        />
        {purpose === 'resolve' ? <ResolveChoices {...props} /> : null}
        {purpose === 'resolve' || purpose === 'leads' ? <NewLeadChoices {...props} /> : null}
        {purpose === 'returns' ? <ReturnChoices {...props} /> : null}
        {purpose === 'suppression' ? <ListChoice {...props} /> : null}
      </Stack>
      {change.error ? <ProblemNotice what={text.saveFailed} error={change.error} /> : null}
      <StepFoot step="options" onStep={onStep} />
    </section>
  )
}

function ResolveChoices({ of: { options }, disabled, onChange }: ChoiceProps) {
  return (
    <>
      <Switch
        label={text.blanksClear}
        description={text.blanksClearHint}
        disabled={disabled}
        checked={options.blanksClear}
        onChange={(event) => onChange({ blanksClear: event.currentTarget.checked })}
      />
      <Switch
        label={text.updateAccepted}
        description={text.updateAcceptedHint}
        disabled={disabled}
        checked={options.updateAccepted}
        onChange={(event) => onChange({ updateAccepted: event.currentTarget.checked })}
      />
    </>
  )
}

const policyWords = {
  create: text.duplicateCreate,
  update: text.duplicateUpdate,
  skip: text.duplicateSkip,
} as const satisfies Record<(typeof duplicatePolicies)[number], string>

function NewLeadChoices({ of: { options }, disabled, onChange }: ChoiceProps) {
  const { data: suppliers = [] } = useQuery(setupKeysQuery('suppliers'))
  const { duplicates } = options
  return (
    <>
      <Select
        label={text.supplier}
        placeholder={text.noSupplier}
        clearable
        searchable
        disabled={disabled}
        data={[...suppliers]}
        value={options.supplier ?? null}
        onChange={(supplier) => onChange({ supplier })}
      />
      <Radio.Group
        label={text.duplicates}
        value={duplicates?.policy ?? ''}
        onChange={(value) => {
          const policy = duplicatePolicies.find((known) => known === value)
          onChange({ duplicates: policy === undefined ? null : { policy, key: duplicates?.key ?? 'email' } })
        }}
      >
        <Stack gap={8} mt={6}>
          <Radio value="" label={text.duplicateNone} disabled={disabled} />
          {duplicatePolicies.map((policy) => (
            <Radio key={policy} value={policy} label={policyWords[policy]} disabled={disabled} />
          ))}
        </Stack>
      </Radio.Group>
      {duplicates === undefined ? null : (
        <Select
          label={text.sameBy}
          allowDeselect={false}
          disabled={disabled}
          data={duplicateKeys.map((value) => ({ value, label: text.keys[value] }))}
          value={duplicates.key}
          onChange={(key) => onChange({ duplicates: { ...duplicates, key } })}
        />
      )}
      <Switch
        label={text.test}
        description={text.testHint}
        disabled={disabled}
        checked={options.test}
        onChange={(event) => onChange({ test: event.currentTarget.checked })}
      />
    </>
  )
}

function ReturnChoices({ of: { options }, disabled, onChange }: ChoiceProps) {
  const { data: buyers = [] } = useQuery(setupKeysQuery('buyers'))
  const { data: reasons } = useQuery(returnReasonsQuery)
  const [reason, setReason] = useState(options.reason ?? '')
  const said = options.reversePayout
  return (
    <>
      <Autocomplete
        label={text.reason}
        disabled={disabled}
        data={[...(reasons?.reasons ?? [])]}
        value={reason}
        onChange={setReason}
        onBlur={() => onChange({ reason: reason.trim() === '' ? null : reason.trim() })}
      />
      <Select
        label={text.buyer}
        placeholder={text.noSupplier}
        clearable
        searchable
        disabled={disabled}
        data={[...buyers]}
        value={options.buyer ?? null}
        onChange={(buyer) => onChange({ buyer })}
      />
      <Radio.Group
        label={text.reversePayout}
        withAsterisk
        value={said === undefined ? null : String(said)}
        onChange={(value) => onChange({ reversePayout: value === 'true' })}
      >
        <Stack gap={8} mt={6}>
          <Radio value="true" label={text.yes} disabled={disabled} />
          <Radio value="false" label={text.no} disabled={disabled} />
        </Stack>
      </Radio.Group>
    </>
  )
}

function ListChoice({ of: { options }, disabled, onChange }: ChoiceProps) {
  const { data: lists = [] } = useQuery(setupKeysQuery('suppression'))
  return (
    <Select
      label={text.list}
      placeholder={text.chooseList}
      searchable
      allowDeselect={false}
      disabled={disabled}
      data={[...lists]}
      value={options.list ?? null}
      onChange={(list) => onChange({ list })}
    />
  )
}
