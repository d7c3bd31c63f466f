import { Alert, Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../data/apiProblem.ts'
import { editLead, leadQuery } from '../../data/leads.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { EditConflict } from './EditConflict.tsx'
import classes from './EditForm.module.css'
import { EditPreview } from './EditPreview.tsx'
import { changedFields, startValue } from './edits.ts'
import type { FieldLine } from './fieldLines.ts'
import { FieldInput, type FieldSetup } from './FieldInput.tsx'
import { suspectField } from './suspectField.ts'
import { text } from './text.ts'
import { usePreview } from './usePreview.ts'

export interface EditFormProps {
  readonly lead: LeadDetail
  readonly fields: readonly FieldSetup[]
  readonly lines: readonly FieldLine[]
  /** Values that stand there from the beginning in place of the stored ones, as when an old revision comes back. */
  readonly given: Readonly<Record<string, string>>
  readonly givenReason: string
  /** Enter saves and goes on; otherwise it only saves. */
  readonly thenGoOn: boolean
  readonly onDone: (how: 'saved' | 'savedToGoOn' | 'cancelled') => void
}

/** What the server's checks say is shown at its field while one types; the same checks decide when it is saved. */
export function EditForm({ lead, fields, lines, given, givenReason, thenGoOn, onDone }: EditFormProps) {
  // The lead is read again every few seconds; the form keeps to the revision it was opened with.
  const [opened, setOpened] = useState({ revision: lead.revision, lines })
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => ({
    ...Object.fromEntries(lines.map((line) => [line.key, startValue(line)])),
    ...given,
  }))
  const [reason, setReason] = useState(givenReason)
  const [focused] = useState(() => suspectField(lines, reasonsOf(lead)))
  const queryClient = useQueryClient()
  const changes = changedFields(opened.lines, values)
  const preview = usePreview(lead.id, changes)
  const save = useMutation({
    mutationFn: (_how: 'saved' | 'savedToGoOn') =>
      editLead(lead.id, { fields: changes, reason: reason.trim(), revision: opened.revision }),
    onSuccess: (saved, how) => {
      queryClient.setQueryData(leadQuery(lead.id).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['leads'] })
      notifications.show({ message: text.saved })
      onDone(how)
    },
    onError: (error) => {
      if (isStale(error)) void queryClient.invalidateQueries({ queryKey: leadQuery(lead.id).queryKey })
    },
  })
  const problem = save.error instanceof ApiProblem ? save.error : null
  const setups = new Map(fields.map((field) => [field.key, field]))
  const editable = opened.lines.filter((line) => setups.has(line.key))
  const refusals = new Map(problem?.errors.map((error) => [error.path.replace(/^fields\./, ''), error.message]))
  const failures = preview.data?.disposition.failures ?? []
  const unplaced = problem !== null && !editable.some((line) => refusals.has(line.key))
  const goOnLabel = lead.status === 'accepted' ? text.saveAndRedeliver : text.saveAndCheck
  const mayNotSave = Object.keys(changes).length === 0 || reason.trim() === ''

  if (isStale(save.error) && lead.revision !== opened.revision) {
    return (
      <EditConflict
        lead={lead}
        opened={Object.fromEntries(opened.lines.map((line) => [line.key, startValue(line)]))}
        mine={changes}
        labels={new Map(opened.lines.map((line) => [line.key, line.label]))}
        onCancel={() => onDone('cancelled')}
        onDecide={(kept) => {
          setOpened({ revision: lead.revision, lines })
          setValues({ ...Object.fromEntries(lines.map((line) => [line.key, startValue(line)])), ...kept })
          save.reset()
        }}
      />
    )
  }
  return (
    <form
      className={classes.form}
      aria-label={text.editing}
      onSubmit={(event) => {
        event.preventDefault()
        if (!mayNotSave) save.mutate(thenGoOn ? 'savedToGoOn' : 'saved')
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || mayNotSave) return
        event.preventDefault()
        save.mutate('savedToGoOn')
      }}
    >
      <div className={classes.fields}>
        {editable.map((line) => {
          const field = setups.get(line.key)
          if (!field) return null
          const isChanged = line.key in changes
          const own = failures.filter((failure) => failure.field === line.key)
          return (
            <FieldInput
              key={line.key}
              field={field}
              label={line.label}
              value={values[line.key] ?? ''}
              before={startValue(line)}
              changed={isChanged}
              error={isChanged ? (own[0]?.message ?? refusals.get(line.key)) : refusals.get(line.key)}
              suggestions={(preview.data ? own : line.problems).flatMap(({ suggestions }) => suggestions)}
              focused={line.key === focused}
              onChange={(value) => setValues({ ...values, [line.key]: value })}
            />
          )
        })}
      </div>
      <EditPreview lead={lead} preview={preview} changes={changes} />
      {save.error && !isStale(save.error) && (unplaced || problem === null) ? (
        <Alert color="red" variant="light" role="alert">
          {save.error.message}
        </Alert>
      ) : null}
      <div>
        <TextInput
          label={text.editReason}
          description={text.editReasonHint}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <span className={classes.suggestions}>
          {text.usualReasons.map((one) => (
            <button key={one} type="button" onClick={() => setReason(one)}>
              {one}
            </button>
          ))}
        </span>
      </div>
      <Group gap={8}>
        {(thenGoOn ? (['savedToGoOn', 'saved'] as const) : (['saved', 'savedToGoOn'] as const)).map((how, place) => (
          <Button
            key={how}
            type={place === 0 ? 'submit' : 'button'}
            variant={place === 0 ? 'filled' : 'default'}
            title={how === 'savedToGoOn' ? 'Ctrl + Enter' : undefined}
            loading={save.isPending && save.variables === how}
            disabled={mayNotSave}
            onClick={place === 0 ? undefined : () => save.mutate(how)}
          >
            {how === 'saved' ? text.save : goOnLabel}
          </Button>
        ))}
        <Button variant="default" onClick={() => onDone('cancelled')}>
          {text.cancel}
        </Button>
      </Group>
    </form>
  )
}

function isStale(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 409
}

function reasonsOf(lead: LeadDetail): readonly string[] {
  return lead.dispatches.toReversed().flatMap(({ reason }) => reason ?? [])
}
