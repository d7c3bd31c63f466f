import { Alert, Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../data/apiProblem.ts'
import { editLead, leadQuery } from '../../data/leads.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import type { CampaignSetup } from '../../data/setup.ts'
import classes from './EditForm.module.css'
import { changedFields, startValue } from './edits.ts'
import type { FieldLine } from './fieldLines.ts'
import { FieldInput } from './FieldInput.tsx'
import { text } from './text.ts'

export interface EditFormProps {
  readonly lead: LeadDetail
  readonly fields: CampaignSetup['fields']
  readonly lines: readonly FieldLine[]
  readonly onDone: () => void
}

/** The server checks the new values as it checks received ones; what it refuses is shown at its field. */
export function EditForm({ lead, fields, lines, onDone }: EditFormProps) {
  // The lead is read again every few seconds; the form keeps to the revision it was opened with.
  const [opened] = useState({ revision: lead.revision, lines })
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(lines.map((line) => [line.key, startValue(line)])),
  )
  const [reason, setReason] = useState('')
  const queryClient = useQueryClient()
  const changes = changedFields(opened.lines, values)
  const save = useMutation({
    mutationFn: () => editLead(lead.id, { fields: changes, reason: reason.trim(), revision: opened.revision }),
    onSuccess: (saved) => {
      queryClient.setQueryData(leadQuery(lead.id).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['leads'] })
      notifications.show({ message: text.saved })
      onDone()
    },
  })
  const problem = save.error instanceof ApiProblem ? save.error : null
  const editable = opened.lines.filter((line) => fields.some((field) => field.key === line.key))
  const refusals = new Map(problem?.errors.map((error) => [error.path.replace(/^fields\./, ''), error.message]))
  const unplaced = problem !== null && !editable.some((line) => refusals.has(line.key))
  return (
    <form
      className={classes.form}
      aria-label={text.editing}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className={classes.fields}>
        {editable.map((line) => (
          <FieldInput
            key={line.key}
            label={line.label}
            type={line.type ?? 'text'}
            value={values[line.key] ?? ''}
            changed={line.key in changes}
            error={refusals.get(line.key)}
            onChange={(value) => setValues({ ...values, [line.key]: value })}
          />
        ))}
      </div>
      {save.error && (unplaced || problem === null) ? (
        <Alert color="red" variant="light" role="alert">
          {problem?.status === 409 ? text.staleRevision : save.error.message}
        </Alert>
      ) : null}
      <TextInput
        label={text.editReason}
        description={text.editReasonHint}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap={8}>
        <Button
          type="submit"
          loading={save.isPending}
          disabled={Object.keys(changes).length === 0 || reason.trim() === ''}
        >
          {text.save}
        </Button>
        <Button variant="default" onClick={onDone}>
          {text.cancel}
        </Button>
      </Group>
    </form>
  )
}
